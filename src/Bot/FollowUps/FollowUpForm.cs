using System.Globalization;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.FollowUps;

/// <summary>The form as it comes back. Every field is text and may be missing: it is checked here, not by the client.</summary>
internal sealed record FollowUpForm(
    string? Draft, string? Customer, string? Channel, string? ContactedOn, string? Contact, string? Summary, string? Status,
    string? NextStep, string? NextOn, string? Because)
{
    /// <summary>What a button of the coach puts in the place of the next step; null for every other button.</summary>
    public string? ChipStep { get; init; }

    /// <summary>The day of <see cref="ChipStep"/>.</summary>
    public string? ChipOn { get; init; }

    /// <summary>Filed as it is, and the reason is one for that: it stands for no next step. Null for the other buttons.</summary>
    public string? Anyway { get; init; }

    /// <summary>Longest summary that is kept, in UTF-16 units; the input stops there too.</summary>
    public const int LongestSummary = 4000;

    private const int LongestLine = 200;

    /// <summary>What has to be put right before it can be filed: the input, and the key of the words for it; empty when nothing.</summary>
    /// <param name="kept">The day of a step that stands already: it may be past. Null for none.</param>
    public IReadOnlyList<(string Input, string Key)> Faults(DateOnly today, DateOnly? kept)
    {
        var faults = new List<(string, string)>();
        Fault("channel", Codes.Read<Channel>(Channel) is null, "needChannel");
        Fault("contactedOn", !string.IsNullOrWhiteSpace(ContactedOn) && Day(ContactedOn) is null, "badContactDay");
        Fault("contactedOn", Day(ContactedOn) > today, "futureContactDay");
        Fault("summary", string.IsNullOrWhiteSpace(Summary), "needSummary");
        Fault("summary", Summary?.Length > LongestSummary, "longSummary");
        Fault("contact", Said(Contact)?.Length > LongestLine, "longLine");
        Fault("nextStep", Said(NextStep)?.Length > LongestLine, "longLine");
        Fault("because", Said(Because)?.Length > LongestLine, "longLine");
        Fault("nextOn", !string.IsNullOrWhiteSpace(NextOn) && Day(NextOn) is null, "badNextDay");
        Fault("nextOn", Said(NextStep) is not null && string.IsNullOrWhiteSpace(NextOn), "nextNeedsDay");
        Fault("nextStep", Said(NextStep) is null && Day(NextOn) is not null, "dayNeedsNext");
        Fault("nextOn", Day(NextOn) < today && Day(NextOn) != kept, "pastNextDay");
        Fault("nextOn", Day(NextOn)?.DayNumber - today.DayNumber > Due.FarthestDays, "farNextDay");
        return faults;

        void Fault(string input, bool wrong, string key)
        {
            if (wrong)
            {
                faults.Add((input, key));
            }
        }
    }

    /// <summary>What the coach looks at.</summary>
    public ToFile ToFile => new(
        Summary ?? "", Said(NextStep), Day(NextOn), string.IsNullOrEmpty(Anyway) ? Said(Because) : null, Codes.Read<Status>(Status));

    /// <summary>The form with what the button put into it; a step that was typed stays in front of the button's.</summary>
    public FollowUpForm Pressed() => string.IsNullOrEmpty(ChipOn) ? this : this with
    {
        NextStep = string.IsNullOrEmpty(ChipStep) || Said(NextStep) == ChipStep ? NextStep : Said(NextStep) is { } typed ? $"{typed}; {ChipStep}" : ChipStep,
        NextOn = ChipOn,
        ChipStep = null,
        ChipOn = null,
    };

    /// <summary>The form with the next step that the summary says itself, where it names none; longer words are cut.</summary>
    public FollowUpForm Taking(StepSaidSo? step, DateOnly today) =>
        step is null || step.Dated.Due.DayNumber - today.DayNumber > Due.FarthestDays || Said(NextStep) is not null || Day(NextOn) is not null || Said(Because) is not null
            ? this
            : this with { NextStep = Conversation.Wording.Short(step.What, LongestLine), NextOn = Day(step.Dated.Due) };

    /// <summary>The checked form as a report. A contact of today happened now; one of an earlier day at its noon.</summary>
    /// <param name="before">When the stored record's contact took place; kept while the day is the same. Null for a new record.</param>
    /// <param name="stored">The open step of the stored record; null for none.</param>
    public Report Report(Person me, DateTimeOffset now, DateTimeOffset? before, Step? stored, bool shallow)
    {
        var day = Day(ContactedOn) ?? Zones.DayOf(now, me.Zone);
        var at = before is { } b && Zones.DayOf(b, me.Zone) == day ? b
            : day == Zones.DayOf(now, me.Zone) ? now
            : Zones.InstantOf(day, new TimeOnly(12, 0), me.Zone);
        return new Report(
            Codes.Read<Channel>(Channel)!.Value, at, Said(Contact), Summary!.Trim(), null, Codes.Read<Status>(Status), Next(me, stored),
            Said(Because), shallow);
    }

    /// <summary>The step the form names; that of the stored record while it is open, with its time while the day is the same.</summary>
    private IReadOnlyList<NextStep> Next(Person me, Step? stored) => Said(NextStep) is { } what && Day(NextOn) is { } day
        ? [new NextStep(what, OwedBy.Us, stored?.OwnerId ?? me.Id, stored?.Zone ?? me.Zone, day, day == stored?.DueDay ? stored.DueTime : null) { Id = stored?.Id }]
        : [];

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A button that names a customer.</summary>
internal sealed record OpenForm(string? Customer);

/// <summary>A button that names a record.</summary>
internal sealed record RecordForm(string? Customer, string? FollowUp);

/// <summary>A button that names a form.</summary>
internal sealed record DraftForm(string? Draft);
