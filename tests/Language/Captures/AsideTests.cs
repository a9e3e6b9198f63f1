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
    [InlineData("wm", "客户:华东精密\n下一步:周五前给分期方案")]
    public void What_tells_of_a_contact_is_neither(string speaker, string text) => Assert.Null(Assert.IsType<Capture>(CaptureReader.Read(text, NameWorld.Of(speaker))).Aside);

    private static Aside? Read(string speaker, string text) => Assert.IsType<Capture>(CaptureReader.Read(text, NameWorld.Of(speaker))).Aside;
}
