using System.Globalization;
using System.Text.Json;
using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>The days of <c>phrases/dates/feasts.json</c>: when they are, and how long the holiday around them is.</summary>
internal sealed class Feasts(JsonElement file)
{
    /// <summary>Beyond it no holiday is looked for; a region without a calendar has none.</summary>
    private const int Farthest = 400;

    private readonly (string Usual, Dictionary<string, string> Regions, int From, int To)[] _feasts = [.. file.EnumerateObject().Select(Read)];

    public IReadOnlyList<string> Names { get; } = [.. file.EnumerateObject().Select(f => f.Name)];

    public string NameOf(int feast) => Names[feast];

    public DateOnly? Day(int feast, int year, string region)
    {
        var rule = _feasts[feast].Regions.GetValueOrDefault(region, _feasts[feast].Usual).Split(' ');
        int Number(int at) => int.Parse(rule[at], CultureInfo.InvariantCulture);
        return rule[0] switch
        {
            // The last days of a lunar year are in the next solar one, which is the year that people name.
            "lunar" when rule[1].Split('-') is [var month, var day] && int.Parse(month, CultureInfo.InvariantCulture) is var m =>
                LunarDays.Of(m == 12 ? year - 1 : year, m, int.Parse(day, CultureInfo.InvariantCulture)),
            "nth" => NthRules.Nth(new DateOnly(year, Number(1), 1), Number(2), Number(3))?.AddDays(rule.Length > 4 ? Number(4) : 0),
            "easter" => Easter(year).AddDays(Number(1)),
            "qingming" => Term(year, 4, 4.81),
            "winter-solstice" => Term(year, 12, 21.94),
            _ => DateOnly.ParseExact($"{year:D4}-{rule[0]}", "yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>
    /// The free days around a feast. Where the calendar is not final, what is usual counts too: the three days of the law are
    /// known before the week that is made of them.
    /// </summary>
    public (DateOnly From, DateOnly To) Run(int feast, DateOnly day, WorkCalendar calendar)
    {
        var (from, to) = (day, day);
        if (calendar.Year(day.Year) != CalendarYear.Known && calendar.Region is "CN")
        {
            (from, to) = (day.AddDays(_feasts[feast].From), day.AddDays(_feasts[feast].To));
        }
        else if (calendar.IsWorkDay(day))
        {
            return (day, day);
        }

        return Around(from, to, calendar);
    }

    /// <summary>The next holiday of the calendar that is not over, or that has not begun.</summary>
    public static (DateOnly From, DateOnly To)? NextRun(DateOnly day, WorkCalendar calendar, bool begun)
    {
        for (var (i, at) = (0, day); i < Farthest; i++, at = at.AddDays(1))
        {
            if (calendar.HolidayOn(at) is not null && Around(at, at, calendar) is var run && (begun || run.From > day))
            {
                return run;
            }
        }

        return null;
    }

    private static (DateOnly From, DateOnly To) Around(DateOnly from, DateOnly to, WorkCalendar calendar)
    {
        for (var i = 0; i < 31 && !calendar.IsWorkDay(from.AddDays(-1)); i++)
        {
            from = from.AddDays(-1);
        }

        for (var i = 0; i < 31 && !calendar.IsWorkDay(to.AddDays(1)); i++)
        {
            to = to.AddDays(1);
        }

        return (from, to);
    }

    /// <summary>A solar term by the usual formula of the twenty-first century.</summary>
    private static DateOnly Term(int year, int month, double offset)
    {
        var two = year % 100;
        return new DateOnly(year, month, (int)((two * 0.2422) + offset) - (two / 4));
    }

    /// <summary>The Gregorian computus in the form of Meeus, Jones and Butcher.</summary>
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var sum = h + l - (7 * ((a + (11 * h) + (22 * l)) / 451)) + 114;
        return new DateOnly(year, sum / 31, (sum % 31) + 1);
    }

    private static (string Usual, Dictionary<string, string> Regions, int From, int To) Read(JsonProperty feast)
    {
        var regions = feast.Value.EnumerateObject().Where(p => p.Name is not ("day" or "usual")).ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
        return feast.Value.TryGetProperty("usual", out var usual)
            ? (feast.Value.GetProperty("day").GetString()!, regions, usual[0].GetInt32(), usual[1].GetInt32())
            : (feast.Value.GetProperty("day").GetString()!, regions, 0, 0);
    }
}
