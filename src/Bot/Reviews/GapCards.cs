using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Reviews;

/// <summary>A customer of the list. <c>Mine</c> is whether the reader is the one to do something about it.</summary>
internal sealed record GapLine(string Customer, string Name, string Line, string Since, bool Silent, bool Mine);

/// <summary>Customers that are being forgotten. <c>Who</c>, <c>Kind</c>, <c>Days</c> and <c>Tier</c> say what was asked; <c>From</c> goes on with the list.</summary>
internal sealed record GapsModel(
    string Title, string Subtitle, IReadOnlyList<GapLine> Rows, string Who, string Kind, string Days, string Tier, string More, string From, string Empty, string Hint,
    string Rule, string Excused);

internal static class GapCards
{
    public const int MostRows = 6;

    private const string NoStep = "no_step";
    private const string Silent = "silent";

    /// <summary>What the person asks for, as a sentence or a button says it.</summary>
    public static GapAsked Asked(string? kind, int? days, Tier? tier) => new(kind != Silent, kind != NoStep, days is > 0 ? days : null, tier);

    public static string KindOf(GapAsked asked) => asked switch { { NoStep: false } => Silent, { Silent: false } => NoStep, _ => "" };

    /// <param name="start">How many rows stand before these.</param>
    /// <param name="rows">Of the list from <paramref name="start"/> on, as they stand now.</param>
    /// <param name="cut">How many rows of the list these were made of.</param>
    public static Answer.Card List(Turn turn, Scope scope, GapAsked asked, GapRule rule, GapList all, int start, int cut, IReadOnlyList<(GapRow Row, CustomerFile File)> rows)
    {
        var (words, say) = (turn.Words("reviews"), turn.Say);
        var count = all.Rows.Count - (cut - rows.Count);
        var left = all.Rows.Count - start - cut;
        var title = words.Format(
            KindOf(asked) switch { NoStep => "noStepTitle", Silent => asked.Days is null ? "silentTitle" : "silentDaysTitle", _ => "gapsTitle" },
            ("days", asked.Days ?? 0), ("count", count));
        var subtitle = string.Join(" · ", new[] { asked.Tier is { } tier ? words.Format("ofTier", ("tier", tier)) : "", scope.Text, Counts(words, asked, all), words.Format("looked", ("count", all.Looked)) }.Where(t => t.Length > 0));
        var model = new GapsModel(
            title, subtitle,
            [.. rows.Select(r => new GapLine(
                r.File.Head.Id, r.File.Head.Name,
                string.Join(" · ", new[] { Reason(words, r.Row.Gap), NextOf(turn, r.File), LineOf(turn, r.File.Head), scope.People is [_] ? "" : r.Row.Owner.Name }.Where(t => t.Length > 0)),
                r.File.Head.LastContact is { } last ? say.Ago(last, turn.Today) : words["never"], r.Row.Gap.Silent, r.File.Head.OwnerId == turn.Me.Id))],
            scope.Code, KindOf(asked), asked.Days?.ToString(CultureInfo.InvariantCulture) ?? "", asked.Tier?.ToString() ?? "",
            left > 0 ? words.Format("moreGaps", ("count", left)) : "", Paging.Next(start, cut, all.Rows.Count),
            count > 0 ? "" : all.Looked == 0 ? words["noCustomers"] : words["noGaps"], count > 0 || all.Looked == 0 ? "" : HintText(words, asked),
            RuleText(words, asked, rule), Excused(words, all));
        return Answer.Of("reviews/gaps", model, ReviewCardJson.Default.GapsModel, $"{title} · {(count > 0 ? subtitle : model.Empty)}") with { About = [.. rows.Select(r => r.File.Head.Id)] };
    }

    private static string Counts(Words words, GapAsked asked, GapList all) => KindOf(asked).Length > 0 || all.Rows.Count == 0 ? "" : words.Format(
        "ofThem", ("noStep", all.Rows.Count(r => r.Gap.NoStep)), ("silent", all.Rows.Count(r => r.Gap.Silent)));

    private static string Reason(Words words, GapFound.Open gap) => gap switch
    {
        { NoStep: true, Silent: true } => words["bothReasons"],
        { NoStep: true } => words["noStep"],
        _ => words["silent"],
    };

    /// <summary>When somebody of us comes back to it; empty where nobody does.</summary>
    private static string NextOf(Turn turn, CustomerFile file) => file.OpenSteps.FirstOrDefault(s => Gaps.IsNextStep(s) && Sight.List(turn.Me, s, turn.Company)) is { } next
        ? turn.Words("reviews").Format("nextOn", ("day", turn.Say.Day(next.DueDay, turn.Today)))
        : "";

    private static string LineOf(Turn turn, Customer head) =>
        turn.Words("customers").Format("line", ("stage", turn.Say.Code(head.Stage)), ("status", turn.Say.Code(head.Status)), ("tier", head.Tier));

    /// <summary>What is true of those that were looked at, no more than was asked.</summary>
    private static string HintText(Words words, GapAsked asked) => string.Join(" ", new[]
    {
        asked.NoStep ? words["noGapsStep"] : "",
        !asked.Silent ? "" : asked.Days is { } days ? words.Format("noGapsDays", ("days", days)) : words["noGapsSilent"],
    }.Where(t => t.Length > 0));

    private static string RuleText(Words words, GapAsked asked, GapRule rule) => string.Join(" ", new[]
    {
        asked.NoStep ? words["ruleStep"] : "",
        !asked.Silent ? "" : asked.Days is { } days ? words.Format("ruleDays", ("days", days)) : words.Format("ruleSilent", ("days", rule.FollowUpDays), ("a", rule.TierADays), ("b", rule.TierBDays)),
    }.Where(t => t.Length > 0));

    private static string Excused(Words words, GapList all)
    {
        List<string> some =
        [
            .. new[] { (GapExcuse.Lost, "excusedLost"), (GapExcuse.OnHold, "excusedOnHold"), (GapExcuse.Quiet, "excusedQuiet") }
                .Where(e => all.Excused.ContainsKey(e.Item1)).Select(e => words.Format(e.Item2, ("count", all.Excused[e.Item1]))),
        ];
        return some.Count == 0 ? "" : words.Format("excused", ("those", string.Join(words["separator"], some)));
    }
}
