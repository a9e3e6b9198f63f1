using System.Text.Json.Nodes;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>What a meeting looks back at: checklist H4 and A30.</summary>
public sealed class ReviewPackTests
{
    [Fact]
    public async Task A_manager_gets_objections_and_needs_first_and_questions_made_from_the_figures()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var pack = await ly.SaysAsync("上个月的复盘材料");
        ly.Reads(
            pack, "复盘材料", "2025年8月 · 你和团队共 5 人", "异议:现在未解决 5 个", "价格 · 未解决 4,新提 2", "“易流便宜，但盘点要停业”(蓝海物流集团)", "听到的需求(2 条)", "华东精密机械有限公司",
            "价格异议还有 4 个没解决", "我方有 4 件承诺过期", "2 家客户断档", "成交 2 家,丢单 0 家", "鼎盛建材股份有限公司", "16 条里 14 条有效(88%)", "16 条里 2 条", "我方:给刘老师发盖章报价 · 逾期 6 天", "来自同事,名字和数字已遮住", "读了 13 家客户");
        ly.Expect(pack.Read.IndexOf("异议", StringComparison.Ordinal) < pack.Read.IndexOf("条有效", StringComparison.Ordinal), "what customers said stands before the counts");
        ly.Reads(await ly.PressesRowAsync(pack.NewCard, "现在断档的客户 2 家"), "断档客户(2)");
        var one = await ly.SaysAsync("李强上季度的复盘材料");
        ly.Reads(one, "2025 年第 2 季度 · 李强", "16 条里 15 条有效(94%)", "读了 4 家客户");
        Assert.DoesNotContain("华东精密", one.Read, StringComparison.Ordinal);
        ly.Reads(await ly.SaysAsync("Tom的复盘材料"), "你的团队里没有叫“Tom”的人");

