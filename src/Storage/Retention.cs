using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>A page of a walk through the store.</summary>
/// <param name="Next">Where the next page begins; null after the last one.</param>
/// <param name="Removed">Rows that were removed from this one.</param>
public sealed record Walked(string? Next, int Removed);

/// <summary>
/// Removes what has had its time, 30 days: receipts of operations and forms that were begun and never sent (machine time; a form
/// goes no later than the receipt of what it was sent for, so that an old copy of it can file nothing a second time); prompts that
/// are settled and whose step is not open any more (people's time, in which they were settled); cards that name no customer
/// (machine time); people's own reminders that are closed (people's time). A card that names one is known for as long as the customer is, for an erase takes it back.
/// </summary>
public sealed class Retention
{
    /// <summary>Source: the settled order of writes, "receipt of an operation … kept 30 days, also after an erase".</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // What a page is of, in this order; begins the cursor.
    private static readonly (string Code, string Table, string Prefix)[] Kinds =
    [
        ("d", Keys.Crm, Keys.Drafts), ("o", Keys.Crm, Keys.Ops), ("p", Keys.Prompts, Keys.PromptsOf), ("c", Keys.Prompts, Keys.Cards),
    ];

    // Of people only, tenant by tenant: the steps of customers are never removed, and need not be read for it.
    private const string OwnSteps = "s";

    private readonly ITables _tables;
    private readonly TimeProvider _machine;

    public Retention(ITables tables, TimeProvider machine) => (_tables, _machine) = (tables, machine);

    /// <summary>One page of all tenants.</summary>
    /// <param name="from">From the page before; null for the first.</param>
    /// <param name="now">People's time.</param>
    public async ValueTask<Walked> WalkAsync(string? from, DateTimeOffset now, CancellationToken ct)
    {
        if (from?.StartsWith(OwnSteps, StringComparison.Ordinal) == true)
        {
            return await OwnStepsAsync(from[OwnSteps.Length..], now, ct);
        }

        var nth = from is null ? 0 : Array.FindIndex(Kinds, k => from.StartsWith(k.Code, StringComparison.Ordinal));
        var (code, table, prefix) = Kinds[nth];
        var range = new RowRange(table, Keys.FirstPartition, Keys.PartitionsEnd, prefix, prefix + '\uffff');
        var page = await _tables.QueryAsync(range, Rows.PageSize, from is { Length: > 1 } ? from[1..] : null, ct);
        var changes = new List<(string Partition, Change Change)>();
        foreach (var row in page.Rows)
        {
            var change = code switch
            {
                "d" => OfDraft(row),
                "o" => IsOld(row.As(StoreJson.Default.OpRow).MadeAt) ? Gone(row) : null,
                "p" => await IsOverAsync(row, now, ct) ? Gone(row) : null,
                _ => row.As(StoreJson.Default.CardRow) is { About: null, At: { } at } && IsOld(at) ? Gone(row) : null,
            };
            if (change is not null)
            {
                changes.Add((row.PartitionKey, change));
            }
        }

        var removed = await RemoveAsync(table, changes, ct);
        return new Walked(page.Next is { } next ? code + next : nth + 1 < Kinds.Length ? Kinds[nth + 1].Code : OwnSteps, removed);
    }

    /// <param name="at">The tenant as it stands in keys and where in it; empty for the first one.</param>
    private async ValueTask<Walked> OwnStepsAsync(string at, DateTimeOffset now, CancellationToken ct)
    {
        var end = at.IndexOf('\n', StringComparison.Ordinal);
        var (tenant, token) = end < 0 ? (await _tables.NextAsync(null, ct), "") : (at[..end], at[(end + 1)..]);
        if (tenant is null)
        {
            return new Walked(null, 0);
        }

        var (first, last) = Keys.AllPeople(Keys.TextOf(tenant));
        var page = await _tables.QueryAsync(new RowRange(Keys.Crm, first, last, Keys.Steps, Keys.Steps + '\uffff'), Rows.PageSize, token.Length > 0 ? token : null, ct);
        var closed = page.Rows.Where(row => row.As(StoreJson.Default.KeptStep).It is { State: not StepState.Open } step && now - (step.ClosedAt ?? step.DueAt) > Kept);
        var removed = await RemoveAsync(Keys.Crm, closed.Select(row => (row.PartitionKey, (Change)Gone(row))), ct);
        var next = page.Next is null ? await _tables.NextAsync(tenant, ct) : tenant;
        return new Walked(next is null ? null : $"{OwnSteps}{next}\n{page.Next}", removed);
    }

    private async ValueTask<int> RemoveAsync(string table, IEnumerable<(string Partition, Change Change)> changes, CancellationToken ct)
    {
        var removed = 0;
        foreach (var rows in changes.GroupBy(r => r.Partition, r => r.Change, StringComparer.Ordinal)
            .SelectMany(p => p.Chunk(Limits.ChangesInSet), (p, some) => new ChangeSet(table, p.Key, some)))
        {
            // Refused when one of them was written meanwhile; what is left is for the next walk.
            removed += (await _tables.ApplyAsync(rows, ct)).All ? rows.Changes.Count(c => c is Change.Delete) : 0;
        }

        return removed;
    }

    private static Change.Delete Gone(Row row) => new(row.RowKey, row.ETag);

    private Change? OfDraft(Row row)
    {
        var kept = row.As(StoreJson.Default.KeptDraft);
        return kept.It.KeptAt is { } at
            ? IsOld(at) ? Gone(row) : null
            : new Change.Replace(row.RowKey, row.ETag, Rows.Bytes(kept with { It = kept.It with { KeptAt = _machine.GetUtcNow() } }, StoreJson.Default.KeptDraft));
    }

    // While the step is open its prompt says that it was told already; the sweep would plan one that is not there anew.
    private async ValueTask<bool> IsOverAsync(Row row, DateTimeOffset now, CancellationToken ct)
    {
        var prompt = row.As(StoreJson.Default.KeptPrompt).It;
        if (!prompt.Settled || prompt.State == PromptState.Parked || now - (prompt.SettledAt ?? prompt.FireAt) <= Kept)
        {
            return false;
        }

        var parts = Keys.Parts(row.PartitionKey);
        var (tenant, recipient) = (Keys.TextOf(parts[0]), Keys.TextOf(parts[2]));
        var partition = prompt.CustomerId.Length > 0 ? Keys.Customer(tenant, prompt.CustomerId) : Keys.OfPerson(tenant, prompt.ForId ?? recipient);
        var step = await _tables.GetAsync(Keys.Crm, partition, Keys.Step(prompt.StepId), ct);
        return step?.As(StoreJson.Default.KeptStep).It.State is not StepState.Open;
    }

    private bool IsOld(DateTimeOffset madeAt) => _machine.GetUtcNow() - madeAt > Kept;
}
