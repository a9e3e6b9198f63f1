namespace CrmBot.Domain;

/// <summary>What a person did on a day, in codes: the input of their own numbers.</summary>
/// <param name="Code">Such as <c>filed</c>, <c>unfiled</c>, <c>done</c>, <c>reopened</c>.</param>
/// <param name="OnTime">Of something done: whether on its day or before.</param>
public sealed record DayAct(DateOnly Day, string Code, string Id, bool? OnTime);

/// <summary>What keeping records brought to the one who does it. For that person alone: nobody is compared. Source: checklist A23.</summary>
/// <param name="Filed">Records of this month that still stand.</param>
/// <param name="Kept">Steps done this month on their day or before.</param>
/// <param name="Done">Steps done this month.</param>
/// <param name="Weeks">Weeks without a gap up to this one in which something was filed; one that has just begun may still be empty.</param>
public sealed record OwnNumbers(int Filed, int Kept, int Done, int Weeks)
{
    /// <summary>Weeks that are looked back; a longer row is said as this one.</summary>
    public const int MostWeeks = 12;

    /// <param name="acts">Of the last <see cref="MostWeeks"/> weeks and of this month, in order.</param>
    public static OwnNumbers Of(IReadOnlyList<DayAct> acts, DateOnly today)
    {
        var gone = acts.Where(a => a.Code == "unfiled").Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var filed = acts.Where(a => a.Code == "filed" && !gone.Contains(a.Id)).ToList();

        // One that was closed by mistake counts as its last word says.
        var done = acts.Where(a => a.Code is "done" or "reopened").GroupBy(a => a.Id, StringComparer.Ordinal).Select(g => g.Last()).Where(a => a.Code == "done" && IsThisMonth(a)).ToList();
        var weeks = filed.Select(a => WeekOf(a.Day)).ToHashSet();
        var week = WeekOf(today);
        var from = weeks.Contains(week) ? week : week - 1;
        var row = 0;
        while (row < MostWeeks && weeks.Contains(from - row))
        {
            row++;
        }

        return new OwnNumbers(filed.Count(IsThisMonth), done.Count(a => a.OnTime is true), done.Count, row);

        bool IsThisMonth(DayAct act) => act.Day.Year == today.Year && act.Day.Month == today.Month;
    }

    // Day 1 of the calendar was a Monday.
    private static int WeekOf(DateOnly day) => day.DayNumber / 7;
}
