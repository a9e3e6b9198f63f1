using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Statements in which nothing has happened: what somebody is like, and what is to be done. Kept with one tap, and not as a record.</summary>
public sealed class AsideTests
{
    [Fact]
    public async Task What_somebody_likes_is_remembered_after_a_yes_without_a_record()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = await FileAsync(bot, "C001");
        var offer = await wm.SaysAsync("张总喜欢喝普洱");
        wm.Reads(offer, "要记住张总的这件事吗?", "华东精密机械有限公司", "客户是猜的", "喜好", "张总喜欢喝普洱", "下次见面用得上", "记住", "记成跟进", "不用");
        wm.Expect(!offer.Read.Contains("怎么联系的", StringComparison.Ordinal), "no channel is asked for");
        Assert.Equal(before.Rev, (await FileAsync(bot, "C001")).Rev); // nothing before the tap

        wm.Reads(await wm.PressesAsync(offer.NewCard, "记住"), "已记住:张总喜欢喝普洱");
        var after = await FileAsync(bot, "C001");
        var moment = Assert.Single(after.Moments.ExceptBy(before.Moments.Select(m => m.Id), m => m.Id));
        Assert.Equal((MomentKind.Preference, "张总喜欢喝普洱", "张总", "wm"), (moment.Kind, moment.What, moment.ContactName, moment.KeptById));
        Assert.Equal(before.Recent.Count, after.Recent.Count);
        Assert.Equal(before.Head.LastContact, after.Head.LastContact);

        // Every button of the old card shows what became of it, and nothing is there twice.
        foreach (var button in new[] { "记住", "记成跟进", "不用" })
        {
            wm.Reads(await wm.PressesAsync(offer.NewCard, button), "已记住:张总喜欢喝普洱");
        }

