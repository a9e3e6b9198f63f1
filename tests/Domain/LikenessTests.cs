namespace CrmBot.Domain.Tests;

public sealed class LikenessTests
{
    [Theory]
    [InlineData("两条自动化产线", "两条自动化产线", Alike.Same)]
    [InlineData("两条自动化产线", "想上两条自动化的产线", Alike.Changed)]
    [InlineData("两条自动化产线", "三条自动化产线", Alike.Changed)]
    [InlineData("API对接文档", "API对接文档和沙箱账号", Alike.Changed)]
    [InlineData("会员系统", "双十一前要上会员系统", Alike.Changed)]
    [InlineData("会员系统", "库存系统", Alike.No)]
    [InlineData("自动化产线", "产线培训", Alike.No)]
    [InlineData("仓储模块", "API对接文档", Alike.No)]
    [InlineData("报价比对手高8%", "报价比对手高5%", Alike.Changed)]
    [InlineData("报价比对手高8%", "还是嫌贵", Alike.Changed)]
    [InlineData("报价比对手高8%", "担心售后响应慢", Alike.No)]
    [InlineData("擔心導入時程太長", "時程還是太長", Alike.Changed)]
    [InlineData("预算冻结", "预算还是冻结的", Alike.Changed)]
    [InlineData("預算凍結", "预算冻结", Alike.No)] // scripts are folded before, where text is read
    [InlineData("pricing for 3 more stores", "pricing for 3 stores", Alike.Same)]
    [InlineData("pricing for 3 more stores", "pricing for 5 stores", Alike.Changed)]
    [InlineData("pricing for 3 more stores", "a case study", Alike.No)]
    [InlineData("legal worried about data residency", "data residency", Alike.Changed)]
    [InlineData("data residency", "Data Residency!", Alike.Same)]
    [InlineData("data residency", "data migration", Alike.No)]
    [InlineData("no budget til FY26", "budget is frozen until FY26", Alike.Changed)]
    [InlineData("too expensive", "the price is still an issue", Alike.Same)]
    [InlineData("ＡＰＩ文档", "API文档", Alike.Same)]
    [InlineData("需要", "希望", Alike.No)]
    [InlineData("ERP集成", "ERP", Alike.Changed)]
    [InlineData("8%", "5%", Alike.No)]
    public void Wordings_of_one_thing_are_told_from_those_of_two(string one, string other, Alike expected)
    {
        Assert.Equal(expected, Likeness.Of(one, other));
        Assert.Equal(expected, Likeness.Of(other, one));
    }

    [Theory]
    [InlineData("顾虑解决了", true)]
    [InlineData("他们的担心打消了", true)]
    [InlineData("their concern is resolved", true)]
    [InlineData("数据合规的顾虑解决了", false)]
    [InlineData("Sarah's data residency worry is sorted", false)]
    public void A_text_without_a_word_of_its_own_says_nothing(string text, bool nothing) => Assert.Equal(nothing, Likeness.SaysNothing(text));

    [Fact]
    public void Of_two_that_are_alike_the_nearer_one_shares_more() =>
        Assert.True(Likeness.Share("数据合规", "数据合规的顾虑解决了") > Likeness.Share("数据迁移合规", "数据合规的顾虑解决了"));
}
