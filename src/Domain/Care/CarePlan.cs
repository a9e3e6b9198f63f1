namespace CrmBot.Domain;

/// <summary>
/// The prompts of care that are derived from moments. Each carries the moment as its source and an id derived from it, so that it
/// goes when the moment goes.
/// </summary>
public static class CarePlan
{
    /// <summary>One person is touched at most once in five days: a word within that of an open step goes along with it. Source: settled product decisions, "Rhythm".</summary>
    public const int Together = 5;

    /// <summary>When to come back to a moment, on a worked day of whoever does it; null for never.</summary>
    /// <param name="owner">Who does it.</param>
    /// <param name="today">Local day of the owner.</param>
    /// <param name="beside">Open steps of the owner that concern the same contact.</param>
    /// <param name="quietUntil">Before this day the contact is not to be spoken to; null for none.</param>
    public static (CareDay Rule, DateOnly Day, TimeOnly? Time)? When(
        MomentKind kind, string what, DateOnly? on, bool monthOnly, Person owner, DateOnly today, IEnumerable<Step> beside, DateOnly? quietUntil = null)
    {
        if (CareRules.Of(kind, what, on, monthOnly, today) is not { } rule)
        {
            return null;
        }

        // On the step's own day, or before a day that matters by itself.
        var step = rule.Before ? null : beside.Where(s => s.DueDay > today && s.DueDay <= rule.Until && Math.Abs(s.DueDay.DayNumber - rule.Day.DayNumber) <= Together)
            .MinBy(s => Math.Abs(s.DueDay.DayNumber - rule.Day.DayNumber));
        if (step is not null && !(step.DueDay < quietUntil))
        {
            return (rule, step.DueDay, step.DueTime);
        }

        var earliest = today.AddDays(1) is var tomorrow && quietUntil > tomorrow ? quietUntil.Value : tomorrow;
        var worked = Worked(rule, SendRules.CalendarOf(owner), earliest);
        var day = Absence.On(owner, worked) is null ? worked : Absence.Return(owner, worked);
        return day > rule.Until ? null : (rule, day, null);
    }

    /// <summary>Open steps of a person that concern the same contact as a moment, as far as it is known whom they concern.</summary>
    /// <param name="sourceId">The record that the moment was told in.</param>
    /// <param name="contact">Whose moment it is, as written; null when not said.</param>
    public static IEnumerable<Step> Beside(CustomerFile file, string ownerId, string sourceId, string? contact) =>
        file.OpenSteps.Where(s => s.By == OwedBy.Us && s.OwnerId == ownerId && s.Kind is null
            && (s.SourceId == sourceId || contact is null || ContactOf(file, s) is not { } other || string.Equals(other, contact, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The prompt of a moment.</summary>
    /// <param name="text">What is to be done, in the owner's language.</param>
    /// <param name="nth">0 for the first of a moment, the year for the birthdays after it.</param>
    public static Step Of(Moment moment, (CareDay Rule, DateOnly Day, TimeOnly? Time) when, string ownerId, string zone, string text, int nth = 0) => new(
        Ids.From(moment.Id, "care", nth), text, ownerId, OwedBy.Us, when.Day, when.Time, zone, Due.At(when.Day, when.Time, zone), StepState.Open, 1, moment.Id, null)
    {
        Kind = when.Rule.Kind,
        Until = when.Rule.Until,
        On = when.Rule.Before && when.Day != when.Rule.Day ? when.Rule.Day : null,
    };

    /// <summary>Everything that was derived from a moment, open or not.</summary>
    public static IEnumerable<Step> From(CustomerFile file, string momentId) => file.Steps.Where(s => s.SourceId == momentId);

    /// <summary>
    /// The word of care that goes along with a step of the same person on the same day, to the same contact: both are one message. Null
    /// for none. A step of care goes along with nothing itself.
    /// </summary>
    public static Step? Along(CustomerFile file, Step step) =>
        step.Kind is not null || step.State != StepState.Open || step.By != OwedBy.Us ? null
        : file.Moments.SelectMany(m => From(file, m.Id).Where(c => c.State == StepState.Open && c.DueAt == step.DueAt && c.OwnerId == step.OwnerId)
            .Where(_ => Leading(file, step.OwnerId, step.DueAt, m)?.Id == step.Id)).FirstOrDefault();

    /// <summary>The step that a word of care goes along with; null when it stands alone.</summary>
    public static Step? LedBy(CustomerFile file, Step care) =>
        care.State == StepState.Open && file.Moments.FirstOrDefault(m => m.Id == care.SourceId) is { } moment ? Leading(file, care.OwnerId, care.DueAt, moment) : null;

    /// <summary>The same birthday a year on, once this year's is over; null for everything else.</summary>
    public static Step? NextYear(CustomerFile file, Step step)
    {
        if (step.Kind != StepKind.Birthday || file.Moments.FirstOrDefault(m => m.Id == step.SourceId) is not { On: { } on, MonthOnly: false } moment)
        {
            return null;
        }

        var day = CareRules.NextBirthday(moment.Kind, on, step.On ?? step.DueDay);
        var rule = new CareDay(CareTopic.Birthday, StepKind.Birthday, day, day.AddDays(3));
        var next = Of(moment, (rule, Worked(rule, WorkCalendars.Of(Zones.RegionOf(step.Zone)), step.DueDay.AddDays(1)), null), step.OwnerId, step.Zone, step.What, day.Year);
        return file.Steps.Any(s => s.Id == next.Id) ? null : next;
    }

    private static Step? Leading(CustomerFile file, string ownerId, DateTimeOffset dueAt, Moment moment) =>
        Beside(file, ownerId, moment.SourceId, moment.ContactName).Where(s => s.DueAt == dueAt).OrderBy(s => s.SourceId != moment.SourceId).ThenBy(s => s.Id, StringComparer.Ordinal).FirstOrDefault();

    private static string? ContactOf(CustomerFile file, Step step) => file.Recent.FirstOrDefault(r => r.Id == step.SourceId)?.ContactName;

    private static DateOnly Worked(CareDay rule, WorkCalendar calendar, DateOnly earliest)
    {
        for (var day = rule.Day; rule.Before && day >= earliest; day = day.AddDays(-1))
        {
            if (calendar.IsWorkDay(day))
            {
                return day;
            }
        }

        return calendar.OnOrAfter(rule.Day > earliest ? rule.Day : earliest);
    }
}
