using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Reminders;
using CrmBot.Domain;

namespace CrmBot.Bot.Captures;

/// <summary>The steps of a statement with what is to be asked about their days, each answered with one tap.</summary>
internal static class CaptureDays
{
    private const int MostChips = 3;

    public static IReadOnlyList<CaptureStep> Steps(Turn turn, Prefill prefill) =>
        [.. prefill.Form.Steps().Select((s, n) => FollowUpForm.Said(s.What) is null ? null : Of(turn, prefill, s, n)).OfType<CaptureStep>()];

    /// <summary>The statement with another day for a step; null when it has no such step or the day is no date ahead.</summary>
    public static Prefill? With(Turn turn, Prefill prefill, DayForm form)
    {
        var steps = prefill.Form.Steps().ToList();
        if (!int.TryParse(form.Step, NumberStyles.None, CultureInfo.InvariantCulture, out var row) || row < 1 || row > steps.Count
            || FollowUpForm.Said(steps[row - 1].What) is null || FollowUpForm.Day(form.Day) is not { } day || day < turn.Today)
        {
            return null;
        }

        var before = FollowUpForm.Day(steps[row - 1].On);
        steps[row - 1] = steps[row - 1] with { On = FollowUpForm.Day(day) };

        // The reading that was not taken stays one tap away.
        List<DateOnly?> others = [.. Enumerable.Range(0, steps.Count).Select(n => n < prefill.OtherDays.Count ? prefill.OtherDays[n] : null)];
        if (others[row - 1] == day)
        {
            others[row - 1] = before;
        }

        return prefill with
        {
            Form = prefill.Form.WithSteps(steps),
            OtherDays = others,
            Sure = form.Sure == "true" ? [.. prefill.Sure.Append(day).Distinct()] : prefill.Sure,
            Marks = [.. prefill.Marks.Select(m => m.Part == $"step{row}" ? m with { Guessed = false } : m)],
        };
    }

    /// <summary>The statement as it is saved: what there was to ask about its days stood on the card.</summary>
    public static Prefill Asked(Prefill prefill) =>
        prefill with { Sure = [.. prefill.Sure.Union(prefill.Form.Steps().Select(s => FollowUpForm.Day(s.On)).OfType<DateOnly>())] };

    private static CaptureStep Of(Turn turn, Prefill prefill, StepTyped step, int nth)
    {
        var words = turn.Words("captures");
        var theirs = step.Who == StepTyped.Customer;
        var owner = (theirs || step.Who is null ? null : turn.Company.Find(step.Who)) ?? turn.Me;
        var day = FollowUpForm.Day(step.On);
        var said = day is { } on ? $"{turn.Say.Day(on, turn.Today)}{(FollowUpForm.Time(step.At) is { } at ? " " + turn.Say.Time(at) : "")}" : "";
        var guessed = said.Length > 0 && CaptureCards.Guessed(prefill, $"step{nth + 1}") ? words.Format("guessed", ("text", said)) : said;
        var (ask, chips) = Asked(turn, prefill, owner, day, theirs, nth);
        return new CaptureStep(
            theirs ? words["theirs"] : words.Format("ours", ("name", owner.Name)), FollowUpForm.Said(step.With) is { } takes ? $"{step.What} · {turn.Words("help").Format("stepTakes", ("resources", takes))}" : step.What!, guessed, ask, [.. chips.Take(MostChips)]);
    }

    private static (string Ask, IEnumerable<DayChip> Chips) Asked(Turn turn, Prefill prefill, Person owner, DateOnly? day, bool theirs, int nth)
    {
        var words = turn.Words("captures");
        if (day is not { } on)
        {
            DateOnly[] near = [Absence.Return(owner, turn.Today.AddDays(1)), turn.Today.AddDays(((int)DayOfWeek.Friday - (int)turn.Today.DayOfWeek + 7) % 7), Absence.Return(owner, turn.Today.AddDays(7))];
            return (words["whichDay"], near.Where(d => d > turn.Today).Distinct().Order().Select(d => Chip(turn.Say.Day(d, turn.Today), d, false)));
        }

        var other = nth < prefill.OtherDays.Count ? prefill.OtherDays[nth] : null;
        var chips = other is { } also && also != on ? [Chip(words.Format("didYouMean", ("day", turn.Say.Day(also, turn.Today))), also, false)] : new List<DayChip>();
        if (theirs || prefill.Sure.Contains(on) || DayDoubt.Of(turn, owner, on) is not { } doubt)
        {
            return ("", chips);
        }

        chips.Insert(0, Chip(words.Format("betterDay", ("day", turn.Say.Day(doubt.Better, turn.Today))), doubt.Better, false));
        chips.Insert(1, Chip(words.Format("sameDay", ("day", turn.Say.Day(on, turn.Today))), on, true));
        return (doubt.Title, chips);

        DayChip Chip(string title, DateOnly to, bool sure) =>
            new(title, (nth + 1).ToString(CultureInfo.InvariantCulture), FollowUpForm.Day(to), sure ? "true" : "");
    }
}
