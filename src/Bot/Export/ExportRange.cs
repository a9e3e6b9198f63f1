namespace CrmBot.Bot.Export;

/// <summary>A span of local days that people name. Weeks begin on Monday.</summary>
internal static class ExportRange
{
    /// <summary>First and last day; both null for a range that is none.</summary>
    public static (DateOnly? From, DateOnly? To) Of(string? range, DateOnly today)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = new DateOnly(today.Year, today.Month, 1);
        return range switch
        {
            "today" => (today, today),
            "this_week" => (monday, monday.AddDays(6)),
            "last_week" => (monday.AddDays(-7), monday.AddDays(-1)),
            "this_month" => (month, month.AddMonths(1).AddDays(-1)),
            "last_month" => (month.AddMonths(-1), month.AddDays(-1)),
            "this_year" => (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31)),
            _ => (null, null),
        };
    }
}
