using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>A change made ready: the set that commits it, and what is true once it stands.</summary>
/// <param name="After">With all closed steps.</param>
internal sealed record ReadyChange(
    string Tenant, string CustomerId, ChangeSet Set, CustomerFile? Before, CustomerFile After, IReadOnlyList<EventRow> Events, Receipt Receipt);

/// <summary>Turns an edit into one change set on the customer partition, guarded by the version of the head.</summary>
internal sealed class CustomerCommit(CustomerReader reader, TimeProvider time)
{
    /// <summary>Rows of one change; anything larger is a resumable job.</summary>
    public const int MaxRows = 90;

    /// <summary>Earlier editions that go with their record in one change; what is left of more of them is removed by <see cref="HistoryStore.SweepAsync"/>.</summary>
    private const int EditionsAtOnce = 30;

    /// <param name="standing">The void receipt that the commit replaces; null when there is none.</param>
    public async ValueTask<ReadyChange> PrepareAsync<TNo>(
        ChangeRequest request, Loaded loaded, Decision<TNo>.Commit commit, Row? standing, string run, CancellationToken ct)
    {
        var before = loaded.File;
        if (commit.Edit.Head.Id != loaded.Id)
        {
            throw new ArgumentException($"The edit is of customer {commit.Edit.Head.Id}, the change of {loaded.Id}.", nameof(commit));
        }

        var rev = (before?.Rev ?? 0) + 1;
        var changes = new List<Change>();
        var followUps = new List<FollowUp>();
        foreach (var followUp in commit.Edit.FollowUps)
        {
            followUps.Add(await AddFollowUpAsync(request.Tenant, loaded.Id, followUp, rev, changes, ct));
        }

        var said = new List<string?>();
        foreach (var gone in commit.Edit.GoneFollowUps)
        {
            await RemoveFollowUpAsync(request.Tenant, loaded.Id, gone.Id, changes, said, ct);
        }

        var wished = commit.Edit.Erases ? commit.Edit : Items.Following(before?.Items ?? [], commit.Edit);
        var told = wished.Erases || loaded.Carried is null ? wished : loaded.Carried.Along(wished, rev, changes);
        var edit = told with
        {
            FollowUps = followUps,
            Steps = [.. told.Steps.Concat(Wordless(before, told)).Select(s => Planned(before?.Steps.FirstOrDefault(o => o.Id == s.Id), s))],
        };
        var after = edit.Erases ? Erased.FileOf(edit, rev) : FileAfter(before, edit, rev);
        var merging = commit.Merging ?? (edit.Erases || commit.EndsMerging || loaded.Carried is not null ? null : loaded.Merging);
        if (!edit.Erases)
        {
            // What was only read along has no row to go.
            var carried = loaded.Carried?.Contacts.Select(c => c.Id) ?? [];
            AddRecords(edit with { GoneContacts = [.. edit.GoneContacts.Except(carried, StringComparer.Ordinal)] }, rev, changes);
        }

        changes.AddRange(commit.Beside);
        if (edit.GoneFollowUps.Count > 0 && !edit.Erases)
        {
            var gone = GoneRecords.IdsOf(edit.GoneFollowUps, edit.GoneMoments, before?.Steps ?? []);
            var words = new EraseRow(Rows.V, null, [], Gone: gone, Texts: [.. said.Select(EraseTraces.Beginning).OfType<string>().Distinct(StringComparer.Ordinal)]);
            changes.Add(new Change.Put(Keys.Words(request.OpId), Rows.Bytes(words, StoreJson.Default.EraseRow)));
        }

        var events = Events.Of(request, before, after, edit);
        changes.AddRange(Events.Packed(events).Select((e, i) => new Change.Insert(Keys.Event(rev, i), Rows.Bytes(e, StoreJson.Default.EventRow))));

        var op = new OpRow(Rows.V, false, rev, edit.What, commit.FollowUpId, commit.StepId, run, time.GetUtcNow());
        changes.Insert(0, Rows.Over(standing, Keys.Op(request.OpId), Rows.Bytes(op, StoreJson.Default.OpRow)));
        changes.Insert(0, Rows.Over(loaded.Head, Keys.Head, Rows.Bytes(new HeadRow(Rows.V, rev, edit.Head, null, edit.Erases ? true : null, merging), StoreJson.Default.HeadRow)));
        if (changes.Count > MaxRows)
        {
            throw new ArgumentException($"The change has {changes.Count} rows; one change has at most {MaxRows}.", nameof(commit));
        }

        return new ReadyChange(
            request.Tenant,
            loaded.Id,
            new ChangeSet(Keys.Crm, Keys.Customer(request.Tenant, loaded.Id), changes),
            before,
            after,
            events,
            ReceiptOf(request.OpId, op));
    }

