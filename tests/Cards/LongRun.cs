namespace CrmBot.Cards.Tests;

/// <summary><c>CRMBOT_TESTS=all</c> (<c>./test.sh --all</c>) repeats random tests ten times as often.</summary>
internal static class LongRun
{
    public static int Times(int usually) => Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all" ? usually * 10 : usually;
}
