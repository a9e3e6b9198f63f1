namespace CrmBot.Conversations.Tests;

/// <summary>What <c>./test.sh --all</c> does beyond CI.</summary>
internal static class LongRun
{
    public static bool IsOn => Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all";
}
