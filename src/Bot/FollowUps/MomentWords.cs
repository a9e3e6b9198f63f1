using System.Text.RegularExpressions;
using CrmBot.Bot.Care;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.FollowUps;

/// <summary>How what may be remembered of a contact is asked for, with the day it would come back, and what is remembered is said.</summary>
internal static partial class MomentWords
{
    private const int Longest = 60;

    /// <summary>A question; empty when there is nothing to remember.</summary>
    public static string Offer(Turn turn, CustomerFile file, FollowUp record, IReadOnlyList<MomentTold> moments)
    {
        var words = turn.Words("follow-ups");
        return moments switch
        {
            [] => "",
            [var one] => words.Format("offerOne", ("moment", Text(one)), ("when", WhenOf(turn, file, record.Id, one))),
            _ => words.Format("offerMany", ("moments", All(turn, moments.Select(m => On(turn, Text(m), DayOf(turn, file, record.Id, m)?.Day))))),
        };
    }

    /// <summary>When it would come back, in words.</summary>
    /// <param name="sourceId">The record that it is told in, or would be.</param>
    public static string WhenOf(Turn turn, CustomerFile file, string sourceId, MomentTold moment) => When(turn, DayOf(turn, file, sourceId, moment));

    /// <summary>Those that are still kept, each with the day it comes back.</summary>
    public static string Remembered(Turn turn, CustomerFile file, string draftId, IReadOnlyList<MomentTold> moments)
    {
        List<string> kept =
        [
            .. from told in moments.Select((m, n) => (Text: Text(m), Id: Remembering.IdOf(draftId, n)))
               where file.Moments.Any(m => m.Id == told.Id)
               select On(turn, told.Text, CarePlan.From(file, told.Id).FirstOrDefault(s => s.State == StepState.Open)?.DueDay),
        ];
        return kept.Count == 0 ? "" : turn.Words("follow-ups").Format("remembered", ("moments", All(turn, kept)));
    }

    /// <summary>Whose it is and what; the name once.</summary>
    public static string Text(MomentTold moment) => Text(moment.What, moment.Of);

    /// <inheritdoc cref="Text(MomentTold)"/>
    public static string Text(string what, string? contact) =>
        Wording.Short(Bare(contact is { Length: > 0 } of && !what.Contains(of, StringComparison.OrdinalIgnoreCase) ? $"{of}{(what is [< '\u0250', ..] ? ": " : " ")}{what}" : what), Longest);

    /// <summary>Without the word for now, which is not now any more when it is read, and the particle that ends a telling.</summary>
    private static string Bare(string text) => ThisYear().Replace(text, "").TrimEnd('了', '啦', '。', '.', '!', ' ');

    [GeneratedRegex("今年(?![底初末])", RegexOptions.None, 1000)]
    private static partial Regex ThisYear();

    private static string All(Turn turn, IEnumerable<string> texts) => string.Join(turn.Words("follow-ups")["momentSeparator"], texts);

    private static string On(Turn turn, string text, DateOnly? day) =>
        day is { } on ? turn.Words("follow-ups").Format("momentOn", ("moment", text), ("day", turn.Say.Day(on, turn.Today))) : text;

    private static (CareDay Rule, DateOnly Day, TimeOnly? Time)? DayOf(Turn turn, CustomerFile file, string sourceId, MomentTold moment) =>
        Caring.When(turn, file, moment.Kind, moment.What, moment.Of, moment.On, moment.MonthOnly, sourceId);

    /// <summary>When it would come back: a day, or the break of a school, which says more than its day.</summary>
    private static string When(Turn turn, (CareDay Rule, DateOnly Day, TimeOnly? Time)? when)
    {
        var words = turn.Words("follow-ups");
        return when switch
        {
            null => words["whenMeeting"],
            { Rule.Topic: CareTopic.SchoolBreak } school => words[school.Day.Month <= 2 ? "whenWinterBreak" : "whenSummerBreak"],
            { } other => words.Format("whenDay", ("day", turn.Say.Day(other.Day, turn.Today))),
        };
    }
}