        var hw = await bot.MeetAsync("hw", "en-US");
        hw.Reads(await hw.SaysAsync("review pack for last quarter"), "Review pack", "Q2 2025 · you and your team, 11 people", "price · 4 open", "Open objections about price: 4", "86 of 87 (99%) · before: 26 of 26 (100%)", "Customers read: 20");
    }

    [Fact]
    public async Task One_that_was_won_and_is_another_customer_since_is_told_as_the_one_that_it_is_now()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var sure = await ly.PressesAsync((await ly.SaysAsync("合并蓝海科技和鼎盛建材")).NewCard, "保留蓝海科技（深圳）有限公司");
        ly.Reads(await ly.PressesAsync(sure.Card, "合并"), "已合并到蓝海科技（深圳）有限公司");

        var pack = await ly.SaysAsync("上个月的复盘材料");
        ly.Reads(pack, "成交 2 家,丢单 0 家", "蓝海科技（深圳）有限公司", "读了 12 家客户");
        Assert.DoesNotContain("鼎盛建材", pack.Read, StringComparison.Ordinal);
        var rows = MovingFiles.Rows(await bot.TakesAsync((await ly.PressesAsync(pack.NewCard, "导出文件")).NewCard, "CSV"));
        Assert.Contains(rows, r => r[0] == "成交" && r[2] == "蓝海科技（深圳）有限公司");
        Assert.Equal(["范围", "读了 12 家客户。"], [rows[^2][0], rows[^2][3]]);
        var moves = await ly.SaysAsync("上个月的状态变化");
        ly.Reads(moves, "成交(2 家)", "蓝海科技（深圳）有限公司");
    }

    [Fact]
    public async Task Who_is_left_alone_stands_in_the_pack_only_while_the_reader_sees_them()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var pack = await ly.SaysAsync("上个月的复盘材料");
        ly.Reads(pack, "现在断档的客户 2 家");
        var file = (await ly.PressesAsync(pack.NewCard, "导出文件")).NewCard;
        var before = MovingFiles.Rows(await bot.TakesAsync(file, "CSV"));
        Assert.Contains(before, r => r[0] == "断档" && r[2] == "鼎盛建材股份有限公司");

        // The lists of people are a shadow: the customer is another's, and the list says the old owner still.
        await GivenBehindItsListAsync(bot, "lq", "鼎盛建材股份有限公司", "tb");
        ly.Reads(await ly.SaysAsync("上个月的复盘材料"), "现在断档的客户 1 家");
        var after = MovingFiles.Rows(await bot.TakesAsync(file, "CSV"));
        Assert.DoesNotContain(after, r => r[2] == "鼎盛建材股份有限公司");
    }

    [Fact]
    public async Task A_rep_gets_their_own_and_the_file_holds_what_its_reader_may_see()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-US");
        var pack = await tb.SaysAsync("my review pack this quarter");
        tb.Reads(pack, "Q3 2025 so far · you", "Contoso Retail Ltd", "Ours: find a toy shop reference", "13 of 13 (100%)", "Customers read: 4");
        Assert.DoesNotContain("蓝海", pack.Read, StringComparison.Ordinal);

        var file = await tb.PressesAsync(pack.NewCard, "As a file");
        tb.Reads(file, "Review pack as a file", "Q3 2025", "only for you");
        var rows = MovingFiles.Rows(await bot.TakesAsync(file.NewCard, "CSV"));
        Assert.Equal(["what", "kind", "customer", "text", "day", "figures"], rows[0]);
        Assert.Contains(rows, r => r[0] == "objection" && r[2] == "Contoso Retail Ltd");
        Assert.Contains(rows, r => r[0] == "our promise" && r[2] == "Tailspin Toys");
        Assert.Equal("13 of 13 (100%)", rows[^1][5]);

        // Nobody out of sight is in a file, whatever a button says.
        var wm = await bot.MeetAsync("wm");
        var other = await wm.ExecuteAsync("reviews/file", new JsonObject { ["who"] = "wm,tb,lq", ["first"] = "2025-07-01", ["last"] = "2025-09-30" });
        var own = MovingFiles.Rows(await bot.TakesAsync(other.NewCard, "Excel"));
        Assert.Contains(own, r => r[2] == "华东精密机械有限公司");
        Assert.DoesNotContain(own, r => r.Any(c => c.Contains("Contoso", StringComparison.Ordinal) || c.Contains("蓝海", StringComparison.Ordinal)));
        foreach (var (who, first) in new[] { ("tb,lq", "2025-07-01"), ("", "soon") })
        {
            wm.Reads(await wm.ExecuteAsync("reviews/file", new JsonObject { ["who"] = who, ["first"] = first, ["last"] = "2025-09-30" }), "卡片");
        }
    }

    private static async Task GivenBehindItsListAsync(BotUnderTest bot, string from, string customer, string to)
    {
        var tables = bot.Services.GetRequiredService<ITables>();
        var id = (await bot.Services.GetRequiredService<IndexStore>().OfPersonAsync("demo", from, CancellationToken.None)).Single(s => s.CustomerName == customer).CustomerId;
        var list = await tables.GetAsync(Keys.Index, Keys.Stakes("demo", from), Keys.Stake(id), CancellationToken.None);
        var tb = (await bot.Services.GetRequiredService<PeopleStore>().GetAsync("demo", to, CancellationToken.None))!;
        Assert.IsType<ChangeOutcome<NotFiled>.Committed>(await bot.Services.GetRequiredService<CustomerStore>().ChangeAsync<NotFiled>(
            new ChangeRequest("demo", id, "given" + id, "hw", DateTimeOffset.UnixEpoch), file => new Decision<NotFiled>.Commit(Ownership.Reassign(file!, tb)), CancellationToken.None));
        await tables.ApplyAsync([new ChangeSet(Keys.Index, Keys.Stakes("demo", from), [new Change.Put(Keys.Stake(id), list!.Data)])], CancellationToken.None);
    }
}
