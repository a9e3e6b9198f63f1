namespace CrmBot.Domain;

/// <summary>What a rep says of one contact, checked and ready to be filed.</summary>
/// <param name="NextDay">Local day in the rep's zone; null exactly when <paramref name="NextWhat"/> is.</param>
public sealed record Report(
    Channel Channel,
    DateTimeOffset ContactedAt,
    string? ContactName,
    string Summary,
    Sentiment? Sentiment,
    Status? Status,
    string? NextWhat,
    DateOnly? NextDay,
    string? NoNextStepBecause,
    bool Shallow);

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

    /// <summary>A new record, with its next step when there is one.</summary>
    public static CustomerEdit File(CustomerFile file, Report report, string opId, Person by, DateTimeOffset now)
    {
        var id = Ids.From(opId, "follow-up");
        var step = NewStep(report, Ids.From(opId, "step"), id, by);
        var record = new FollowUp(
            id, by.Id, report.ContactedAt, now, report.Channel, report.ContactName, report.Summary, report.Sentiment, report.Status,
            step?.Id, step is null ? report.NoNextStepBecause : null, report.Shallow, 1);
        return new CustomerEdit("filed", Contacted(file.Head, report, by))
        {
            FollowUps = [record],
            Steps = step is null ? [] : [step],
        };
    }

    /// <summary>
    /// A new edition of a record. Its next step follows while it is open: changed, added, or cancelled when the rep took
    /// it out. A step that is closed already stays as it is; what is said next is then a new one. The head follows only what
    /// the edit changes, and its status only from the latest record that speaks of one.
    /// </summary>
    public static CustomerEdit Edit(CustomerFile file, FollowUp stored, Report report, string opId, Person by, DateTimeOffset now)
    {
        var old = file.Steps.FirstOrDefault(s => s.Id == stored.NextStepId && s.State == StepState.Open);
        var step = (old, report.NextWhat) switch
        {
            (null, _) => NewStep(report, Ids.From(opId, "step"), stored.Id, by),
            (_, null) => old with { State = StepState.Cancelled, ClosedAt = now, Ver = old.Ver + 1 },
            _ => Replanned(old with { What = report.NextWhat }, report.NextDay!.Value, report.NextDay == old.DueDay ? old.DueTime : null),
        };
        var record = stored with
        {
            ContactedAt = report.ContactedAt,
            Channel = report.Channel,
            ContactName = report.ContactName,
            Summary = report.Summary,
            Sentiment = report.Sentiment ?? stored.Sentiment,
            Status = report.Status,
            NextStepId = step is null ? stored.NextStepId : step.State == StepState.Open ? step.Id : null,
            NoNextStepBecause = report.NextWhat is null ? report.NoNextStepBecause : null,
            Shallow = report.Shallow,
            Edition = stored.Edition + 1,
        };
        return new CustomerEdit("edited", Recontacted(file, stored, report, by))
        {
            FollowUps = [record],
            Steps = step is null ? [] : [step],
        };
    }

    /// <summary>The step moved to another local day and time of its own zone; its reminder is planned anew.</summary>
    public static Step Replanned(Step step, DateOnly day, TimeOnly? time) =>
        step.DueDay == day && step.DueTime == time
            ? step
            : step with { DueDay = day, DueTime = time, DueAt = Due.At(day, time, step.Zone), Ver = step.Ver + 1 };

    private static Step? NewStep(Report report, string id, string sourceId, Person by) =>
        report is { NextWhat: { } what, NextDay: { } day }
            ? new Step(id, what, by.Id, OwedBy.Us, day, null, by.Zone, Due.At(day, null, by.Zone), StepState.Open, 1, sourceId, null)
            : null;

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
