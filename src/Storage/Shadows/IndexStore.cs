using System.Runtime.CompilerServices;

namespace CrmBot.Storage;

/// <summary>Finds customers by person. These are shadows: sight is decided on the customer itself.</summary>
public sealed class IndexStore
{
    /// <summary>People of a team that are read side by side.</summary>
    internal const int PeopleAhead = 16;

    private static readonly TimeSpan TombstoneLife = TimeSpan.FromDays(1);
    private readonly ITables _tables;
    private readonly TimeProvider _time;

    public IndexStore(ITables tables, TimeProvider time)
    {
        _tables = tables;
        _time = time;
    }

    /// <summary>Every customer that the person owns, helps with, or owes a step to.</summary>
    public async ValueTask<IReadOnlyList<Stake>> OfPersonAsync(string tenant, string personId, CancellationToken ct)
    {
        var rows = await _tables.AllAsync(new RowRange(Keys.Index, Keys.Stakes(tenant, personId)), ct);
        var stakes = new List<Stake>(rows.Count);
        foreach (var row in rows)
        {
            var it = QuickRows.Stake(row, personId);
            if (it.It is { } stake)
            {
                stakes.Add(stake);
            }
            else if (it.GoneAt is { } gone && _time.GetUtcNow() - gone > TombstoneLife)
            {
                // Refused when it was written again meanwhile, and then it stays.
                await _tables.ApplyAsync(new ChangeSet(Keys.Index, row.PartitionKey, [new Change.Delete(row.RowKey, row.ETag)]), ct);
            }
        }

        return stakes;
    }

    /// <summary>
    /// The same for several people, in their order. Costs a query a person, some of them ahead of what is asked for, and
    /// nothing of other people is read; no more people than that are held in memory.
    /// </summary>
    public async IAsyncEnumerable<(string PersonId, IReadOnlyList<Stake> Stakes)> OfPeopleAsync(
        string tenant, IEnumerable<string> personIds, [EnumeratorCancellation] CancellationToken ct)
    {
        var ahead = new Queue<(string PersonId, Task<IReadOnlyList<Stake>> Reading)>(PeopleAhead);
        foreach (var id in personIds)
        {
            if (ahead.Count == PeopleAhead)
            {
                var (first, reading) = ahead.Dequeue();
                yield return (first, await reading);
            }

            ahead.Enqueue((id, OfPersonAsync(tenant, id, ct).AsTask()));
        }

        while (ahead.TryDequeue(out var next))
        {
            yield return (next.PersonId, await next.Reading);
        }
    }
}
