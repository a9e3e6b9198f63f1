using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Captures;

/// <summary>What was read of a statement, as the values of the follow-up form.</summary>
internal static class CapturePrefill
{
    /// <summary>A promise without a day is looked after in a week. Source: product decision.</summary>
    private const int DaysOfOpenPromise = 7;

    private const int LongestLine = 200;
    private const int LongestPart = 500;

    /// <param name="text">What was written; it becomes the summary.</param>
    public static Prefill Of(Turn turn, Capture capture, string text)
    {
        var steps = capture.Steps.OrderBy(s => s.By).Take(FollowUpForm.MostRows).ToList();
        var gist = GistOf(capture);
        var form = new FollowUpForm(
            null, null, capture.Channel?.Value.ToString(), FollowUpForm.Day(capture.ContactedOn?.Value is { } day && day <= turn.Today ? day : turn.Today),
            Cut(capture.Contact?.Value, LongestLine), text.Trim(), capture.Status?.Value.ToString(), null, null, null)
        {
            Background = Cut(capture.Background?.Value, LongestPart),
            Needs = Cut(capture.Need?.Value, LongestPart),
            Objection = Cut(capture.Objection?.Value, LongestPart),
            Category = capture.Category?.ToString(),
            Help = Cut(capture.HelpNeeded?.Value, LongestPart),
            Mood = capture.Sentiment?.Value.ToString(),
            Outcome = capture.Outcome?.Value.ToString(),
            HelpWho = gist.Helpers is [var first, ..] ? first : null,
            Kept = string.Join(',', FormModel.ExtrasOf(turn, gist).Select(e => e.Value)),
        };
        return new Prefill(form.WithSteps([.. steps.Select((s, n) => StepOf(turn, s) with { With = Takes(steps, n, text) })]).WithOwn(FieldsSaid.Of(turn.Fields, text)))
        {
            StepIds = [.. steps.Select(_ => "")],
            OtherDays = [.. steps.Select(s => s.When?.Other is { } other && other >= turn.Today ? other : (DateOnly?)null)],
            Gist = gist,
            Moments = [.. capture.Moments.Take(Moment.MostOfOne).Select(m => new MomentTold(m.Kind, Cut(m.What, LongestLine)!, Cut(m.Of, LongestLine), m.On, m.MonthOnly))],
            Marks = [.. Marks(capture, steps, text)],
            Others = capture.Customer.Others,
            Aside = capture.Aside,
        };
    }

    private static StepTyped StepOf(Turn turn, StepRead step)
    {
        var theirs = step.By == OwedBy.Customer;
        var due = step.Due is { } said && said >= turn.Today ? said : theirs ? Absence.Return(turn.Me, turn.Today.AddDays(DaysOfOpenPromise)) : (DateOnly?)null;
        return new StepTyped(
            Cut(step.What, LongestLine), FollowUpForm.Day(due), FollowUpForm.Time(step.Time), theirs ? StepTyped.Customer : step.OwnerId ?? turn.Me.Id);
    }

    /// <summary>What is said that it takes, of the step that stands before it.</summary>
    private static string? Takes(IReadOnlyList<StepRead> steps, int nth, string text) => Cut(
        ResourcesSaid.In(text).LastOrDefault(r => (steps.Where(s => s.Start < r.Start).MaxBy(s => s.Start) ?? (steps.Count > 0 ? steps[0] : null)) == steps[nth]).What, LongestLine);

    private static Gist GistOf(Capture it) => new(it.Background?.Value, it.Need?.Value, it.Objection?.Value, it.Category)
    {
        HelpNeeded = it.HelpNeeded?.Value,
        Helpers = Some(it.Helpers),
        Outcome = it.Outcome?.Value,
        Competitors = Some(it.Competitors),
        Amount = it.Amount?.Value.Amount,
        Currency = it.Amount?.Value.Currency,
        Referrals = Some(it.Referrals),
        NewContacts = Some(it.NewContacts),
        Resolved = Some(it.Resolved),
        Cold = it.Cold is { Value: true } ? true : null,
        Care = it.Care is { Value: true } ? true : null,
        Complaint = it.Complaint is { Value: true } ? true : null,
        Nps = it.Nps?.Value,
        QuietUntil = it.QuietUntil?.Value,
        EventOn = it.EventOn?.Value,
    };

    private static IReadOnlyList<string>? Some(IReadOnlyList<Said<string>> said) => said.Count == 0 ? null : [.. said.Select(s => s.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The words of every part, in the order of the card.</summary>
    private static IEnumerable<Mark> Marks(Capture it, IReadOnlyList<StepRead> steps, string text)
    {
        Mark? Of(string part, int start, int length, bool guessed) =>
            start >= 0 && length > 0 && start + length <= text.Length ? new Mark(part, text.Substring(start, length), guessed) : guessed ? new Mark(part, "", true) : null;
        Mark? Word<T>(string part, Said<T>? said) => said is null ? null : Of(part, said.Start, said.Length, said.Guessed);
        IEnumerable<Mark?> Each(string part, IReadOnlyList<Said<string>> said) => said.Select(s => Word(part, s));
        Mark?[] single =
        [
            it.Customer.Id is null ? null : Of("customer", it.Customer.Start, it.Customer.Length, it.Customer.Guessed || it.Customer.Others.Count > 0),
            Word("channel", it.Channel), Word("contactedOn", it.ContactedOn), Word("contact", it.Contact), Word("background", it.Background), Word("needs", it.Need),
            Word("objection", it.Objection), Word("status", it.Status), Word("mood", it.Sentiment), Word("outcome", it.Outcome), Word("amount", it.Amount),
            Word("help", it.HelpNeeded), Word("cold", it.Cold), Word("care", it.Care), Word("complaint", it.Complaint), Word("nps", it.Nps),
            Word("quietUntil", it.QuietUntil), Word("eventOn", it.EventOn),
        ];
        return single
            .Concat(Each("competitors", it.Competitors)).Concat(Each("newContacts", it.NewContacts)).Concat(Each("helpers", it.Helpers))
            .Concat(Each("referrals", it.Referrals)).Concat(Each("resolved", it.Resolved))
            .Concat(steps.Select((s, n) => Of($"step{n + 1}", s.Start, s.Length, s.Guessed || s.Owner is not null || (s.By == OwedBy.Customer && s.Due is null))))
            .Concat(it.Moments.Select(m => Of("moment", m.Start, m.Length, false)))
            .OfType<Mark>();
    }

    private static string? Cut(string? text, int length) => text is null ? null : Wording.Short(text, length);
}
