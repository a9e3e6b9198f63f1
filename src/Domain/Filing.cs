namespace CrmBot.Domain;

/// <summary>What a rep says of one contact, checked and ready to be filed.</summary>
/// <param name="Next">What is to be done next, in the order of importance; at most <see cref="Filing.MostSteps"/>.</param>
public sealed record Report(
    Channel Channel,
    DateTimeOffset ContactedAt,
    string? ContactName,
    string Summary,
    Sentiment? Sentiment,
    Status? Status,
    IReadOnlyList<NextStep> Next,
    string? NoNextStepBecause,
    bool Shallow)
{
    /// <summary>What was said, part by part; null leaves what a stored record holds.</summary>
    public Gist? Gist { get; init; }

    /// <summary>All that stands in fields of the company's own; null leaves what a stored record holds.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Ids of the stored steps that the rep had in front of them; null for the one that the record names only.</summary>
    public IReadOnlyList<string>? Shown { get; init; }
}

/// <summary>Something to be done, as a report says it.</summary>
/// <param name="OwnerId">Who does it; of a promise of the customer's, who waits for it.</param>
/// <param name="Zone">IANA name of the owner's zone.</param>
/// <param name="Day">Local day in <paramref name="Zone"/>.</param>
/// <param name="Time">Null for the daily list of that day.</param>
public sealed record NextStep(string What, OwedBy By, string OwnerId, string Zone, DateOnly Day, TimeOnly? Time)
{
    /// <summary>The stored step that this one is; null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>What it takes; null for nothing that was said.</summary>
    public string? Resources { get; init; }

    /// <summary>It is what the report says of materials to prepare.</summary>
    public bool OfMaterials { get; init; }
}

/// <summary>Why a change of a customer was not made.</summary>
public enum NotFiled
{
    /// <summary>There is no such customer, or it is gone.</summary>
    NoCustomer,

    /// <summary>The person may not see this customer.</summary>
    NoSight,

    /// <summary>The record or step is not there any more.</summary>
    NoRecord,

    /// <summary>It was changed meanwhile; the person saw an older edition.</summary>
    Outdated,

    /// <summary>The step is already done or cancelled.</summary>
    Closed,

    /// <summary>A customer of this name exists.</summary>
    NameTaken,
}

/// <summary>Turns a report into the one change of the customer that keeps it. The source of ids is the operation's id.</summary>
public static class Filing
{
    /// <summary>Open steps a customer may have; more would not fit one change of the customer.</summary>
    public const int MostOpenSteps = 60;

    /// <summary>Codes of the operations that keep and that edit a record.</summary>
    public const string FiledCode = "filed";

    /// <inheritdoc cref="FiledCode"/>
    public const string EditedCode = "edited";

    /// <summary>Steps that one record can set: five next steps, and one in which materials are prepared.</summary>
    public const int MostSteps = 6;

    /// <summary>The open step in which the materials of a record are prepared; null for none. Each edition may have set one.</summary>
    public static Step? MaterialsOf(CustomerFile file, FollowUp record) =>
        file.OpenSteps.FirstOrDefault(s => s.SourceId == record.Id && MaterialsSteps(record).Contains(s.Id, StringComparer.Ordinal));

    /// <summary>Ids that the step may have in which the materials of a record are prepared, the latest first.</summary>
    public static IEnumerable<string> MaterialsSteps(FollowUp record) => Enumerable.Range(1, record.Edition).Reverse().Select(edition => MaterialsStep(record.Id, edition));

    /// <summary>Id of the step in which the materials of an edition are prepared.</summary>
    public static string MaterialsStep(string followUpId, int edition) => Ids.From(followUpId, "materials", edition);

    /// <summary>What the id of a record is derived from its operation with.</summary>
    public const string RecordKind = "follow-up";

    /// <summary>A new record, with its next steps.</summary>
    public static CustomerEdit File(CustomerFile file, Report report, string opId, Person by, DateTimeOffset now)
    {
        var id = Ids.From(opId, RecordKind);
        var steps = report.Next.Take(MostSteps).Select((next, n) => NewStep(next, NewId(next, opId, n, id, 1), id)).ToList();
        var record = new FollowUp(
            id, by.Id, report.ContactedAt, now, report.Channel, report.ContactName, report.Summary, report.Sentiment, report.Status,
            First(steps)?.Id, steps.Count == 0 ? report.NoNextStepBecause : null, report.Shallow, 1)
        {
            Gist = report.Gist?.HoldsNothing() is false ? report.Gist : null,
            Fields = report.Fields is { Count: > 0 } ? report.Fields : null,
        };
        return new CustomerEdit(FiledCode, Contacted(file.Head, report, by))
        {
            FollowUps = [record],
            Steps = steps,
        };
    }

    /// <summary>The open steps that a record set, the one it names first.</summary>
    public static IReadOnlyList<Step> OpenOf(CustomerFile file, FollowUp record) =>
        [.. file.OpenSteps.Where(s => s.SourceId == record.Id || s.Id == record.NextStepId).OrderBy(s => s.Id != record.NextStepId).ThenBy(s => s.By).Take(MostSteps)];

