using CrmBot.Bot.Fields;
using CrmBot.Domain;

namespace CrmBot.Bot.Tests.Fields;

/// <summary>What a sentence says of the company's own fields, and what it does not.</summary>
public sealed class FieldsSaidTests
{
    private static readonly FieldBook Book = new(1, [
        new("way", "采购方式", "Purchase", FieldKind.Choice, true, 1) { Choices = [new("t", "招标", "Tender"), new("o", "招标代理", "Tender agent"), new("x", "拍卖", "Auction", true)] },
        new("sum", "预算", "Budget", FieldKind.Number, false, 1),
        new("day", "签约日", "Signing day", FieldKind.Date, false, 1),
        new("who", "竞品", "Rival", FieldKind.Text, false, 1),
        new("old", "来源", "Source", FieldKind.Text, false, 1) { Retired = true },
    ]);

    [Theory]
    [InlineData("聊了半小时,采购方式是招标,下周给方案", "way=t")]
    [InlineData("采购方式:招标代理", "way=o")]
    [InlineData("Purchase: tender, they like us", "way=t")]
    [InlineData("the purchase is Auction", "")]
    [InlineData("采购方式还没定", "")]
    [InlineData("预算:1,200,000,周五前给方案", "sum=1,200,000")]
    [InlineData("预算是20万", "")]
    [InlineData("budget is 12.5 for now", "sum=12.5")]
    [InlineData("预算=3%", "")]
    [InlineData("签约日:2025-10-01。", "day=2025-10-01")]
    [InlineData("签约日是下周三", "")]
    [InlineData("竞品:东华智能,报价低5%;采购方式是招标", "way=t who=东华智能")]
    [InlineData("来源:展会", "")]
    [InlineData("outbudget: 5", "")]
    public void Only_what_is_said_for_certain_is_taken(string text, string said) =>
        Assert.Equal(said, string.Join(' ', FieldsSaid.Of(Book, text).Select(v => $"{v.Key}={v.Value}")));
}
