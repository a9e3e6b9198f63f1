namespace CrmBot.Storage.Tests;

/// <summary>What <c>./test.sh --all</c> does beyond CI.</summary>
internal static class LongRun
{
    public static bool IsOn => Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all";

    /// <summary>How often a random test repeats: ten times as often in the long run.</summary>
    public static int Times(int usually) => IsOn ? usually * 10 : usually;
}