    public static Receipt ReceiptOf(string opId, OpRow op) => new(opId, op.Rev, op.What, op.FollowUpId, op.StepId);

    // The reminder follows the version; a plan that changed under the same version would be taken for the one that was sent.
    private static Step Planned(Step? was, Step now)
    {
        if (was is null)
        {
            return now.Ver > 0 ? now : now with { Ver = 1 };
        }

        var replanned = was.DueAt != now.DueAt || was.OwnerId != now.OwnerId || was.By != now.By
            || was.Zone != now.Zone || (was.State != StepState.Open && now.State == StepState.Open);
        var least = replanned ? was.Ver + 1 : was.Ver;
        return now.Ver >= least ? now : now with { Ver = least };
    }

    /// <summary>Steps that were closed long ago, which a decision does not see, lose their words with the record that set them.</summary>
    private static IEnumerable<Step> Wordless(CustomerFile? before, CustomerEdit edit) => (before?.Steps ?? [])
        .Where(s => s.State != StepState.Open && edit.GoneFollowUps.Count > 0 && (edit.GoneFollowUps.Any(g => g.Id == s.SourceId) || edit.GoneMoments.Contains(s.SourceId ?? "", StringComparer.Ordinal)) && edit.Steps.All(e => e.Id != s.Id))
        .Select(s => s with { What = "", Said = null, SourceId = null });

    private async ValueTask RemoveFollowUpAsync(string tenant, string customerId, string followUpId, List<Change> changes, List<string?> said, CancellationToken ct)
    {
        if (await reader.FollowUpAsync(tenant, customerId, followUpId, ct) is { } old)
        {
            said.Add(old.Kept.It.Summary);
            changes.Add(new Change.Delete(old.Row.RowKey, old.Row.ETag));
            changes.Add(new Change.Delete(Keys.FollowUpPlace(followUpId), null));
        }

        var editions = await reader.EditionsAsync(tenant, customerId, followUpId, EditionsAtOnce, ct);
        said.AddRange(editions.Select(e => e.As(StoreJson.Default.KeptFollowUp).It.Summary));
        changes.AddRange(editions.Select(e => new Change.Delete(e.RowKey, e.ETag)));
    }

    private async ValueTask<FollowUp> AddFollowUpAsync(
        string tenant, string customerId, FollowUp followUp, int rev, List<Change> changes, CancellationToken ct)
    {
        var key = Keys.FollowUp(followUp.ContactedAt, followUp.Id);
        if (await reader.FollowUpAsync(tenant, customerId, followUp.Id, ct) is { } old)
        {
            followUp = followUp with { Edition = Math.Max(followUp.Edition, old.Kept.It.Edition + 1) };
            changes.Add(new Change.Insert(Keys.Earlier(followUp.Id, old.Kept.Rev), old.Row.Data));
            if (old.Row.RowKey != key)
            {
                changes.Add(new Change.Delete(old.Row.RowKey, old.Row.ETag));
                changes.Add(Place());
            }
        }
        else
        {
            changes.Add(Place());
        }

        changes.Add(new Change.Put(key, Rows.Bytes(new Kept<FollowUp>(Rows.V, rev, followUp), StoreJson.Default.KeptFollowUp)));
        return followUp;

        Change Place() =>
            new Change.Put(Keys.FollowUpPlace(followUp.Id), Rows.Bytes(new PlaceRow(Rows.V, key), StoreJson.Default.PlaceRow));
    }

