using System.Text.Json.Nodes;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>A record is shown to a colleague or in a group because a person said so, and goes from there when it is deleted.</summary>
public sealed class SharingTests
{
    private const string Sentence = "今天拜访华东精密张总,他们要两条自动化产线,嫌报价高8%,我周五前给一版分期方案";

    [Fact]
    public async Task A_colleague_with_sight_gets_it_read_only_and_it_goes_with_the_record()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");
        var saved = await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        var choose = await wm.PressesAsync(saved.Card, "分享");
        wm.Reads(choose, "把 华东精密机械有限公司 的这条分享给谁?", "刘洋", "先在群里 @我");

        ly.SkipTo(bot.Teams.Count);
        wm.Reads(await wm.PressesAsync(choose.NewCard, "发给同事", ("to", "ly")), "已把 华东精密机械有限公司 的这条发给 刘洋。");
        var seen = await ly.HearsAsync();
        Assert.Contains("王敏 分享了一条跟进", seen.Read, StringComparison.Ordinal);
        Assert.Contains("两条自动化产线", seen.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("修改", seen.Read, StringComparison.Ordinal);

        wm.Reads(await wm.SaysAsync("撤回"), "已撤回");
        await bot.UpdatedAsync(ly, seen.Card!, "这条记录已经不在了。");
    }

    [Fact]
    public async Task One_without_sight_gets_nothing_until_the_owner_lets_them_help()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var gh = await bot.MeetAsync("gh");
        await tb.PressesAsync((await tb.SaysAsync("Call w/ Sarah at Contoso - they want pricing for 3 more stores, legal worried about data residency. I'll send revised quote on Tuesday.")).NewCard, "Save");
        gh.SkipTo(bot.Teams.Count);
        var ask = await tb.SaysAsync("share this with Grace");
        tb.Reads(ask, "does not see Contoso Retail Ltd. Add as a helper and share?");
        Assert.DoesNotContain("gh", (await FileAsync(bot, "C005")).Head.Helpers);
        Assert.DoesNotContain(bot.New(gh, 0), s => s.Read.Contains("Contoso", StringComparison.Ordinal));

        tb.Reads(await tb.PressesAsync(ask.NewCard, "Add as helper and share"), "Sent this record of Contoso Retail Ltd to");
        Assert.Contains("gh", (await FileAsync(bot, "C005")).Head.Helpers);
        Assert.Contains("pricing for 3 more stores", (await gh.HearsAsync()).Read, StringComparison.Ordinal);

        // A helper may not let others in.
        var wm = await bot.MeetAsync("wm");
        wm.SkipTo(bot.Teams.Count);
        var record = (await FileAsync(bot, "C005")).Recent[0].Id;
        var data = new JsonObject { ["customer"] = "C005", ["followUp"] = record, ["to"] = "wm", ["helper"] = "yes" };
        gh.Reads(await gh.ExecuteAsync("records/send", data), "看不到这家客户");
        Assert.DoesNotContain("wm", (await FileAsync(bot, "C005")).Head.Helpers);
        wm.Reads(await wm.ExecuteAsync("records/send", new JsonObject { ["customer"] = "C005", ["followUp"] = record, ["to"] = "ly" }), "已经不在了");
        wm.Reads(await wm.ExecuteAsync("records/share", new JsonObject { ["customer"] = "C005", ["followUp"] = record }), "已经不在了");
    }

    [Fact]
    public async Task Into_a_group_it_goes_only_after_its_name_was_confirmed()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        await wm.PostAsync(new JsonObject
        {
            ["type"] = "message",
            ["text"] = "大家好",
            ["conversation"] = new JsonObject { ["id"] = "19:east@thread.v2", ["name"] = "华东项目群", ["conversationType"] = "groupChat", ["isGroup"] = true, ["tenantId"] = "demo" },
        });

        var before = bot.Teams.To("19:east@thread.v2").Count;
        var ask = await wm.SaysAsync("分享上一条到华东项目群");
        wm.Reads(ask, "发到“华东项目群”?", "群里每个人都会看到 华东精密机械有限公司 的这条内容。");
        Assert.Equal(before, bot.Teams.To("19:east@thread.v2").Count);

        var done = await wm.PressesAsync(ask.NewCard, "发到群里");
        wm.Reads(done, "已把 华东精密机械有限公司 的这条发到“华东项目群”。");
        var shown = bot.Teams.To("19:east@thread.v2")[^1];
        Assert.Contains("王敏 分享了一条跟进", shown.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("C001", shown.Card!.Json.GetRawText(), StringComparison.Ordinal);

        // Somebody who never spoke there does not know the group.
        var lq = await bot.MeetAsync("lq");
        lq.Reads(await lq.SaysAsync("分享上一条到华东项目群"), "没有找到“华东项目群”");

        var record = (await FileAsync(bot, "C001")).Recent[0].Id;
        await wm.ExecuteAsync("records/erase", new JsonObject { ["customer"] = "C001", ["followUp"] = record });
        for (var waited = 0; waited < 600 && !bot.Teams.To("19:east@thread.v2").Any(s => s.Update && s.Read.Contains("已经不在了", StringComparison.Ordinal)); waited++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Contains(bot.Teams.To("19:east@thread.v2"), s => s.Update && s.ActivityId == shown.ActivityId && s.Read.Contains("已经不在了", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_s_own_numbers_are_told_to_oneself()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ann = await bot.RepAsync("ann", "安安");
        await bot.CustomerAsync("far", "远山科技", "ann", DueWorld.Step("s-far", "发报价", "ann", "2025-09-11"));
        await ann.SaysAsync("hi");
        ann.Reads(await ann.SaysAsync("我的记录"), "本月:记录 0 条,按时兑现 0 件(共完成 0 件)。");
        await ann.PressesAsync((await ann.SaysAsync("今天拜访远山科技,他们要两条产线,嫌报价高8%,我周五前给方案")).NewCard, "保存");
        await ann.ExecuteAsync("reminders/done", new JsonObject { ["customer"] = "far", ["step"] = "s-far", ["ver"] = "1" });
        ann.Reads(await ann.SaysAsync("my stats"), "本月:记录 1 条,按时兑现 1 件(共完成 1 件)。");
        await ann.SaysAsync("撤回");
        ann.Reads(await ann.SaysAsync("我的记录"), "本月:记录 1 条,按时兑现 0 件(共完成 0 件)。");
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, default))!;
}
