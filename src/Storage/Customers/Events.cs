using System.Text.Json;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// One thing that an operation did: ids and codes, no free text. Audit, history and undo read it; every shadow is made
/// from it, so it names the people concerned before and after.
/// </summary>
internal sealed record EventRow(int V, int Rev, string OpId, string ById, DateTimeOffset At, string What, string Kind, string Id)
{
    public const string Head = "head";
    public const string Filed = "filed";
    public const string Edited = "edited";

    /// <summary>A record that went.</summary>
    public const string Unfiled = "unfiled";
    public const string Step = "step";
    public const string Contact = "contact";
    public const string Complaint = "complaint";
    public const string Score = "score";
    public const string Order = "order";
    public const string Touch = "touch";
    public const string Moment = "moment";
    public const string Item = "item";

    /// <summary>Of a field of the company's own, which is no customer's.</summary>
    public const string Field = "field";

    public string? OwnerBefore { get; init; }
    public string? Owner { get; init; }

    /// <summary>Helpers before and after.</summary>
    public IReadOnlyList<string>? Helpers { get; init; }

    public Status? StatusBefore { get; init; }
    public Status? Status { get; init; }

    /// <summary>The day of the last contact before and after, where it changed.</summary>
    public DateOnly? LastContactBefore { get; init; }

    /// <inheritdoc cref="LastContactBefore"/>
    public DateOnly? LastContact { get; init; }

    public Stage? StageBefore { get; init; }
    public Stage? Stage { get; init; }
    public Tier? TierBefore { get; init; }
    public Tier? Tier { get; init; }
    public StepState? StateBefore { get; init; }
    public StepState? State { get; init; }
    public OwedBy? By { get; init; }
    public int? VerBefore { get; init; }
    public int? Ver { get; init; }
    public DateTimeOffset? DueBefore { get; init; }
    public DateTimeOffset? Due { get; init; }
    public bool? OnTime { get; init; }
    public bool? Shallow { get; init; }
    public int? Number { get; init; }

    /// <summary>Of a filing: how good it was, what it lacked most, and what its objection was about.</summary>
    public int? Quality { get; init; }

    /// <inheritdoc cref="Quality"/>
    public ShallowReason? Lacks { get; init; }

    /// <inheritdoc cref="Quality"/>
    public ObjectionCategory? About { get; init; }

    /// <summary>Of a filing: what came of the contact, and when it took place.</summary>
    public Outcome? Outcome { get; init; }

    /// <inheritdoc cref="Outcome"/>
    public DateTimeOffset? ContactedAt { get; init; }

    /// <summary>Further events that share this row, where a change has many, each as the JSON of its own row; null for none.</summary>
    public IReadOnlyList<string>? And { get; init; }

    /// <summary>True when a reminder that was planned for <see cref="OwnerBefore"/> is not wanted any more.</summary>
    public bool TakesAway => Kind == Step && StateBefore == StepState.Open && (State != StepState.Open || Ver > VerBefore);

    /// <summary>Everyone whose lists this touches.</summary>
    public IEnumerable<string> People()
    {
        if (OwnerBefore is not null)
        {
            yield return OwnerBefore;
        }

        if (Owner is not null)
        {
            yield return Owner;
        }

        foreach (var helper in Helpers ?? [])
        {
            yield return helper;
        }
    }
}

/// <summary>What an edit does, said as events.</summary>
internal static class Events
{
    private const int MostAlone = 25;
    private const int Together = 10;

