using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>A customer as it was read. The head is read first, so the rest is at least as new as its revision says.</summary>
/// <param name="Id">The customer itself, after following merges.</param>
/// <param name="File">Null when there is no such customer; with all closed steps.</param>
/// <param name="Head">The stored head; null when there is none.</param>
/// <param name="Erased">The head of one whose content is gone; then there is no file.</param>
/// <param name="Merging">As the head says.</param>
/// <param name="Carried">What the file holds that stands only with a customer that was merged into this one; null for nothing.</param>
internal sealed record Loaded(string Id, CustomerFile? File, Row? Head, HeadRow? Erased = null, string? Merging = null, Carried? Carried = null);

/// <summary>Reads the customer partition.</summary>
internal sealed class CustomerReader(ITables tables)
{
    public const int Recent = 5;
    private const int ClosedSteps = 20;
    private const int Merges = 8;

    public async ValueTask<Loaded> ReadAsync(string tenant, string customerId, CancellationToken ct) =>
        await HeadAsync(tenant, customerId, ct) is var (id, head, row) && row is not null
            ? row.Erased is true ? new Loaded(id, null, head, row) : await WithMergedAsync(tenant, new Loaded(id, await FileAsync(tenant, id, row, ct), head, Merging: row.Merging), ct)
            : new Loaded(id, null, null);

    /// <summary>The customer of exactly this id, also after it was merged into another: then the file says so.</summary>
    public async ValueTask<Loaded> ReadOwnAsync(string tenant, string customerId, CancellationToken ct)
    {
        var head = await tables.GetAsync(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Head, ct);
        return head?.As(StoreJson.Default.HeadRow) switch
        {
            null => new Loaded(customerId, null, null),
            { Erased: true } row => new Loaded(customerId, null, head, row),
            var row => new Loaded(customerId, await FileAsync(tenant, customerId, row, ct), head, Merging: row.Merging),
        };
    }

    /// <summary>The head of exactly this id; null when there is none.</summary>
    public async ValueTask<HeadRow?> ReadHeadAsync(string tenant, string customerId, CancellationToken ct) =>
        (await tables.GetAsync(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Head, ct))?.As(StoreJson.Default.HeadRow);

    private async ValueTask<Loaded> WithMergedAsync(string tenant, Loaded loaded, CancellationToken ct) =>
        loaded.Merging is { } loser && await ReadOwnAsync(tenant, loser, ct) is { File: { } file } && file.MergedInto == loaded.Id
            ? loaded with { File = Carried.Over(loaded.File!, file, out var carried), Carried = carried }
            : loaded;

    /// <summary>The head and one step, after following merges: two calls for one that was not merged. Null when there is no such customer, or its content is gone.</summary>
    public async ValueTask<(Customer Head, Step? Step)?> StepAsync(string tenant, string customerId, string stepId, CancellationToken ct)
    {
        var (id, _, row) = await HeadAsync(tenant, customerId, ct);
        if (row is null or { Erased: true })
        {
            return null;
        }

        if (row.Merging is not null)
        {
            // The step may stand with the other one still.
            return (await ReadAsync(tenant, id, ct)).File is { } file ? (file.Head, file.Steps.FirstOrDefault(s => s.Id == stepId)) : null;
        }

        var step = await tables.GetAsync(Keys.Crm, Keys.Customer(tenant, id), Keys.Step(stepId), ct);
        return (row.It, step?.As(StoreJson.Default.KeptStep).It);
    }

    /// <summary>Where the customer's content stands; null when it was erased: what is left of it on the way out is nobody's to read.</summary>
    public async ValueTask<string?> StandingAsync(string tenant, string customerId, CancellationToken ct) =>
        await HeadAsync(tenant, customerId, ct) is { Row.Erased: not true } found ? found.Id : null;

    /// <summary>The customer itself, after following merges: 1 call for one that was not merged.</summary>
    public async ValueTask<string> IdAsync(string tenant, string customerId, CancellationToken ct) => (await HeadAsync(tenant, customerId, ct)).Id;

    private async ValueTask<(string Id, Row? Head, HeadRow? Row)> HeadAsync(string tenant, string customerId, CancellationToken ct)
    {
        var id = customerId;
        for (var i = 0; i < Merges; i++)
        {
            var head = await tables.GetAsync(Keys.Crm, Keys.Customer(tenant, id), Keys.Head, ct);
            var row = head?.As(StoreJson.Default.HeadRow);
            if (row?.MergedInto is null)
            {
                return (id, head, row);
            }

            id = row.MergedInto;
        }

        throw new InvalidDataException($"Customer {customerId} is merged in a circle.");
    }

