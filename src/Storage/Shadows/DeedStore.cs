using System.Globalization;
using System.Runtime.CompilerServices;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>What people did, from the facts. These are shadows: read the customer before showing more than numbers.</summary>
public sealed class DeedStore
{
    private const int Few = 50;

    private readonly ITables _tables;

    public DeedStore(ITables tables) => _tables = tables;

    /// <summary>Everything a person did from one instant to another, in order; a query for each UTC month of it.</summary>
    /// <param name="until">Not included.</param>
    public async ValueTask<IReadOnlyList<Deed>> OfPersonAsync(string tenant, string personId, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var deeds = new List<Deed>();
        for (var month = new DateTimeOffset(from.UtcDateTime.Year, from.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero); month < until; month = month.AddMonths(1))
        {
            foreach (var row in await _tables.AllAsync(new RowRange(Keys.Index, Keys.Facts(tenant, personId, month)), ct))
            {
                if (Of(row, personId) is { } deed && deed.At >= from && deed.At < until)
                {
                    deeds.Add(deed);
                }
            }
        }

        return deeds;
    }

    /// <summary>Whether a person filed in a UTC month, among the first things they did in it: 1 call.</summary>
    public async ValueTask<bool> HasFiledInAsync(string tenant, string personId, DateTimeOffset month, CancellationToken ct) =>
        (await _tables.QueryAsync(new RowRange(Keys.Index, Keys.Facts(tenant, personId, month)), Few, null, ct)).Rows.Any(r => Of(r, personId)?.Code == Deed.Filed);

    /// <summary>The same for several people, in their order, some of them read ahead of what is asked for.</summary>
    public async IAsyncEnumerable<(string PersonId, IReadOnlyList<Deed> Deeds)> OfPeopleAsync(
        string tenant, IEnumerable<string> personIds, DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var some in personIds.Chunk(IndexStore.PeopleAhead))
        {
            foreach (var (id, deeds) in some.Zip(await Task.WhenAll(some.Select(id => OfPersonAsync(tenant, id, from, until, ct).AsTask()))))
            {
                yield return (id, deeds);
            }
        }
    }

    /// <summary>Null for a fact of something that has no id.</summary>
    private static Deed? Of(Row row, string personId)
    {
        var fact = row.As(StoreJson.Default.FactRow);
        var parts = Keys.Parts(row.RowKey);
        return fact.Id is null ? null : new Deed(
            new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero), personId, Keys.TextOf(parts[1]),
            int.Parse(parts[2], CultureInfo.InvariantCulture), fact.Code, fact.Id)
        {
            Before = fact.StatusBefore,
            After = fact.StatusAfter,
            OnTime = fact.OnTime,
            Shallow = fact.Shallow,
            Score = fact.Quality,
            Lacks = fact.Lacks,
            About = fact.About,
            Outcome = fact.Outcome,
            ContactedAt = fact.ContactedAt,
        };
    }
}
