using CrmBot.Bot.Audit;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Reviews;

/// <summary>A stay in a status: a bar of the chart. <c>Bar</c> and <c>Line</c> say the same in letters.</summary>
internal sealed record StayBar(string Label, int Days, string Line);

internal sealed record MoveLine(string When, string What);

/// <summary>A customer's way through its statuses.</summary>
internal sealed record StatusesModel(string Customer, string Title, string Subtitle, IReadOnlyList<StayBar> Bars, IReadOnlyList<MoveLine> Moves, string Earlier);

internal sealed record NamedRow(string Customer, string Name, string Line);

internal sealed record MoveBar(string Label, int Count, string Line);

/// <summary>Changes of status of a period. <c>Empty</c> stands where there are none.</summary>
internal sealed record MovesModel(
    string Title, string Subtitle, IReadOnlyList<MoveBar> Bars, string WonTitle, IReadOnlyList<NamedRow> Won, string LostTitle, IReadOnlyList<NamedRow> Lost, string Rest,
    string Empty, string Hint);

internal static class StatusCards
{
    /// <summary>Customers that are named as won, and as lost; the others are counted.</summary>
    public const int MostNamed = 6;

    private const int MostStays = 8;
    private const int MostCounts = 10;
    private const int LongestBar = 10;

    public static Answer.Card Way(Turn turn, Customer head, IReadOnlyList<StatusMove> moves)
    {
        var (words, say) = (turn.Words("reviews"), turn.Say);
        var stays = StatusWay.Of(moves, turn.Today, turn.Me.Zone);
        var shown = stays.Skip(Math.Max(0, stays.Count - MostStays)).ToList();
        var most = Math.Max(1, shown.Count == 0 ? 1 : shown.Max(s => s.Days));
        var changes = moves.Count(m => m.From is not null);
        var title = words.Format("wayTitle", ("customer", head.Name));
        var subtitle = shown is [.., var now]
            ? words.Format("wayNow", ("status", say.Code(now.Status)), ("day", say.Day(now.Since, turn.Today)), ("stay", Stay(words, now.Days)), ("count", changes))
            : words.Format("wayNone", ("status", say.Code(head.Status)));
        var model = new StatusesModel(
            head.Id, title, subtitle,
            [
                .. shown.Select(s => new StayBar(
                    words.Format("stayLabel", ("status", say.Code(s.Status)), ("day", say.Day(s.Since, turn.Today))), s.Days,
                    words.Format("stayLine", ("bar", Bar(s.Days, most)), ("stay", Stay(words, s.Days))))),
            ],
            [
                .. moves.Skip(Math.Max(0, moves.Count - MostStays)).Reverse().Select(m => new MoveLine(
                    words.Format("moveWhen", ("day", say.Day(Zones.DayOf(m.At, turn.Me.Zone), turn.Today)), ("by", turn.Company.NameOf(m.ById)), ("what", AuditCards.What(turn.Words("audit"), m.What))),
                    m.From is { } from ? words.Format("moveLine", ("from", say.Code(from)), ("to", say.Code(m.To))) : words.Format("moveBegin", ("to", say.Code(m.To))))),
            ],
            stays.Count > shown.Count ? words.Format("earlierMoves", ("count", stays.Count - shown.Count)) : "");
        return Answer.Of("reviews/statuses", model, ReviewCardJson.Default.StatusesModel, $"{title} · {subtitle}") with { About = [head.Id] };
    }

    public static Answer.Card Changes(Turn turn, Scope scope, LocalPeriod period, StatusChanges changes, IReadOnlyList<CustomerFile> won, IReadOnlyList<CustomerFile> lost)
    {
        var words = turn.Words("reviews");
        var title = words.Format("movesTitle", ("count", changes.Moves));
        var subtitle = $"{PeriodSaid.NameSoFar(turn, period)} · {scope.Text}";
        var none = changes.Moves + changes.Begun == 0;
        var most = changes.Counts.Count == 0 ? 1 : changes.Counts[0].Count;
        var counted = changes.Counts.Skip(MostCounts).Sum(c => c.Count);
        var model = new MovesModel(
            title, subtitle,
            [
                .. changes.Counts.Take(MostCounts).Select(c => new MoveBar(
                    words.Format("moveLine", ("from", turn.Say.Code(c.From)), ("to", turn.Say.Code(c.To))), c.Count, words.Format("countLine", ("bar", Bar(c.Count, most)), ("count", c.Count)))),
            ],
            changes.Won.Count == 0 ? words["wonNone"] : Named(words, "wonTitle", changes.Won.Count, won.Count), Rows(turn, won),
            changes.Lost.Count == 0 ? words["lostNone"] : Named(words, "lostTitle", changes.Lost.Count, lost.Count), Rows(turn, lost),
            none ? "" : words.Format(counted > 0 ? "movesRestMore" : "movesRest", ("customers", changes.Customers), ("begun", changes.Begun), ("more", counted)),
            none ? words["noMoves"] : "", none ? words["noMovesHint"] : "");
        return Answer.Of("reviews/moves", model, ReviewCardJson.Default.MovesModel, $"{title} · {(none ? model.Empty : subtitle)}") with { About = [.. won.Concat(lost).Select(f => f.Head.Id)] };
    }

    private static string Named(Words words, string key, int count, int named) =>
        words.Format(key, ("count", count)) + (named < count ? words.Format("namedOf", ("named", named)) : "");

    private static IReadOnlyList<NamedRow> Rows(Turn turn, IReadOnlyList<CustomerFile> files) =>
        [.. files.Select(f => new NamedRow(f.Head.Id, f.Head.Name, turn.Words("customers").Format("ownedBy", ("owner", turn.Company.NameOf(f.Head.OwnerId)))))];

    private static string Stay(Words words, int days) => days == 1 ? words["stayOne"] : words.Format("stayMany", ("days", days));

    private static string Bar(int value, int most) => value == 0 ? "" : new string('▇', Math.Max(1, (int)Math.Round((double)LongestBar * value / most, MidpointRounding.AwayFromZero)));
}
