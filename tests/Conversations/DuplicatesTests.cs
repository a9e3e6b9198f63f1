using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Two customers that are one in truth: compared, and made one.</summary>
public sealed class DuplicatesTests
{
    [Fact]
    public async Task A_manager_merges_two_customers_and_the_owner_is_told()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var ly = await bot.MeetAsync("ly");
        var from = bot.Teams.Count;
        var asked = await ly.SaysAsync("合并蓝海科技和鼎盛建材");
        ly.Reads(asked, "保留哪一个?", "蓝海科技（深圳）有限公司", "鼎盛", "李强", "未完成", "跟进");
        var sure = await ly.PressesAsync(asked.NewCard, "保留蓝海科技（深圳）有限公司");
        ly.Reads(sure, "合并到蓝海科技（深圳）有限公司?", "合并以后不能分开");
        ly.Reads(await ly.PressesAsync(sure.Card, "合并"), "已合并到蓝海科技（深圳）有限公司");
        lq.SkipTo(from);
        Assert.Contains("刘洋把一个重复的客户合并到了蓝海科技（深圳）有限公司", await OwnershipTests.FirstAsync(lq, "合并"), StringComparison.Ordinal);
        ly.Reads(await ly.SaysAsync("鼎盛建材是谁在跟"), "蓝海科技（深圳）有限公司", "李强");
        ly.Reads(await ly.SaysAsync("合并蓝海科技和鼎盛建材"), "同一个客户");
    }

    [Fact]
    public async Task Who_wants_to_be_left_alone_is_left_alone_under_the_other_name()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var ly = await bot.MeetAsync("ly");
        var stakes = await bot.Services.GetRequiredService<IndexStore>().OfPersonAsync("demo", "lq", CancellationToken.None);
        string IdOf(string name) => stakes.Single(s => s.CustomerName.StartsWith(name, StringComparison.Ordinal)).CustomerId;
        var quiet = new Mute(IdOf("鼎盛"), new DateOnly(2025, 9, 30)) { SourceId = "f1" };
        await bot.ChangeAsync("lq", p => p with { Mutes = [quiet] });

        var from = bot.Teams.Count;
        var sure = await ly.PressesAsync((await ly.SaysAsync("合并蓝海科技和鼎盛建材")).NewCard, "保留蓝海科技（深圳）有限公司");
        await ly.PressesAsync(sure.Card, "合并");
        lq.SkipTo(from);
        await OwnershipTests.FirstAsync(lq, "合并");
        Assert.Equal([quiet with { CustomerId = IdOf("蓝海科技") }], (await bot.MutesOfAsync("lq"))!);
    }

    [Fact]
    public async Task A_rep_compares_in_English_and_leaves_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var asked = await tb.SaysAsync("merge Contoso and Tailspin");
        tb.Reads(asked, "Which one stays?", "Contoso Retail Ltd", "Tailspin", "Open steps", "Follow-ups");
        tb.Reads(await tb.PressesAsync(asked.NewCard, "Leave as it is"), "Not merged; nothing was changed.");
        tb.Reads(await tb.SaysAsync("merge Contoso and Nonsense Corp"), "There is no customer \"Nonsense Corp\"");
    }

    [Fact]
    public async Task Who_has_not_both_cannot_and_a_forged_press_neither()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("合并蓝海科技和鼎盛建材"), "只有两边的负责人、其上级或管理员可以合并");
        var forged = await wm.ExecuteAsync("duplicates/merge", new() { ["loser"] = "C002", ["winner"] = "C001", ["order"] = "x" });
        wm.Reads(forged, "只有两边的负责人、其上级或管理员可以合并");
        wm.Reads(await wm.SaysAsync("蓝海科技是谁在跟"), "李强");
    }

    [Fact]
    public async Task An_administrator_merges_without_seeing_the_content_and_an_old_card_says_what_is_true()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var asked = await admin.SaysAsync("合并蓝海科技和鼎盛建材");
        admin.Reads(asked, "看不到客户内容");
        Assert.DoesNotContain("未完成", asked.Read, StringComparison.Ordinal);
        var old = await admin.SaysAsync("合并蓝海科技和鼎盛建材");
        var sure = await admin.PressesAsync(asked.NewCard, "保留蓝海科技（深圳）有限公司");
        await admin.PressesAsync(sure.Card, "合并");
        admin.Reads(await admin.PressesAsync(old.NewCard, "保留蓝海科技（深圳）有限公司"), "已经是同一个客户了:蓝海科技（深圳）有限公司");
    }
}
