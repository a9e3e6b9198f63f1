namespace CrmBot.Conversations.Tests;

/// <summary>The people of a customer, in words and on cards.</summary>
public sealed class ContactTests
{
    [Fact]
    public async Task Contacts_are_asked_for_added_in_words_and_found_by_their_name()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var zw = await bot.MeetAsync("zw");
        zw.Reads(await zw.SaysAsync("瑞康对接人有哪些"), "瑞康医药连锁有限公司 的联系人", "吴主任", "慢病管理中心主任", "138 0000 1801", "护士长");

        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("恒通加个联系人 采购李经理 13800000000")).NewCard;
        Assert.Equal(("李经理", "采购", "13800000000"), (form.Input("name"), form.Input("job"), form.Input("phone")));
        var list = await wm.PressesAsync(form, "保存", ("family", "女儿上小学"), ("taboo", "去年的质量事故"), ("bornLunar", "闰六月初八"));
        wm.Reads(list, "已保存 李经理", "采购", "13800000000", "女儿上小学", "别提:去年的质量事故", "生日 农历闰六月初八,下次 2026年7月21日");
        wm.Reads(await wm.PressesAsync(form, "保存"), "恒通汽车零部件有限公司 的联系人", "李经理");
        wm.Reads(await wm.SaysAsync("恒通加个联系人 李经理"), "已经有 李经理 了");
        wm.Reads(await wm.SaysAsync("李经理最近怎么样"), "恒通汽车零部件有限公司");
    }

    [Fact]
    public async Task Phones_and_birthdays_are_told_by_the_contact_s_name_with_or_without_the_customer_s()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        foreach (var asked in new[] { "张总电话多少", "华东精密张总电话多少", "华东精密的张总的生日是几号", "张总喜欢什么" })
        {
            wm.Reads(await wm.SaysAsync(asked), "张建国 (张总)", "138 0000 0101", "生日 1971年4月12日", "爱喝龙井");
        }

        wm.Reads(await wm.SaysAsync("恒通电话多少"), "恒通汽车零部件有限公司 的联系人", "周经理");
        var zw = await bot.MeetAsync("zw");
        Assert.DoesNotContain("138", (await zw.SaysAsync("华东精密张总电话多少")).Read, StringComparison.Ordinal);
        var tb = await bot.MeetAsync("tb", "en-GB");
        tb.Reads(await tb.SaysAsync("what's Sarah's phone number"), "+44 20 7946 0105", "Earl Grey");
        tb.Reads(await tb.SaysAsync("who is my contact at Northwind"), "Contacts at Northwind Traders", "Mike");
    }

    [Fact]
    public async Task In_English_with_sight()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var form = (await tb.SaysAsync("add a contact at Contoso: Mary Jones, buyer, +44 20 7946 0999")).NewCard;
        Assert.Equal(("Mary Jones", "buyer", "+44 20 7946 0999"), (form.Input("name"), form.Input("job"), form.Input("phone")));
        var wrong = await tb.PressesAsync(form, "Save", ("mail", "mary"), ("born", "3/5"));
        tb.Reads(wrong, "This does not look like a mail address.", "Please write it as 22 Aug");
        Assert.Equal("3/5", wrong.Card.Input("born"));
        tb.Reads(await tb.PressesAsync(wrong.Card, "Save", ("mail", "mary@contoso.example"), ("born", "5 Mar"), ("main", "true")), "Saved Mary Jones", "main contact", "Birthday 5 Mar, next on");
        var gh = await bot.MeetAsync("gh", "en-GB");
        var refused = await gh.SaysAsync("who are the contacts at Contoso");
        gh.Reads(refused, "Tom Baker");
        Assert.DoesNotContain("Mary", refused.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_left_stays_as_having_left_and_a_mistake_goes()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var left = await tb.SaysAsync("mark Jim at Litware as left");
        tb.Reads(left, "Jim is marked as left", "Have left", "left, ");
        tb.Reads(await tb.SaysAsync("make Anna Petrova the main contact at Litware"), "Anna Petrova is the main contact now", "main contact");
        var form = (await tb.PressesRowAsync((await tb.SaysAsync("contacts at Litware")).NewCard, "Anna Petrova")).NewCard;
        var gone = await tb.PressesAsync(form, "Remove");
        tb.Reads(gone, "Removed Anna Petrova", "Have left", "Jim");
        Assert.DoesNotContain("main contact", gone.Card.Read, StringComparison.Ordinal);
        tb.Reads(await tb.PressesAsync(form, "Save"), "This contact is no longer there.");
    }

    [Fact]
    public async Task Two_people_who_edit_one_contact_lose_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");
        var mine = (await wm.PressesRowAsync((await wm.SaysAsync("恒通的联系人")).NewCard, "周涛")).NewCard;
        var theirs = (await ly.PressesRowAsync((await ly.SaysAsync("恒通的联系人")).NewCard, "周涛")).NewCard;
        await ly.PressesAsync(theirs, "保存", ("job", "厂长"));
        var back = await wm.PressesAsync(mine, "保存", ("taste", "爱喝茶"));
        wm.Reads(back, "你打开之后别人改过这位联系人");
        Assert.Equal("爱喝茶", back.Card.Input("taste"));
        wm.Reads(await wm.PressesAsync(back.Card, "保存", ("job", "厂长")), "厂长", "爱喝茶");
    }

    [Fact]
    public async Task A_collaborator_is_added_told_and_sees_and_then_does_not_see_any_more()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var zl = await bot.MeetAsync("zl");
        zl.Reads(await zl.SaysAsync("华东精密怎么样了"), "由 王敏 负责");
        var from = bot.Teams.Count;
        wm.Reads(await wm.SaysAsync("给华东精密加个协作人赵磊"), "已加 赵磊", "华东精密机械有限公司 的协作人");
        zl.SkipTo(from);
        Assert.Contains("负责人是 王敏。你现在能看到这个客户的内容", await OwnershipTests.FirstAsync(zl, "协作人"), StringComparison.Ordinal);
        zl.Reads(await zl.SaysAsync("华东精密怎么样了"), "最近跟进", "赵磊");
        zl.Reads(await zl.SaysAsync("给华东精密加个协作人陈佳"), "只有负责人 王敏 和其上级可以加减协作人。");

        var list = (await wm.SaysAsync("华东精密的协作人有谁")).NewCard;
        wm.Reads(await wm.PressesAsync(list, "移除 赵磊"), "已移除 赵磊");
        zl.Reads(await zl.SaysAsync("华东精密怎么样了"), "由 王敏 负责");
    }
}
