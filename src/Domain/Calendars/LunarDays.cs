using System.Globalization;

namespace CrmBot.Domain;

/// <summary>The Chinese calendar, of which .NET knows the years 1901 to 2100; outside of them there are no lunar days here.</summary>
public static class LunarDays
{
    private static readonly ChineseLunisolarCalendar Calendar = new();

    /// <summary>
    /// A day of a lunar year. In a month of 29 days the 30th is the 29th; a leap month that the year has not is its plain month.
    /// </summary>
    public static DateOnly? Of(int year, int month, int day, bool leap = false)
    {
        if (year is < 1901 or > 2100 || month is < 1 or > 12 || day is < 1 or > 30)
        {
            return null;
        }

        var index = Index(year, month, leap);
        return DateOnly.FromDateTime(Calendar.ToDateTime(year, index, Math.Min(day, Calendar.GetDaysInMonth(year, index)), 0, 0, 0, 0));
    }

    /// <summary>Days of a lunar month; 0 outside of the years that are known.</summary>
    public static int LengthOf(int year, int month, bool leap) => year is < 1901 or > 2100 ? 0 : Calendar.GetDaysInMonth(year, Index(year, month, leap));

    /// <summary>The lunar month and day of a day; null outside of the years that are known.</summary>
    public static (int Year, int Month, int Day)? At(DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        if (time < Calendar.MinSupportedDateTime || time > Calendar.MaxSupportedDateTime)
        {
            return null;
        }

        var (year, index) = (Calendar.GetYear(time), Calendar.GetMonth(time));
        var leap = Calendar.GetLeapMonth(year);
        return (year, leap > 0 && index >= leap ? index - 1 : index, Calendar.GetDayOfMonth(time));
    }

    /// <summary>True for a day of a leap month; false outside of the years that are known.</summary>
    public static bool IsInLeapMonth(DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        return time >= Calendar.MinSupportedDateTime && time <= Calendar.MaxSupportedDateTime
            && Calendar.IsLeapMonth(Calendar.GetYear(time), Calendar.GetMonth(time));
    }

    /// <summary>.NET counts the leap month: in a year with a leap sixth month, the seventh index is it.</summary>
    private static int Index(int year, int month, bool leap)
    {
        var extra = Calendar.GetLeapMonth(year);
        return extra == 0 || month < extra - 1 || (month == extra - 1 && !leap) ? month : month + 1;
    }
}
