using System.Globalization;

namespace CrmBot.Domain.Tests;

public sealed class SendWindowTests
{
    public static TheoryData<string, string, string?> Places => new()
    {
        { "Asia/Shanghai", "CN", null },
        { "Asia/Shanghai", "CN", "12:00-13:30" },
        { "Europe/London", "GB", "18:00-10:00" },
        { "America/New_York", "US", "01:30-02:15" },
        { "Australia/Lord_Howe", "", "19:45-08:45" },
        { "Pacific/Apia", "", "23:00-06:00" },
        { "Africa/Cairo", "", "00:00-09:00" },
    };

    [Theory]
    [InlineData("CN", null, "2025-09-10T09:40", "2025-09-10T09:40")]
    [InlineData("CN", null, "2025-09-10T08:29", "2025-09-10T08:30")]
    [InlineData("CN", null, "2025-09-10T19:59", "2025-09-10T19:59")]
    [InlineData("CN", null, "2025-09-10T20:00", "2025-09-11T08:30")]
    [InlineData("CN", null, "2025-09-12T21:00", "2025-09-15T08:30")] // over the weekend
    [InlineData("CN", null, "2025-09-27T10:00", "2025-09-28T08:30")] // the Sunday makes up
    [InlineData("CN", null, "2025-09-30T20:00", "2025-10-09T08:30")] // over the long holiday
    [InlineData("CN", "12:00-13:30", "2025-09-10T12:00", "2025-09-10T13:30")]
    [InlineData("CN", "12:00-13:30", "2025-09-10T13:30", "2025-09-10T13:30")]
    [InlineData("CN", "18:30-09:30", "2025-09-10T08:45", "2025-09-10T09:30")]
    [InlineData("CN", "18:30-09:30", "2025-09-10T18:30", "2025-09-11T09:30")]
    [InlineData("CN", "08:00-21:00", "2025-09-10T07:00", "2025-09-10T08:30")] // would leave nothing: not followed
    [InlineData("CN", "09:00-09:00", "2025-09-10T09:00", "2025-09-10T09:00")] // no hours at all
    public void A_message_waits_for_its_welcome(string region, string? quiet, string at, string expected) =>
        Assert.Equal(Local(expected), SendWindow.Next(Local(at), Rules("Asia/Shanghai", region, quiet)));

    /// <summary>The oracle walks minute by minute and asks only the wall clock.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public void Over_two_years_it_agrees_with_a_walk_by_the_minute(string zone, string region, string? quiet)
    {
        var rules = Rules(zone, region, quiet);
        var random = new Random(20250910);
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 300; i++)
        {
            var at = start.AddMinutes(random.Next(2 * 365 * 24 * 60));
            var next = SendWindow.Next(at, rules);
            var walked = at;
            while (!IsWelcome(walked, rules))
            {
                walked = walked.AddMinutes(1);
            }

            Assert.True(next == walked, $"{at:O} in {zone}: {next:O}, and the walk says {walked:O}.");
            Assert.Equal(next, SendWindow.Next(next, rules));
            Assert.True(SendWindow.IsOpen(next, rules));
        }
    }

    /// <summary>A whole year, walked once from its end: of every eleventh minute in CI and of every minute in the long run.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public void In_every_minute_of_a_year_it_agrees_with_a_walk(string zone, string region, string? quiet)
    {
        var rules = Rules(zone, region, quiet);
        var every = Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all" ? 1 : 11;
        var start = new DateTimeOffset(2025, 9, 1, 0, 0, 0, TimeSpan.Zero);
        var (welcome, last) = ((DateTimeOffset?)null, DateTimeOffset.MaxValue);
        for (var minute = 366 * 24 * 60; minute >= 0; minute--)
        {
            var at = start.AddMinutes(minute);
            welcome = IsWelcome(at, rules) ? at : welcome;
            if (minute % every == 0 && welcome is { } walked)
            {
                var next = SendWindow.Next(at, rules);
                Assert.True(next == walked, $"{at:O} in {zone}: {next:O}, and the walk says {walked:O}.");
                Assert.True(next <= last);
                last = next;
            }
        }

        Assert.Equal(welcome, SendWindow.Next(welcome!.Value, rules));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_later_instant_never_comes_earlier(string zone, string region, string? quiet)
    {
        var rules = Rules(zone, region, quiet);
        var last = DateTimeOffset.MinValue;
        for (var at = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero); at.Year < 2026; at = at.AddMinutes(37))
        {
            var next = SendWindow.Next(at, rules);
            Assert.True(next >= at && next >= last);
            last = next;
        }
    }

    private static bool IsWelcome(DateTimeOffset at, SendRules rules)
    {
        var local = Zones.LocalOf(at, rules.Zone);
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var quiet = rules.Quiet is { } q && (q.From < q.Until ? time >= q.From && time < q.Until : time >= q.From || time < q.Until);
        return rules.Calendar.IsWorkDay(day) && time >= rules.From && time < rules.Until && !quiet;
    }

    private static SendRules Rules(string zone, string region, string? quiet) => SendRules.Default(zone, WorkCalendars.Of(region)) with
    {
        Quiet = quiet?.Split('-') is [var from, var until]
            ? new QuietHours(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(until, CultureInfo.InvariantCulture))
            : null,
    };

    private static DateTimeOffset Local(string text) =>
        new DateTimeOffset(DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8)).ToUniversalTime();
}
