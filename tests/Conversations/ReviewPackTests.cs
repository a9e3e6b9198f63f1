using System.Text.Json.Nodes;

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
}