        Assert.Equal(after.Rev, (await FileAsync(bot, "C001")).Rev);
        wm.Reads(await wm.SaysAsync("张总的个人情况"), "张总喜欢喝普洱", "王敏");
        var forget = await wm.SaysAsync("把张总喜欢喝普洱那条删掉");
        wm.Reads(await wm.PressesAsync(forget.NewCard, "忘掉"), "已忘掉");
        var again = await wm.PressesAsync(offer.NewCard, "记住"); // the draft may be swept by now, or not yet
        wm.Expect(!again.Read.Contains("普洱", StringComparison.Ordinal), "what is forgotten does not come back");
        Assert.DoesNotContain((await FileAsync(bot, "C001")).Moments, m => m.What.Contains("普洱", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_in_somebody_s_life_comes_back_on_its_day()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var offer = await tb.SaysAsync("Sarah's daughter starts school in September");
        tb.Reads(offer, "Remember this about Sarah?", "Contoso Retail Ltd", "starts school in September", "Remember", "File a follow-up instead", "No");
        tb.Reads(await tb.PressesAsync(offer.NewCard, "Remember"), "Remembered: Sarah's daughter starts school in September");

        var birthday = await tb.SaysAsync("Mike's birthday is 15 October");
        tb.Reads(birthday, "Remember this about Mike?", "Northwind Traders", "15 Oct");
        tb.Reads(await tb.PressesAsync(birthday.NewCard, "Remember"), "Remembered:", "reminder Wed 15 Oct");
        Assert.Single((await FileAsync(bot, "C006")).OpenSteps, s => s.Kind == StepKind.Birthday && s.DueDay == new DateOnly(2025, 10, 15));
    }

    [Fact]
    public async Task Not_wanted_is_not_kept_and_can_be_filed_instead()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = (await FileAsync(bot, "C001")).Rev;
        wm.Reads(await wm.PressesAsync((await wm.SaysAsync("李工对花生过敏")).NewCard, "不用"), "已取消,没有保存");
        Assert.Equal(before, (await FileAsync(bot, "C001")).Rev);

        var offer = await wm.SaysAsync("李工对花生过敏");
        var whole = await wm.PressesAsync(offer.NewCard, "记成跟进");
        wm.Reads(whole, "听到的是这样", "李工对花生过敏");
        var saved = await wm.PressesAsync(whole.Card, "保存", ("channel", "Visit"));
        saved = saved.Card.Read.Contains("提交", StringComparison.Ordinal) ? await wm.PressesAsync(saved.Card, "提交") : saved;
        wm.Reads(saved, "已保存", "我还记下:李工对花生过敏");
        Assert.Equal("李工对花生过敏", (await FileAsync(bot, "C001")).Recent[0].Summary);
        Assert.DoesNotContain((await FileAsync(bot, "C001")).Moments, m => m.What.Contains("花生", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_somebody_nobody_knows_the_customer_is_asked_for_and_out_of_sight_nothing_is_kept()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var asked = await tb.SaysAsync("张总喜欢喝普洱");
        tb.Reads(asked, "Which customer was it?", "Contoso Retail Ltd");
        tb.Reads(await tb.PressesRowAsync(asked.NewCard, "Northwind"), "Remember this about 张总?", "Northwind Traders");

        var wm = await bot.MeetAsync("wm");
        var before = (await FileAsync(bot, "C012")).Rev;
        var refused = await wm.SaysAsync("安泰孙总爱低糖");
        wm.Reads(refused, "安泰保险经纪有限公司 由 张伟 负责", "换一家客户");
        wm.Expect(!refused.Read.Contains("记住", StringComparison.Ordinal), "nothing can be kept there");
        Assert.Equal(before, (await FileAsync(bot, "C012")).Rev);
    }

    [Fact]
    public async Task What_is_to_be_done_becomes_a_next_step_with_one_tap_and_its_reminder_comes()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var before = await FileAsync(bot, "C005");
        var offer = await tb.SaysAsync("call Sarah tomorrow at 3pm");
        tb.Reads(offer, "Set this for Contoso Retail Ltd?", "call Sarah", "Thu 11 Sep 15:00", "Set it", "File a follow-up instead", "Cancel");
        tb.Expect(!offer.Read.Contains("How did you talk", StringComparison.Ordinal), "no channel is asked for");
        Assert.Equal(before.Rev, (await FileAsync(bot, "C005")).Rev);

        var set = await tb.PressesAsync(offer.NewCard, "Set it");
        tb.Reads(set, "call Sarah", "Thu 11 Sep 15:00", "Contoso Retail Ltd");
        var after = await FileAsync(bot, "C005");
        var step = Assert.Single(after.OpenSteps.ExceptBy(before.OpenSteps.Select(s => s.Id), s => s.Id));
        Assert.Equal(("call Sarah", "tb", OwedBy.Us, new DateOnly(2025, 9, 11), new TimeOnly(15, 0)), (step.What, step.OwnerId, step.By, step.DueDay, step.DueTime));
        Assert.True(Gaps.IsNextStep(step));
        Assert.Equal(before.Recent.Count, after.Recent.Count);

        foreach (var button in new[] { "Set it", "File a follow-up instead", "Cancel" })
        {
            tb.Reads(await tb.PressesAsync(offer.NewCard, button), "call Sarah", "Thu 11 Sep 15:00");
        }

        Assert.Equal(after.Rev, (await FileAsync(bot, "C005")).Rev);
        tb.Reads(await tb.PressesAsync(set.Card, "Cancel"), "Cancelled: call Sarah");
        Assert.DoesNotContain((await FileAsync(bot, "C005")).OpenSteps, s => s.Id == step.Id);
        tb.Reads(await tb.PressesAsync(offer.NewCard, "Set it"), "no longer there");
    }

    [Fact]
    public async Task A_doubtful_day_is_asked_about_and_two_plans_are_kept_at_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var offer = await wm.SaysAsync("10月1日拜访华东精密");
        wm.Reads(offer, "给华东精密机械有限公司安排上吗?", "国庆", "改到 10月9日(周四)", "就 10月1日(周三)");
        var moved = await wm.PressesAsync(offer.NewCard, "改到 10月9日(周四)");
        wm.Reads(await wm.PressesAsync(moved.Card, "安排上"), "拜访华东精密", "10月9日(周四)");

        var two = await wm.SaysAsync("明天给张总打电话,下周三拜访华东精密");
        wm.Reads(two, "给张总打电话", "9月11日(周四)", "拜访华东精密", "9月17日(周三)");
        wm.Reads(await wm.PressesAsync(two.NewCard, "安排上"), "给张总打电话", "拜访华东精密");
        Assert.Equal(
            [new DateOnly(2025, 9, 11), new DateOnly(2025, 9, 17), new DateOnly(2025, 10, 9)],
            (await FileAsync(bot, "C001")).OpenSteps.Where(s => s.What is "给张总打电话" or "拜访华东精密").Select(s => s.DueDay).Order());
    }

