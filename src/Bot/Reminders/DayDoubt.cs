using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Reminders;

/// <summary>A day on which nobody works, or on which the owner does not, is asked about before it is taken.</summary>
internal static class DayDoubt
{
    /// <summary>What is the matter with a day, and the next one on which the owner works; null when it is one.</summary>
    public static (string Title, DateOnly Better)? Of(Turn turn, Person owner, DateOnly day)
    {
        var words = turn.Words("reminders");
        var said = turn.Say.Day(day, turn.Today);
        return DueDoubt.Of(owner, day) switch
        {
            Doubt.Away away => (owner.Id == turn.Me.Id ? words.Format("dayAway", ("day", said)) : words.Format("dayAwayOther", ("day", said), ("name", owner.Name)), away.Instead),
            Doubt.FreeDay free when SendRules.CalendarOf(owner).HolidayOn(day) is { } holiday =>
                (words.Format("dayHoliday", ("day", said), ("holiday", turn.Say.Language == "zh-CN" ? holiday.Chinese : holiday.English)), free.Instead),
            Doubt.FreeDay free => (words.Format("dayFree", ("day", said)), free.Instead),
            _ => null,
        };
    }
}
