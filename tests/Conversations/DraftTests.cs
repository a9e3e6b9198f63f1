using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>A form that was begun on one device and is finished on another, or never.</summary>
public sealed class DraftTests
{
    [Theory]
    [InlineData("wm", "写总结", "存草稿", "草稿存好了,还没有提交。在任何设备上说“我的草稿”就能接着写,保留到10月10日(周五)。", "我的草稿", "我的草稿(1)", "还没选客户", "继续", "没有草稿")]
    [InlineData("tb", "write summary", "Save draft", "The draft is kept; nothing was submitted. Say \"my drafts\" on any device to go on with it, until Fri 10 Oct.", "my drafts", "My drafts (1)", "No customer yet", "Continue", "No drafts")]
    public async Task A_draft_of_a_half_filled_form_is_taken_up_on_another_device(
        string who, string said, string save, string saved, string ask, string listed, string nobody, string goOn, string none)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, "en-GB");
        var form = (await rep.SaysAsync(said)).NewCard;

        // Not even what must be given is given yet: the client holds nothing back.
        rep.Reads(await rep.PressesAsync(form, save, ("nextStep", "=cmd|'/c calc' 😀"), ("trust", "4"), ("materialsOn", "2025-09-12")), saved);

        var list = await bot.As(who, "en-GB").SaysAsync(ask);
        rep.Reads(list, listed, nobody, "=cmd|'/c calc' 😀");
        var again = (await rep.PressesAsync(list.NewCard, goOn)).NewCard;
        Assert.Equal(("=cmd|'/c calc' 😀", "4", "2025-09-12"), (again.Input("nextStep"), again.Input("trust"), again.Input("materialsOn")));
        var mine = (await bot.Services.GetRequiredService<IndexStore>().OfPersonAsync("demo", who, CancellationToken.None))[0].CustomerId;
        rep.Reads(await rep.PressesAsync(again, who == "wm" ? "提交" : "Submit", [("customer", mine), ("materials", "x"), .. FilingTests.Good]), FilingTests.Good[2].Item2);

        rep.Reads(await rep.SaysAsync(ask), none);
        rep.Reads(await rep.PressesAsync(list.NewCard, goOn), FilingTests.Good[2].Item2); // an old list shows what became of it
    }

    [Fact]
    public async Task A_saved_form_can_be_gone_on_with_where_it_was_and_a_draft_deleted()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var closed = await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "存草稿", ("summary", "张总要两条产线"));

        var again = await wm.PressesAsync(closed.Card, "继续");
        Assert.Equal("张总要两条产线", again.InPlace!.Input("summary"));
        await wm.PressesAsync(again.Card, "存草稿", ("summary", "张总要三条产线"));
        await wm.PressesAsync((await wm.SaysAsync("跟进 恒通")).NewCard, "存草稿", ("summary", "王工要样品"));

        var list = await wm.SaysAsync("我的草稿");
        wm.Reads(list, "我的草稿(2)", "张总要三条产线", "王工要样品", "恒通");
        wm.Reads(await wm.PressesAsync(list.NewCard, "删除"), "我的草稿(1)", "张总要三条产线");
        wm.Reads(await wm.PressesAsync(list.NewCard, "继续"), "这份草稿已经不在了");
        Assert.DoesNotContain("王工要样品", (await wm.SaysAsync("我的草稿")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_the_drafts_of_others()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (wm, ly) = (await bot.MeetAsync("wm"), await bot.MeetAsync("ly"));
        await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "存草稿", ("summary", "张总要两条产线"));
        var list = (await wm.SaysAsync("我的草稿")).NewCard;

        ly.Reads(await ly.SaysAsync("我的草稿"), "没有草稿");
        ly.Reads(await ly.PressesAsync(list, "继续"), "这份草稿已经不在了");
        await ly.PressesAsync(list, "删除");
        wm.Reads(await wm.SaysAsync("我的草稿"), "张总要两条产线");
    }

    [Fact]
    public async Task A_form_that_was_refused_is_a_draft_too()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");

        await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "提交", ("summary", "张总要两条产线"));

        wm.Reads(await wm.SaysAsync("我的草稿"), "我的草稿(1)", "张总要两条产线");
    }

    [Fact]
    public async Task A_draft_says_when_it_goes_and_goes_after_thirty_days()
    {
        var machine = new Machine();
        await using var bot = await BotUnderTest.StartAsync(services: s => s.AddSingleton<TimeProvider>(machine));
        var wm = await bot.MeetAsync("wm");
        await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "存草稿", ("summary", "张总要两条产线"));
        wm.Reads(await wm.SaysAsync("我的草稿"), "保留到10月10日(周五)");

        machine.Ahead = TimeSpan.FromDays(28);
        wm.Reads(await wm.SaysAsync("我的草稿"), "快过期了,只保留到10月10日(周五)");
        machine.Ahead = TimeSpan.FromDays(31);
        wm.Reads(await wm.SaysAsync("我的草稿"), "没有草稿");
    }

    [Fact]
    public async Task A_draft_of_a_customer_that_is_somebody_elses_now_comes_back_with_its_text_and_without_the_customer()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "存草稿", ("summary", "张总要两条产线"));
        await bot.Services.GetRequiredService<CustomerStore>().ChangeAsync<NotFiled>(
            new ChangeRequest("demo", "C001", "give", "ly", DateTimeOffset.UnixEpoch),
            file => new Decision<NotFiled>.Commit(new CustomerEdit("reassigned", file!.Head with { OwnerId = "zw", Helpers = [] }) { Steps = [.. file.OpenSteps.Select(s => s with { OwnerId = "zw" })] }),
            CancellationToken.None);

        var again = await wm.PressesAsync((await wm.SaysAsync("我的草稿")).NewCard, "继续");

        wm.Reads(again, "张伟");
        Assert.Equal("张总要两条产线", again.NewCard.Input("summary"));
        Assert.True(again.NewCard.HasInput("customer"));
    }

    [Fact]
    public async Task After_an_erase_nothing_of_the_customer_is_left_in_a_draft_and_the_form_still_hands_its_text_back()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (wm, ly) = (await bot.MeetAsync("wm"), await bot.MeetAsync("ly"));
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "存草稿", ("summary", "他们要两条产线"));
        var erased = await ly.PressesAsync((await ly.SaysAsync("删除客户华东精密的所有数据")).NewCard, "永久删除", ("typed", "华东精密机械有限公司"));
        await ly.ReadsSoonAsync(erased, "删除完成");

        wm.Reads(await wm.SaysAsync("我的草稿"), "没有草稿");
        var back = await wm.PressesAsync(form, "提交", FilingTests.Good);
        Assert.Equal(FilingTests.Good[2].Item2, back.Card.Input("summary"));
        Assert.True(back.Card.HasInput("customer"));
        var taken = await wm.PressesAsync(back.Card, "恒通");
        wm.Reads(await wm.PressesAsync(taken.Card, "提交"), "已保存", "恒通");
    }

    /// <summary>The machine's clock, some days ahead.</summary>
    internal sealed class Machine : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