    [Fact]
    public async Task A_plan_can_be_filed_as_a_follow_up_and_what_follows_a_done_step_is_one()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var offer = await wm.SaysAsync("下周三拜访华东精密");
        wm.Reads(await wm.PressesAsync(offer.NewCard, "记成跟进"), "听到的是这样", "拜访华东精密", "9月17日(周三)", "保存", "修改");
        wm.Reads(await wm.SaysAsync("张总说下周三再打电话"), "听到的是这样");
    }

    [Fact]
    public async Task Words_that_open_a_telling_lose_nothing_of_what_is_told()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("记一下 华东精密张总要两条产线"), "听到的是这样", "两条产线");
        wm.Reads(await wm.SaysAsync("帮我记一下,今天拜访华东精密,张总嫌报价高8%"), "听到的是这样", "拜访", "报价高8%");
        wm.Reads(await wm.SaysAsync("记一下,李工对花生过敏"), "要记住李工的这件事吗?");
        wm.Reads(await wm.SaysAsync("备注:张总嫌报价高"), "听到的是这样", "报价高");
        wm.Reads(await wm.SaysAsync("帮我约周经理下周三见面"), "给恒通汽车零部件有限公司安排上吗?", "约周经理见面", "9月17日(周三)");
        wm.Reads(await wm.SaysAsync("帮我约小吴明天一起去宏达"), "宏达纺织有限公司", "约小吴一起去宏达", "9月11日(周四)");
        wm.Reads(await wm.SaysAsync("周五之前把方案发给张总"), "给华东精密机械有限公司安排上吗?", "把方案发给张总", "9月12日(周五)");
        var zw = await bot.MeetAsync("zw");
        zw.Reads(await zw.SaysAsync("吴主任下个月15号生日"), "要记住吴主任的这件事吗?", "10月15日(周三)可以问候一句");

        var tb = await bot.MeetAsync("tb", "en-GB");
        tb.Reads(await tb.SaysAsync("log: called Sarah, she wants pricing for 3 more stores"), "This is what I heard", "pricing for 3 more stores", "Call");
        tb.Reads(await tb.SaysAsync("note for Contoso: Sarah wants pricing for 3 more stores"), "This is what I heard", "Contoso Retail Ltd", "pricing for 3 more stores");
        tb.Reads(await tb.SaysAsync("note that Sarah's daughter starts school in September"), "Remember this about Sarah?");
        tb.Reads(await tb.SaysAsync("todo: send Contoso the quote on Friday"), "Set this for Contoso Retail Ltd?", "Fri 12 Sep");
        tb.Reads(await tb.SaysAsync("follow up with Sarah next week"), "Set this for Contoso Retail Ltd?", "follow up with Sarah");
    }

    [Fact]
    public async Task What_tells_of_nobody_stands_in_the_form_that_it_opens()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        Assert.Equal("客户想再便宜点", (await wm.SaysAsync("记一下:客户想再便宜点")).NewCard.Input("summary"));
        wm.Reads(await wm.SaysAsync("跟进 华东精密"), "华东精密机械有限公司", "提交");
        wm.Reads(await wm.SaysAsync("跟进 远山科技"), "远山科技");
        wm.Reads(await wm.SaysAsync("这个月有谁过生日"), "生日");
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, default))!;
}