    public static IReadOnlyList<EventRow> Of(ChangeRequest request, CustomerFile? before, CustomerFile after, CustomerEdit edit)
    {
        var old = before?.Head;
        var head = edit.Head;
        var events = new List<EventRow>
        {
            On(EventRow.Head, head.Id) with
            {
                OwnerBefore = old?.OwnerId,
                Owner = head.OwnerId,
                Helpers = Some([.. (old?.Helpers ?? []).Union(head.Helpers, StringComparer.Ordinal)]),
                StatusBefore = old?.Status,
                Status = head.Status,
                LastContactBefore = old?.LastContact == head.LastContact ? null : old?.LastContact,
                LastContact = old?.LastContact == head.LastContact ? null : head.LastContact,
                StageBefore = old?.Stage,
                Stage = head.Stage,
                TierBefore = old?.Tier,
                Tier = head.Tier,
            },
        };
        foreach (var f in edit.FollowUps)
        {
            events.Add(On(f.Edition > 1 ? EventRow.Edited : EventRow.Filed, f.Id) with
            {
                Owner = f.AuthorId,
                StatusBefore = f.Status is null ? null : old?.Status,
                Status = f.Status,
                Shallow = f.Shallow,
                Number = (int)f.Channel,
                Quality = f.Edition > 1 ? null : edit.Judged?.Score,
                Lacks = f.Edition > 1 ? null : edit.Judged?.Lacks,
                About = f.Gist?.Category,
                Outcome = f.Edition > 1 ? null : f.Gist?.Outcome,
                ContactedAt = f.Edition > 1 ? null : f.ContactedAt,
            });
        }

        events.AddRange(edit.GoneFollowUps.Select(f => On(EventRow.Unfiled, f.Id) with { Owner = f.AuthorId, Shallow = f.Shallow, Number = (int)f.Channel }));
        foreach (var step in edit.Steps)
        {
            events.Add(OfStep(before?.Steps.FirstOrDefault(s => s.Id == step.Id), after.Steps.First(s => s.Id == step.Id)));
        }

        events.AddRange(edit.Contacts.Select(c => c.Id).Concat(edit.GoneContacts).Select(id => On(EventRow.Contact, id)));
        events.AddRange(edit.Complaints.Select(c =>
            On(EventRow.Complaint, c.Id) with { Owner = c.OwnerId, Number = (int)c.Severity, State = c.ClosedAt is null ? StepState.Open : StepState.Done }));
        events.AddRange(edit.Scores.Select(s => On(EventRow.Score, s.Id) with { Number = s.Score }));
        events.AddRange(edit.Orders.Select(o => On(EventRow.Order, o.Id)));
        events.AddRange(edit.Touches.Select(t => On(EventRow.Touch, t.Id) with { Owner = t.ById, Number = (int?)t.Reaction }));
        events.AddRange(edit.Moments.Select(m => On(EventRow.Moment, m.Id) with { Owner = m.KeptById, Number = (int)m.Kind }));
        events.AddRange(edit.Items.Select(i => On(EventRow.Item, i.Id) with
        {
            Number = (int)i.Kind,
            State = i.State switch { ItemState.Resolved => StepState.Done, ItemState.Faded => StepState.Cancelled, _ => StepState.Open },
        }));
        events.AddRange(edit.GoneItems.Select(id => On(EventRow.Item, id)));
        events.AddRange(edit.GoneMoments.Select(id => On(EventRow.Moment, id)));
        return events;

        EventRow On(string kind, string id) => new(Rows.V, after.Rev, request.OpId, request.ById, request.At, edit.What, kind, id);

        EventRow OfStep(Step? was, Step now) => On(EventRow.Step, now.Id) with
        {
            OwnerBefore = was?.OwnerId,
            Owner = now.OwnerId,
            StateBefore = was?.State,
            State = now.State,
            By = now.By,
            VerBefore = was?.Ver,
            Ver = now.Ver,
            DueBefore = was?.DueAt,
            Due = now.DueAt,
            OnTime = now is { State: StepState.Done, By: OwedBy.Us, ClosedAt: { } closed } ? Zones.DayOf(closed, now.Zone) <= now.DueDay : null,
        };
    }

    /// <summary>As rows: one each, and ten in one where a change has so many that they would not fit into its set.</summary>
    public static IEnumerable<EventRow> Packed(IReadOnlyList<EventRow> events) => events.Count <= MostAlone
        ? events
        : events.Chunk(Together).Select(some => some[0] with { And = [.. some[1..].Select(e => JsonSerializer.Serialize(e, StoreJson.Default.EventRow))] });

    /// <summary>As they were before <see cref="Packed"/>, in the same order.</summary>
    public static IEnumerable<EventRow> Unpacked(IEnumerable<EventRow> rows) =>
        rows.SelectMany(r => (IEnumerable<EventRow>)[r with { And = null }, .. (r.And ?? []).Select(e => JsonSerializer.Deserialize(e, StoreJson.Default.EventRow)!)]);

    private static IReadOnlyList<string>? Some(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
}
