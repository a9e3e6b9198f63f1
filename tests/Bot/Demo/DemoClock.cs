using System.Globalization;
using CrmBot.Bot.Demo;

namespace CrmBot.Bot.Tests;

/// <summary>Starting clocks that the demo company is built for in these tests, each an awkward one in its own way.</summary>
internal static class DemoClock
{
    public const string Scenario = "2025-09-10T17:40:00+08:00";

    public static TheoryData<string> All { get; } = new()
    {
        Scenario,
        "2026-11-21T11:05:00+08:00", // a Saturday
        "2026-10-04T03:00:00+08:00", // a Sunday at night inside a long holiday; still Saturday in London
        "2026-12-31T16:20:00+00:00", // the year ends; already next year in Shanghai
        "2026-03-29T00:45:00+00:00", // the hour that London skips
        "2026-10-25T00:45:00+00:00", // the hour that London has twice
        "2028-02-29T08:10:00+08:00", // a leap day
        "2027-02-08T23:40:00+08:00", // late in the evening, in the spring festival
        "2026-06-12T20:50:00+08:00", // a Friday evening
    };

    public static DateTimeOffset At(string clock) => DateTimeOffset.Parse(clock, CultureInfo.InvariantCulture);

    public static DemoWorld World(string clock) => DemoCompany.Build(At(clock));
}
