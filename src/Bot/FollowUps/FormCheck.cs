using CrmBot.Domain;

namespace CrmBot.Bot.FollowUps;

/// <summary>What of a stored record stands in the form: a day of it may be past.</summary>
/// <param name="Row">The step of each row, from 0; null for a new one.</param>
/// <param name="Materials">The step in which materials are prepared; null for none.</param>
internal sealed record Standing(Func<int, Step?> Row, Step? Materials, DateOnly? HelpBy);

/// <summary>What has to be put right in a form before it can be filed.</summary>
internal sealed class FormCheck
{
    private static readonly (string Input, Func<FollowUpForm, string?> Of)[] Lines =
    [
        ("contact", f => f.Contact), ("because", f => f.Because), ("participants", f => f.Participants), ("materials", f => f.Materials),
    ];

    private static readonly (string Input, Func<FollowUpForm, string?> Of)[] Parts =
    [
        ("background", f => f.Background), ("needs", f => f.Needs), ("concern", f => f.Concern), ("question", f => f.Question), ("pain", f => f.Pain),
        ("objection", f => f.Objection), ("risks", f => f.Risks), ("opportunity", f => f.Opportunity), ("help", f => f.Help), ("reflection", f => f.Reflection),
    ];

    private readonly List<(string Input, string Key)> faults = [];
    private readonly DateOnly today;

    private FormCheck(DateOnly today) => this.today = today;

    /// <summary>The input, and the key of the words for it; empty when nothing is wrong.</summary>
    /// <param name="company">Who can do something.</param>
    public static IReadOnlyList<(string Input, string Key)> Of(FollowUpForm form, DateOnly today, Standing standing, Company company)
    {
        var check = new FormCheck(today);
        check.Look(form, standing, company);
        return check.faults;
    }

    private void Look(FollowUpForm form, Standing standing, Company company)
    {
        Fault("channel", Codes.Read<Channel>(form.Channel) is null, "needChannel");
        Fault("contactedOn", IsNoDay(form.ContactedOn), "badContactDay");
        Fault("contactedOn", FollowUpForm.Day(form.ContactedOn) > today, "futureContactDay");
        Fault("summary", string.IsNullOrWhiteSpace(form.Summary), "needSummary");
        Fault("summary", form.Summary?.Length > FollowUpForm.LongestSummary, "longSummary");
        foreach (var (input, of) in Lines)
        {
            Fault(input, FollowUpForm.Said(of(form))?.Length > FollowUpForm.LongestLine, "longLine");
        }

        foreach (var (input, of) in Parts)
        {
            Fault(input, FollowUpForm.Said(of(form))?.Length > FollowUpForm.LongestPart, "longPart");
        }

        foreach (var (step, nth) in form.Steps().Select((s, n) => (s, n)))
        {
            LookAtStep(step, nth, standing.Row(nth), company);
        }

        Planned("materialsOn", form.MaterialsOn, standing.Materials?.DueDay);
        Fault("materials", FollowUpForm.Said(form.Materials) is null && FollowUpForm.Day(form.MaterialsOn) is not null, "dayNeedsMaterials");
        Planned("helpOn", form.HelpOn, standing.HelpBy);
        Fault("helpWho", FollowUpForm.Said(form.HelpWho) is { } id && company.Find(id) is null, "badNextWho");
    }

    private void LookAtStep(StepTyped step, int nth, Step? old, Company company)
    {
        var (what, on, at, who, with) = nth == 0 ? ("nextStep", "nextOn", "nextAt", "nextWho", "resources")
            : ($"step{nth + 1}", $"step{nth + 1}On", $"step{nth + 1}At", $"step{nth + 1}Who", $"step{nth + 1}Resources");
        var (said, day) = (FollowUpForm.Said(step.What), FollowUpForm.Day(step.On));
        Fault(what, said?.Length > FollowUpForm.LongestLine, "longLine");
        Fault(on, IsNoDay(step.On), "badNextDay");
        Fault(on, said is not null && string.IsNullOrWhiteSpace(step.On), "nextNeedsDay");
        Fault(what, said is null && (day is not null || (nth > 0 && FollowUpForm.Said(step.With) is not null)), "dayNeedsNext");
        Fault(with, FollowUpForm.Said(step.With)?.Length > FollowUpForm.LongestLine, "longLine");
        Fault(on, day < today && day != old?.DueDay, "pastNextDay");
        Fault(on, IsFar(day), "farNextDay");
        Fault(at, FollowUpForm.Said(step.At) is not null && FollowUpForm.Time(step.At) is null, "badNextTime");
        Fault(who, said is not null && FollowUpForm.Said(step.Who) is { } id && id != StepTyped.Customer && company.Find(id) is not { Left: false } && id != old?.OwnerId, "badNextWho");
    }

    private void Planned(string input, string? typed, DateOnly? standing)
    {
        var day = FollowUpForm.Day(typed);
        Fault(input, IsNoDay(typed), "badDay");
        Fault(input, day < today && day != standing, "pastDay");
        Fault(input, IsFar(day), "farDay");
    }

    private bool IsFar(DateOnly? day) => day?.DayNumber - today.DayNumber > Due.FarthestDays;

    private static bool IsNoDay(string? typed) => !string.IsNullOrWhiteSpace(typed) && FollowUpForm.Day(typed) is null;

    private void Fault(string input, bool wrong, string key)
    {
        if (wrong)
        {
            faults.Add((input, key));
        }
    }
}