    /// <summary>The file as people and decisions see it: of the closed steps only the latest.</summary>
    public static CustomerFile ForDecisions(CustomerFile file) => file.Steps.Count(s => s.State != StepState.Open) <= ClosedSteps
        ? file
        : file with
        {
            Steps =
            [
                .. file.Steps.Where(s => s.State == StepState.Open),
                .. file.Steps.Where(s => s.State != StepState.Open).OrderByDescending(s => s.ClosedAt).Take(ClosedSteps),
            ],
        };

    public async ValueTask<(Row Row, OpRow Op)?> OpAsync(string tenant, string customerId, string opId, CancellationToken ct)
    {
        var row = await tables.GetAsync(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Op(opId), ct);
        return row is null ? null : (row, row.As(StoreJson.Default.OpRow));
    }

    public async ValueTask<IReadOnlyList<EventRow>> EventsAsync(string tenant, string customerId, int rev, CancellationToken ct)
    {
        var rows = await tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Events(rev)), ct);
        return [.. Events.Unpacked(rows.Select(r => r.As(StoreJson.Default.EventRow)))];
    }

    public async ValueTask<(Row Row, Kept<FollowUp> Kept)?> FollowUpAsync(string tenant, string customerId, string followUpId, CancellationToken ct)
    {
        var partition = Keys.Customer(tenant, customerId);
        var place = await tables.GetAsync(Keys.Crm, partition, Keys.FollowUpPlace(followUpId), ct);
        if (place is null)
        {
            return null;
        }

        var row = await tables.GetAsync(Keys.Crm, partition, place.As(StoreJson.Default.PlaceRow).Key, ct);
        return row is null ? null : (row, row.As(StoreJson.Default.KeptFollowUp));
    }

    /// <summary>Earlier editions of a follow-up, the oldest first; 1 call.</summary>
    public async ValueTask<IReadOnlyList<Row>> EditionsAsync(string tenant, string customerId, string followUpId, int most, CancellationToken ct) =>
        (await tables.QueryAsync(RowRange.Prefix(Keys.Crm, Keys.Customer(tenant, customerId), Keys.EditionsOf(followUpId)), most, null, ct)).Rows;

    /// <summary>After the head, and all at once: on Azure each is a round trip.</summary>
    private async ValueTask<CustomerFile> FileAsync(string tenant, string id, HeadRow head, CancellationToken ct)
    {
        var partition = Keys.Customer(tenant, id);
        var reading = (
            ContactsToItems: tables.AllAsync(new RowRange(Keys.Crm, partition, null, Keys.ContactsToItems, Keys.AfterItems), ct).AsTask(),
            Recent: tables.QueryAsync(RowRange.Prefix(Keys.Crm, partition, Keys.FollowUps), Recent, null, ct).AsTask(),
            ScoresAndSteps: tables.AllAsync(new RowRange(Keys.Crm, partition, null, Keys.ScoresToSteps, Keys.AfterSteps), ct).AsTask(),
            Complaints: tables.AllAsync(RowRange.Prefix(Keys.Crm, partition, Keys.Complaints), ct).AsTask());
        await Task.WhenAll(reading.ContactsToItems, reading.Recent, reading.ScoresAndSteps, reading.Complaints);
        var (contactsToItems, recent) = (await reading.ContactsToItems, await reading.Recent);
        var (scoresAndSteps, complaints) = (await reading.ScoresAndSteps, await reading.Complaints);
        return new CustomerFile(
            head.It,
            head.Rev,
            [.. contactsToItems.Where(r => r.RowKey.StartsWith(Keys.Contacts, StringComparison.Ordinal)).Select(r => r.As(StoreJson.Default.KeptContact).It)],
            [.. scoresAndSteps.Where(r => r.RowKey.StartsWith(Keys.Steps, StringComparison.Ordinal)).Select(r => r.As(StoreJson.Default.KeptStep).It)],
            [.. recent.Rows.Select(r => QuickRows.FollowUp(r).It)],
            [.. complaints.Select(r => r.As(StoreJson.Default.KeptComplaint).It)],
            [
                .. scoresAndSteps.Where(r => r.RowKey.StartsWith(Keys.Scores, StringComparison.Ordinal))
                    .Select(r => r.As(StoreJson.Default.KeptSatisfaction).It).OrderBy(s => s.Day),
            ],
            head.MergedInto)
        {
            Moments = [.. contactsToItems.Where(r => r.RowKey.StartsWith(Keys.Moments, StringComparison.Ordinal)).Select(r => r.As(StoreJson.Default.KeptMoment).It)],
            Items = [.. contactsToItems.Where(r => r.RowKey.StartsWith(Keys.Items, StringComparison.Ordinal)).Select(r => r.As(StoreJson.Default.KeptItem).It)],
        };
    }
}