    // The head's version guards these, so they are put.
    private static void AddRecords(CustomerEdit edit, int rev, List<Change> changes)
    {
        changes.AddRange(edit.Steps.Select(s => new Change.Put(Keys.Step(s.Id), Rows.Bytes(new(Rows.V, rev, s), StoreJson.Default.KeptStep))));
        changes.AddRange(edit.Contacts.Select(c => new Change.Put(Keys.Contact(c.Id), Rows.Bytes(new(Rows.V, rev, c), StoreJson.Default.KeptContact))));
        changes.AddRange(edit.GoneContacts.Select(id => new Change.Delete(Keys.Contact(id), null)));
        changes.AddRange(edit.Complaints.Select(c => new Change.Put(Keys.Complaint(c.Id), Rows.Bytes(new(Rows.V, rev, c), StoreJson.Default.KeptComplaint))));
        changes.AddRange(edit.Scores.Select(s => new Change.Put(Keys.Score(s.Id), Rows.Bytes(new(Rows.V, rev, s), StoreJson.Default.KeptSatisfaction))));
        changes.AddRange(edit.Orders.Select(o => new Change.Put(Keys.Order(o.Id), Rows.Bytes(new(Rows.V, rev, o), StoreJson.Default.KeptOrder))));
        changes.AddRange(edit.Touches.Select(t => new Change.Put(Keys.Touch(t.Id), Rows.Bytes(new(Rows.V, rev, t), StoreJson.Default.KeptTouch))));
        changes.AddRange(edit.GoneMoments.Select(id => new Change.Delete(Keys.Moment(id), null)));
        changes.AddRange(edit.Moments.Select(m => new Change.Put(Keys.Moment(m.Id), Rows.Bytes(new(Rows.V, rev, m), StoreJson.Default.KeptMoment))));
        changes.AddRange(edit.Items.Select(i => new Change.Put(Keys.Item(i.Id), Rows.Bytes(new(Rows.V, rev, i), StoreJson.Default.KeptItem))));
        changes.AddRange(edit.GoneItems.Select(id => new Change.Delete(Keys.Item(id), null)));
    }

    // In the order of their keys, as a later read has them: equals of a list stand in that order.
    private static CustomerFile FileAfter(CustomerFile? before, CustomerEdit edit, int rev) => new(
        edit.Head,
        rev,
        [.. Over(before?.Contacts, edit.Contacts, c => c.Id).Where(c => !edit.GoneContacts.Contains(c.Id, StringComparer.Ordinal))],
        [.. Over(before?.Steps, edit.Steps, s => s.Id).OrderBy(s => Keys.Step(s.Id), StringComparer.Ordinal)],
        [
            .. Over(before?.Recent, edit.FollowUps, f => f.Id).Where(f => edit.GoneFollowUps.All(g => g.Id != f.Id))
                .OrderByDescending(f => f.ContactedAt).ThenBy(f => f.Id, StringComparer.Ordinal).Take(CustomerReader.Recent),
        ],
        Over(before?.Complaints, edit.Complaints, c => c.Id),
        [.. Over(before?.Scores, edit.Scores, s => s.Id).OrderBy(s => s.Day).ThenBy(s => Keys.Score(s.Id), StringComparer.Ordinal)])
    {
        Moments = [.. Over(before?.Moments, edit.Moments, m => m.Id).Where(m => !edit.GoneMoments.Contains(m.Id, StringComparer.Ordinal)).OrderBy(m => Keys.Moment(m.Id), StringComparer.Ordinal)],
        Items =
        [
            .. Over(before?.Items, edit.Items, i => i.Id).Where(i => !edit.GoneItems.Contains(i.Id, StringComparer.Ordinal))
                .OrderBy(i => Keys.Item(i.Id), StringComparer.Ordinal),
        ],
    };

    private static IReadOnlyList<T> Over<T>(IReadOnlyList<T>? old, IReadOnlyList<T> edits, Func<T, string> id) =>
        [.. (old ?? []).Where(o => edits.All(e => id(e) != id(o))), .. edits];
}
