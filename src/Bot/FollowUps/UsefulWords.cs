using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.FollowUps;

/// <summary>How what a filing gives back is said.</summary>
internal static class UsefulWords
{
    private const int Longest = 60;

    public static IReadOnlyList<UsefulLine> Of(Turn turn, CustomerFile file, FollowUp record) =>
        [.. Usefulness.Of(file, record, turn.Me, turn.Company, turn.Now).Select(u => new UsefulLine(Said(turn, u)))];

    /// <summary>What they were told in.</summary>
    public static IReadOnlyList<string> From(Turn turn, CustomerFile file, FollowUp record) =>
    [
        .. Usefulness.Of(file, record, turn.Me, turn.Company, turn.Now).SelectMany(u => u switch
        {
            Useful.Owed { Step: var s } => Quoted.By(s),
            Useful.NextDate { Step: var s } => Quoted.By(s),
            Useful.Theirs { Step: var s } => Quoted.By(s),
            Useful.Remembered { Moment: var m } => Quoted.By(m),
            _ => [],
        }),
    ];

    private static string Said(Turn turn, Useful useful)
    {
        var words = turn.Words("follow-ups");
        return useful switch
        {
            Useful.Owed { Step: var s } => words.Format("usefulOwed", ("what", Wording.Short(s.What, Longest)), ("distance", turn.Say.Distance(s, turn.Now))),
            Useful.NextDate { Step: var s } => words.Format("usefulNext", ("what", Wording.Short(s.What, Longest)), ("day", turn.Say.Day(s.DueDay, turn.Today))),
            Useful.Theirs { Step: var s } => words.Format("usefulTheirs", ("what", Wording.Short(s.What, Longest)), ("day", turn.Say.Day(s.DueDay, turn.Today))),
            Useful.SameObjection same => words.Format("usefulSame", ("count", same.Times), ("category", turn.Say.Code(same.Category))),
            Useful.AfterDays after => words.Format("usefulAfter", ("days", after.Days)),
            Useful.Remembered { Moment: { On: { } on } m } => words.Format("usefulMomentOn", ("moment", Told(m)), ("day", turn.Say.Day(on, turn.Today))),
            Useful.Remembered { Moment: var m } => words.Format("usefulMoment", ("moment", Told(m))),
            _ => words["usefulFirst"],
        };
    }

    private static string Told(Moment moment) => MomentWords.Text(new MomentTold(moment.Kind, moment.What, moment.ContactName, moment.On, moment.MonthOnly));
}
