using System.Text.RegularExpressions;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.FollowUps;

/// <summary>How what may be remembered of a contact is asked for, and what is remembered is said.</summary>
internal static partial class MomentWords
{
    private const int Longest = 60;

    /// <summary>A question; empty when there is nothing to remember.</summary>
    public static string Offer(Turn turn, IReadOnlyList<MomentTold> moments)
    {
        var words = turn.Words("follow-ups");
        return moments switch
        {
            [] => "",
            [var one] => words.Format("offerOne", ("moment", Text(one)), ("when", When(turn, one))),
            _ => words.Format("offerMany", ("moments", All(turn, moments))),
        };
    }

    public static string Remembered(Turn turn, IReadOnlyList<MomentTold> moments) =>
        moments.Count == 0 ? "" : turn.Words("follow-ups").Format("remembered", ("moments", All(turn, moments)));

    /// <summary>Whose it is and what; the name once.</summary>
    public static string Text(MomentTold moment) =>
        Wording.Short(Bare(moment.Of is { Length: > 0 } of && !moment.What.Contains(of, StringComparison.OrdinalIgnoreCase) ? $"{of} {moment.What}" : moment.What), Longest);

    /// <summary>Without the word for now, which is not now any more when it is read, and the particle that ends a telling.</summary>
    private static string Bare(string text) => ThisYear().Replace(text, "").TrimEnd('了', '啦', '。', '.', '!', ' ');

    [GeneratedRegex("今年(?![底初末])", RegexOptions.None, 1000)]
    private static partial Regex ThisYear();

    private static string All(Turn turn, IReadOnlyList<MomentTold> moments) => string.Join(turn.Words("follow-ups")["momentSeparator"], moments.Select(Text));

    /// <summary>An occasion to come back to it.</summary>
    private static string When(Turn turn, MomentTold moment)
    {
        var words = turn.Words("follow-ups");
        return moment switch
        {
            { On: { } day, MonthOnly: false } when day > turn.Today => words.Format("whenDay", ("day", turn.Say.Day(day, turn.Today))),
            { On: { } month, MonthOnly: true } when month > turn.Today => words.Format("whenMonth", ("month", month.ToString(words["monthPattern"], System.Globalization.CultureInfo.GetCultureInfo(turn.Say.Language)))),

            // A school year has two breaks; the next one is near enough.
            { Kind: MomentKind.ChildExam } => words[turn.Today.Month is >= 8 or 1 ? "whenWinterBreak" : "whenSummerBreak"],
            { Kind: MomentKind.FamilyHealth } => words["whenBetter"],
            { Kind: MomentKind.Preference or MomentKind.Hobby } => words["whenMeeting"],
            _ => words["whenSoon"],
        };
    }
}
