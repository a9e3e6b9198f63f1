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
        var calendar = SendRules.CalendarOf(owner);
        var said = turn.Say.Day(day, turn.Today);
        var title = Absence.On(owner, day) is not null
            ? owner.Id == turn.Me.Id ? words.Format("dayAway", ("day", said)) : words.Format("dayAwayOther", ("day", said), ("name", owner.Name))
            : calendar.IsWorkDay(day) ? null
            : calendar.HolidayOn(day) is { } holiday ? words.Format("dayHoliday", ("day", said), ("holiday", turn.Say.Language == "zh-CN" ? holiday.Chinese : holiday.English))
            : words.Format("dayFree", ("day", said));
        return title is null ? null : (title, Absence.Return(owner, day));
    }
}
