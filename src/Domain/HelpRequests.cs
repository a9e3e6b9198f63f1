namespace CrmBot.Domain;

/// <summary>
/// What a colleague is asked to help with: a step of theirs that names who asked. It is brought to them at once, inside their hours,
/// and again on its day. Source: checklist G7 and G8.
/// </summary>
public static class HelpRequests
{
    /// <summary>Worked days until it is due where no day was said. Source: product decision.</summary>
    public const int UsualDays = 2;

    /// <summary>The day on which it is due where no day was said.</summary>
    /// <param name="today">Local day of the helper.</param>
    public static DateOnly UsualDay(Person helper, DateOnly today)
    {
        for (var days = 0; days < UsualDays; days++)
        {
            today = Absence.Return(helper, today.AddDays(1));
        }

        return today;
    }

    /// <param name="sourceId">The record it was told in; null when it was asked for by itself.</param>
    public static Step Of(string id, string what, Person helper, string askedById, DateOnly day, TimeOnly? time, string? sourceId, DateTimeOffset now) =>
        new(id, what, helper.Id, OwedBy.Us, day, time, helper.Zone, Due.At(day, time, helper.Zone), StepState.Open, 1, sourceId, null)
        {
            Kind = StepKind.Help,
            AskedById = askedById,
            AskedAt = now,
        };

    /// <summary>
    /// What a filed record asks of colleagues, beside what they have a step of their own for: by the day of the first step, which they go
    /// along with, else by the usual one. Nothing where nobody can say what is asked.
    /// </summary>
    /// <param name="edit">That files the record.</param>
    /// <param name="find">Null for somebody who is no member.</param>
    public static CustomerEdit With(CustomerEdit edit, string opId, string byId, Func<string, Person?> find, DateTimeOffset now)
    {
        if (edit.FollowUps is not [{ Gist.Helpers: { Count: > 0 } helpers } record])
        {
            return edit;
        }

        var first = edit.Steps.FirstOrDefault(s => s.By == OwedBy.Us);
        var what = record.Gist.HelpNeeded ?? first?.What;
        List<Step> asked =
        [
            .. from helper in helpers.Distinct(StringComparer.Ordinal).Select((id, nth) => (Person: find(id), Nth: nth))
               where what is not null && helper.Person is { Left: false } person && person.Id != byId && !edit.Steps.Any(s => s.OwnerId == person.Id)
               let usual = UsualDay(helper.Person, Zones.DayOf(now, helper.Person.Zone))
               select Of(Ids.From(opId, "help", helper.Nth), what!, helper.Person, byId, first?.DueDay ?? usual, null, record.Id, now),
        ];
        return asked.Count == 0 ? edit : edit with { Steps = [.. edit.Steps, .. asked] };
    }

    public static CustomerEdit Ask(CustomerFile file, Step step) => Edit("help-asked", file, step);

    public static CustomerEdit Accept(CustomerFile file, Step step, DateTimeOffset now) => Edit("help-accepted", file, step with { AcceptedAt = now });

    /// <param name="said">The answer.</param>
    public static CustomerEdit Answer(CustomerFile file, Step step, string said, DateTimeOffset now) =>
        Edit("help-answered", file, step with { Said = said, State = StepState.Done, ClosedAt = now, Ver = step.Ver + 1 });

    /// <summary>Back in the hands of who asked, as a next step of theirs, with the reason.</summary>
    public static CustomerEdit GiveBack(CustomerFile file, Step step, Person asker, string why) =>
        Edit("help-declined", file, Steps.Handed(step, asker) with { Kind = null, AcceptedAt = null, Said = why });

    public static CustomerEdit Move(CustomerFile file, Step step, DateOnly day) => Edit("step-snoozed", file, Filing.Replanned(step, day, null));

    /// <summary>No longer needed.</summary>
    public static CustomerEdit Withdraw(CustomerFile file, Step step, DateTimeOffset now) =>
        Edit("step-cancelled", file, step with { State = StepState.Cancelled, ClosedAt = now, Ver = step.Ver + 1 });

    private static CustomerEdit Edit(string what, CustomerFile file, Step step) => new(what, file.Head) { Steps = [step] };
}
