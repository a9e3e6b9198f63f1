namespace CrmBot.Language.Tests;

/// <summary>What tells of no contact is told from what does. In doubt it is a contact.</summary>
public sealed class AsideTests
{
    [Theory]
    [InlineData("wm", "张总喜欢喝龙井")]
    [InlineData("wm", "李工对花生过敏")]
    [InlineData("zw", "吴主任下个月15号生日")]
    [InlineData("wm", "张总儿子今年高考")]
    [InlineData("wm", "周经理老婆刚生了二胎")]
    [InlineData("wm", "张总刚做了手术")]
    [InlineData("tb", "Sarah's daughter starts school in September")]
    [InlineData("tb", "Sarah is vegetarian")]
    [InlineData("tb", "btw Mike likes golf")]
    [InlineData("tb", "Mike is moving to Leeds in November")]
    public void What_somebody_is_like_or_lives_through_is_about_a_person(string speaker, string text) => Assert.Equal(Aside.Person, Read(speaker, text));

    [Theory]
    [InlineData("tb", "call Sarah tomorrow")]
    [InlineData("wm", "明天给张总打电话")]
    [InlineData("wm", "下周三拜访华东精密")]
    [InlineData("tb", "send Contoso the quote on Friday")]
    [InlineData("wm", "我明天下午3点去华东精密")]
    [InlineData("wm", "别忘了明天给张总打电话")]
    [InlineData("tb", "I'll call Sarah tomorrow at 10")]
    [InlineData("tb", "need to call Sarah tomorrow")]
    [InlineData("tb", "visit Northwind next Tuesday at 3pm")]
    [InlineData("wm", "明天给张总打电话,下周三拜访华东精密")]
    public void What_is_to_be_done_is_a_plan(string speaker, string text) => Assert.Equal(Aside.Plan, Read(speaker, text));

    [Theory]
    [InlineData("tb", "Sarah wants me to call tomorrow")]
    [InlineData("wm", "张总说下周三再打电话")]
    [InlineData("wm", "华东精密嫌贵,下周三再拜访")]
    [InlineData("wm", "今天拜访了张总,他喜欢喝龙井")]
    [InlineData("wm", "给张总寄了台历,周五打电话")]
    [InlineData("wm", "张总月底给答复")]
    [InlineData("wm", "李强下周一给华东精密寄样品")]
    [InlineData("tb", "Called Sarah, she is vegetarian")]
    [InlineData("tb", "agreed with Sarah to call her on Friday")]
    [InlineData("tb", "Sarah is furious, call her tomorrow")]
    [InlineData("zw", "瑞康吴主任妈妈住院了,这周先不打扰,下下周一再问项目进度")]
    [InlineData("lq", "中科郑工离职去了商汤")]
    [InlineData("tb", "call Sarah tomorrow and send Mike the quote on Friday")]
    [InlineData("wm", "明天给张总打电话,周五去恒通")]
    [InlineData("wm", "客户:华东精密\n下一步:周五前给分期方案")]
    public void What_tells_of_a_contact_is_neither(string speaker, string text) => Assert.Null(Assert.IsType<Capture>(CaptureReader.Read(text, NameWorld.Of(speaker))).Aside);

    // Words that open a telling tell nothing themselves: twenty of each language, and what is read behind them is what is read without.
    [Theory]
    [InlineData("记一下:")]
    [InlineData("记一下 ")]
    [InlineData("帮我记一下,")]
    [InlineData("麻烦记录下,")]
    [InlineData("记录:")]
    [InlineData("记住,")]
    [InlineData("顺便记下,")]
    [InlineData("备注:")]
    [InlineData("备注一下,")]
    [InlineData("备忘:")]
    [InlineData("補充:")]
    [InlineData("补充一下,")]
    [InlineData("登记一下,")]
    [InlineData("录一下:")]
    [InlineData("更新:")]
    [InlineData("同步一下:")]
    [InlineData("跟你说一下,")]
    [InlineData("汇报一下,")]
    [InlineData("小结:")]
    [InlineData("对了,")]
    [InlineData("待办:")]
    public void A_Chinese_opening_changes_nothing(string opening)
    {
        Same("wm", opening, "张总嫌报价高8%,下周三前给方案");
        Same("wm", opening, "张总喜欢喝龙井");
        Same("wm", opening, "明天给张总打电话");
    }

    [Theory]
    [InlineData("note: ")]
    [InlineData("quick note: ")]
    [InlineData("note that ")]
    [InlineData("make a note that ")]
    [InlineData("Note to self: ")]
    [InlineData("log: ")]
    [InlineData("log that ")]
    [InlineData("log this: ")]
    [InlineData("please log: ")]
    [InlineData("can you log that ")]
    [InlineData("record: ")]
    [InlineData("record that ")]
    [InlineData("for the record, ")]
    [InlineData("jot down: ")]
    [InlineData("remember that ")]
    [InlineData("FYI ")]
    [InlineData("FYI: ")]
    [InlineData("heads up: ")]
    [InlineData("just so you know, ")]
    [InlineData("update: ")]
    [InlineData("todo: ")]
    [InlineData("btw ")]
    public void An_English_opening_changes_nothing(string opening)
    {
        Same("tb", opening, "Sarah wants pricing for 3 more stores, I'll send a quote by Friday");
        Same("tb", opening, "Sarah is vegetarian");
        Same("tb", opening, "call Sarah tomorrow");
    }

    [Theory]
    [InlineData("zw", "登记一下瑞康的投诉,扫码枪失灵")]
    [InlineData("tb", "log a complaint for Contoso: late delivery")]
    [InlineData("wm", "把张总的报价发给我")]
    [InlineData("wm", "把华东精密转给陈佳")]
    [InlineData("wm", "帮我订张去杭州的高铁")]
    [InlineData("tb", "note: what did Sarah say last time?")]
    [InlineData("wm", "备注:张总上次说什么")]
    public void An_opening_makes_no_statement_of_an_order_or_a_question(string speaker, string text) => Assert.Null(CaptureReader.Read(text, NameWorld.Of(speaker)));

    private static void Same(string speaker, string opening, string text)
    {
        var (with, alone) = (Assert.IsType<Capture>(CaptureReader.Read(opening + text, NameWorld.Of(speaker))), Assert.IsType<Capture>(CaptureReader.Read(text, NameWorld.Of(speaker))));
        Assert.Equal((alone.Aside, alone.Need?.Value, alone.Objection?.Value, alone.Contact?.Value, alone.Customer.Id), (with.Aside, with.Need?.Value, with.Objection?.Value, with.Contact?.Value, with.Customer.Id));
        Assert.Equal(alone.Steps.Select(s => (s.What, s.Due)), with.Steps.Select(s => (s.What, s.Due)));
        Assert.Equal(alone.Moments.Select(m => (m.Kind, m.What)), with.Moments.Select(m => (m.Kind, m.What)));
    }

    private static Aside? Read(string speaker, string text) => Assert.IsType<Capture>(CaptureReader.Read(text, NameWorld.Of(speaker))).Aside;
}
