using CrmBot.Bot.Customers;

namespace CrmBot.Bot.Tests.Customers;

public sealed class LikeTagsTests
{
    [Theory]
    [InlineData("重点", "重点客户")]
    [InlineData("重點客戶", "重点")]
    [InlineData("VIP", "ｖｉｐ客户")]
    [InlineData("双十一", "双十一活动")]
    [InlineData("flagship", "Flagship customers")]
    [InlineData("retail pilot", "Retail-Pilot")]
    [InlineData("partner", "Partners")]
    public void A_reader_takes_both_for_one(string one, string other)
    {
        Assert.True(LikeTags.AreNear(one, other));
        Assert.True(LikeTags.AreNear(other, one));
    }

    [Theory]
    [InlineData("老客户", "新客户")]
    [InlineData("重点", "观察")]
    [InlineData("A", "AB")]
    [InlineData("华东", "华南")]
    [InlineData("pilot", "pilot abandoned")]
    [InlineData("客户", "重点客户")]
    public void Another_thing_is_another_tag(string one, string other) => Assert.False(LikeTags.AreNear(one, other));
}
