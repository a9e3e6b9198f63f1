using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CrmBot.Language.Bench;

/// <summary>Time that this thread was on a processor: on Linux without what other work of the machine took away, elsewhere by the clock.</summary>
internal static partial class Processor
{
    private const int ThreadClock = 3;

    public static double Milliseconds() => OperatingSystem.IsLinux() && Read(ThreadClock, out var time) == 0
        ? time.Seconds * 1e3 + time.Nanoseconds / 1e6
        : Stopwatch.GetTimestamp() * 1e3 / Stopwatch.Frequency;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
