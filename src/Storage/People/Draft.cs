namespace CrmBot.Storage;

/// <summary>A form that a person has begun and not finished.</summary>
/// <param name="Kind">Which form.</param>
/// <param name="Rev">Revision of the customer that the form was filled from.</param>
/// <param name="Coached">The hints were shown once already.</param>
public sealed record Draft(
    string Id, string PersonId, string Kind, string? CustomerId, string? StepId, string? FollowUpId, int Rev, bool Coached, string? Note)
{
    /// <summary>What was said or pasted, as it was; null where the form began empty.</summary>
    public string? Said { get; init; }

    /// <summary>What the form was filled with, in the form's own notation; null for nothing beside what is stored.</summary>
    public string? Content { get; init; }

    /// <summary>When something typed was kept in it, people's time; null before anything was.</summary>
    public DateTimeOffset? SavedAt { get; init; }

    /// <summary>When it was last written, machine time; the store sets it. Null in rows of before it was kept.</summary>
    public DateTimeOffset? KeptAt { get; init; }
}

/// <summary>Drafts, each in its person's partition.</summary>
public sealed class DraftStore
{
    private readonly ITables _tables;
    private readonly TimeProvider _machine;

    public DraftStore(ITables tables, TimeProvider machine) => (_tables, _machine) = (tables, machine);

    public async ValueTask<Draft?> GetAsync(string tenant, string personId, string id, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Crm, Keys.OfPerson(tenant, personId), Keys.Draft(id), ct))?.As(StoreJson.Default.KeptDraft).It;

    /// <summary>Every form that a person has begun and not finished.</summary>
    public async ValueTask<IReadOnlyList<Draft>> AllAsync(string tenant, string personId, CancellationToken ct) =>
        [.. (await _tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.OfPerson(tenant, personId), Keys.Drafts), ct)).Select(r => r.As(StoreJson.Default.KeptDraft).It)];

    /// <summary>A page of the drafts of everybody in all tenants.</summary>
    /// <param name="from">From the page before; null for the first.</param>
    public async ValueTask<(IReadOnlyList<(string Tenant, Draft Draft)> Some, string? Next)> WalkAsync(string? from, CancellationToken ct)
    {
        var page = await _tables.QueryAsync(new RowRange(Keys.Crm, Keys.FirstPartition, Keys.PartitionsEnd, Keys.Drafts, Keys.Drafts + '\uffff'), Rows.PageSize, from, ct);
        return ([.. page.Rows.Select(r => (Keys.TextOf(Keys.Parts(r.PartitionKey)[0]), r.As(StoreJson.Default.KeptDraft).It))], page.Next);
    }

    /// <summary>Writes over a stored draft of the same id.</summary>
    public async ValueTask PutAsync(string tenant, Draft draft, CancellationToken ct)
    {
        var data = Rows.Bytes(new Kept<Draft>(Rows.V, draft.Rev, draft with { KeptAt = _machine.GetUtcNow() }), StoreJson.Default.KeptDraft);
        await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.OfPerson(tenant, draft.PersonId), [new Change.Put(Keys.Draft(draft.Id), data)]), ct);
    }

    /// <summary>Does nothing when there is none.</summary>
    public async ValueTask RemoveAsync(string tenant, string personId, string id, CancellationToken ct) =>
        await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.OfPerson(tenant, personId), [new Change.Delete(Keys.Draft(id), null)]), ct);
}
