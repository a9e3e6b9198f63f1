namespace CrmBot.Protocol.Tests;

/// <summary>How often a random test repeats: ten times as often under <c>./test.sh --all</c>.</summary>
internal static class LongRun
{
    public static int Times(int usually) => Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all" ? usually * 10 : usually;
}
