using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Domain;

namespace CrmBot.Bot.FollowUps;

/// <summary>
/// What of a record a colleague reads at a glance, and what is folded away. Source: checklist A18, "distil, no transcript: a card shows at
/// most five lines".
/// </summary>
internal static class ReceiptLines
{
    /// <summary>Lines of content, the next step among them.</summary>
    public const int Most = 5;

    private const int Longest = 120;

    /// <summary>How much a part is worth knowing; the others come last.</summary>
    private static readonly string[] Ranks = ["needs", "objection", "step", "because", "status", "helpNeeded", "resolved", "amount", "competitors"];

    private sealed record Part(string Code, FactLine Line);

    /// <param name="first">The next step, which has a place of its own; null for none.</param>
    /// <param name="open">The open steps that the record set.</param>
    /// <returns>The summary in short where no need and no objection tells what it was about, the lines, and the others.</returns>
    public static (string Said, IReadOnlyList<FactLine> Lines, IReadOnlyList<FactLine> Folded) Of(Turn turn, FollowUp record, Step? first, IReadOnlyList<Step> open)
    {
        var parts = Parts(turn, record, first, open).ToList();
        var said = parts.Exists(p => p.Code is "needs" or "objection") ? "" : Wording.Short(record.Summary, Longest);
        var shown = parts.OrderBy(p => Rank(p.Code)).Take(Most - (first is null ? 0 : 1) - (said.Length == 0 ? 0 : 1)).ToList();
        return (said, [.. parts.Where(shown.Contains).Select(p => p.Line)], [.. parts.Where(p => !shown.Contains(p)).Select(p => p.Line)]);
    }

    private static IEnumerable<Part> Parts(Turn turn, FollowUp record, Step? first, IReadOnlyList<Step> open)
    {
        var words = turn.Words("follow-ups");
        foreach (var line in FoundLines.Of(record.Gist, turn.Say, turn.Today, turn.Company.NameOf).Concat(FieldLines.Of(turn.Fields, record.Fields, turn.Say, turn.Today)))
        {
            yield return new Part(line.Part, new FactLine(line.Label, Wording.Short(line.Text, Longest)));
        }

        if (first?.Resources is { } takes)
        {
            yield return new Part("resources", new FactLine(turn.Words("help")["foundResources"], Wording.Short(takes, Longest)));
        }

        foreach (var step in open.Where(o => o.Id != first?.Id))
        {
            yield return new Part("step", new FactLine(KindOf(turn, step), $"{Wording.Short(step.What, Longest)} · {turn.Say.DayAndDistance(step, turn.Now)}{FoundLines.Takes(turn.Say, step)}"));
        }

        if (record.NoNextStepBecause is { } because)
        {
            yield return new Part("because", new FactLine(words["because"], because));
        }

        if (record.Status is { } status)
        {
            yield return new Part("status", new FactLine(words["status"], turn.Say.Code(status)));
        }
    }

    /// <summary>What the company asks for is worth as much as where the customer stands.</summary>
    private static int Rank(string code) => Array.IndexOf(Ranks, FieldInputs.FieldOf(code) is null ? code : "status") is >= 0 and var at ? at : Ranks.Length;

    /// <summary>Whose a step is.</summary>
    private static string KindOf(Turn turn, Step step)
    {
        var words = turn.Words("follow-ups");
        return step.By == OwedBy.Customer ? words["theirPromise"]
            : step.OwnerId == turn.Me.Id ? words["nextStep"]
            : words.Format("stepOf", ("name", turn.Company.NameOf(step.OwnerId)));
    }
}
