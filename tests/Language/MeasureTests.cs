using CrmBot.Domain;

namespace CrmBot.Language.Tests;

/// <summary>Lengths of time and tiers as parts of a question.</summary>
public sealed class MeasureTests
{
    [Theory]
    [InlineData("30天", 30)]
    [InlineData("３０ 天", 30)]
    [InlineData("三十天", 30)]
    [InlineData("两周", 14)]
    [InlineData("3个星期", 21)]
    [InlineData("三个月", 90)]
    [InlineData("半年", 180)]
    [InlineData("半个月", 15)]
    [InlineData("30 days", 30)]
    [InlineData("Two Weeks", 14)]
    [InlineData("a month", 30)]
    [InlineData("天", null)]
    [InlineData("0天", null)]
    [InlineData("30", null)]
    [InlineData("99999天", null)]
    [InlineData("上30天", null)]
    [InlineData("days", null)]
    public void A_length_of_time_is_a_number_of_days(string said, int? days) => Assert.Equal(days, DaysSaid.Read(said));

    [Theory]
    [InlineData("A", Tier.A)]
    [InlineData("b类", Tier.B)]
    [InlineData("Ａ級", Tier.A)]
    [InlineData("tier C", Tier.C)]
    [InlineData("A-class", Tier.A)]
    [InlineData("D", null)]
    [InlineData("AB", null)]
    [InlineData("类", null)]
    [InlineData("", null)]
    public void A_tier_is_said_in_several_ways(string said, Tier? tier) => Assert.Equal(tier, TierSaid.Read(said));
}