    /// <summary>
    /// A new edition of a record. Its steps follow while they are open: changed, added, or cancelled when the rep took them out. A
    /// step that is closed already stays as it is; what is said in its place is then a new one. The head follows only what the edit
    /// changes, and its status only from the latest record that speaks of one.
    /// </summary>
    public static CustomerEdit Edit(CustomerFile file, FollowUp stored, Report report, string opId, Person by, DateTimeOffset now)
    {
        var open = OpenOf(file, stored);
        var next = report.Next.Take(MostSteps)
            .Select((n, nth) => open.FirstOrDefault(s => s.Id == n.Id) is { } old ? Changed(old, n) : NewStep(n, NewId(n, opId, nth, stored.Id, stored.Edition + 1), stored.Id)).ToList();
        var shown = report.Shown ?? (stored.NextStepId is { } only ? [only] : []);
        var taken = open.Where(s => shown.Contains(s.Id, StringComparer.Ordinal) && next.TrueForAll(n => n.Id != s.Id)).ToList();
        var cancelled = taken.Select(s => s with { State = StepState.Cancelled, ClosedAt = now, Ver = s.Ver + 1 });
        var record = stored with
        {
            ContactedAt = report.ContactedAt,
            Channel = report.Channel,
            ContactName = report.ContactName,
            Summary = report.Summary,
            Sentiment = report.Sentiment ?? stored.Sentiment,
            Status = report.Status,
            NextStepId = First(next)?.Id ?? (taken.Exists(s => s.Id == stored.NextStepId) ? null : stored.NextStepId),
            NoNextStepBecause = next.Count == 0 ? report.NoNextStepBecause : null,
            Shallow = report.Shallow,
            Edition = stored.Edition + 1,
            Gist = report.Gist is null ? stored.Gist : report.Gist.HoldsNothing() ? null : report.Gist,
            Fields = report.Fields is null ? stored.Fields : report.Fields.Count > 0 ? report.Fields : null,
        };
        return new CustomerEdit(EditedCode, Recontacted(file, stored, report, by))
        {
            FollowUps = [record],
            Steps = [.. next, .. cancelled],
        };
    }

    /// <summary>The step moved to another local day and time of its own zone; its reminder is planned anew.</summary>
    public static Step Replanned(Step step, DateOnly day, TimeOnly? time) =>
        step.DueDay == day && step.DueTime == time
            ? step
            : step with { DueDay = day, DueTime = time, DueAt = Due.At(day, time, step.Zone), Ver = step.Ver + 1 };

    /// <summary>What comes first is ours: the customer's own promise is no next step of the record.</summary>
    private static Step? First(IReadOnlyList<Step> steps) => steps.FirstOrDefault(s => s.By == OwedBy.Us) ?? (steps is [var theirs, ..] ? theirs : null);

    private static string NewId(NextStep next, string opId, int nth, string sourceId, int edition) =>
        next.OfMaterials ? MaterialsStep(sourceId, edition) : Ids.From(opId, "step", nth);

    private static Step NewStep(NextStep next, string id, string sourceId) => new(
        id, next.What, next.OwnerId, next.By, next.Day, next.Time, next.Zone, Due.At(next.Day, next.Time, next.Zone), StepState.Open, 1, sourceId, null)
    {
        Resources = next.Resources,
    };

    internal static Step Changed(Step old, NextStep next)
    {
        var handed = old.OwnerId == next.OwnerId && old.By == next.By
            ? old
            : old with { OwnerId = next.OwnerId, By = next.By, Zone = next.Zone, DueAt = Due.At(old.DueDay, old.DueTime, next.Zone), Ver = old.Ver + 1 };
        return Replanned(handed with { What = next.What, Resources = next.Resources }, next.Day, next.Time);
    }

    private static Customer Contacted(Customer head, Report report, Person by)
    {
        var day = Zones.DayOf(report.ContactedAt, by.Zone);
        return head with
        {
            LastContact = head.LastContact is { } last && last > day ? last : day,
            Status = report.Status ?? head.Status,
        };
    }

    private static Customer Recontacted(CustomerFile file, FollowUp stored, Report report, Person by)
    {
        var head = file.Head;
        var others = file.Recent.Where(r => r.Id != stored.Id).ToList();
        if (head.LastContact == Zones.DayOf(stored.ContactedAt, by.Zone))
        {
            // The record that set it may have moved; what it was moved from no longer counts.
            head = head with { LastContact = others.Count > 0 ? Zones.DayOf(others.Max(r => r.ContactedAt), by.Zone) : null };
        }

        var speaks = report.Status != stored.Status && !others.Any(r => r.Status is not null && r.ContactedAt > report.ContactedAt);
        return Contacted(head, speaks ? report : report with { Status = null }, by);
    }
}
