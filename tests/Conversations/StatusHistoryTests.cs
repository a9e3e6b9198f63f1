namespace CrmBot.Conversations.Tests;

/// <summary>How a status changed over time, of one customer and of many: checklist A6.</summary>
public sealed class StatusHistoryTests
{
    [Fact]
    public async Task Every_way_of_changing_a_status_is_a_step_with_its_day_and_who_did_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-US");
        tb.Reads(await tb.SaysAsync("status history of Contoso"), "Contoso Retail Ltd: status over time", "Negotiating since Mon 25 Aug, 16 days · changes: 3", "New, from Wed 19 Mar", "130 days", "Tue 29 Jul · Tom Baker · Follow-up filed", "Interested → Proposal");

        // In words, and turned back by the button.
        var set = await tb.SaysAsync("mark Contoso as hesitant");
        await tb.PressesAsync(set.Card, "Set it back");
        // By the form, edited, and undone.
        var form = (await tb.SaysAsync("follow up Contoso")).NewCard;
        var receipt = await tb.PressesAsync(form, "Submit", ("channel", "Call"), ("summary", "They need pricing for 3 more stores. I send the revised quote on Friday."), ("status", "Proposal"), ("nextStep", "send the revised quote"), ("nextOn", "2025-09-12"));
        tb.Reads(receipt, "Saved");
        tb.Reads(await tb.PressesAsync((await tb.PressesAsync(receipt.Card, "Edit")).NewCard, "Submit", ("status", "AtRisk")), "Saved");
        // By a sentence.
        var read = await tb.SaysAsync("Call w/ Sarah at Contoso - budget is frozen until FY26, she is hesitant. I'll call her on 30 Sep");
        await tb.PressesAsync(read.NewCard, "Save");
        await tb.SaysAsync("undo");

        var seen = await tb.SaysAsync("how has Contoso's status changed");
        tb.Reads(
            seen, "changes: 9", "Negotiating → Hesitant", "Status set", "Hesitant → Negotiating", "Negotiating → Proposal", "Proposal → At risk", "Follow-up edited", "At risk → On hold",
            "On hold → At risk", "Follow-up taken back", "Earlier, not shown: 2");
    }

    [Fact]
    public async Task A_manager_reads_the_changes_of_a_period_counted_and_who_was_won_and_lost_by_name()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var quarter = await ly.SaysAsync("这个季度的状态变化");
        ly.Reads(quarter, "状态变化(12 次)", "2025 年第 3 季度(截至目前)", "你和团队共 5 人", "有意向 → 方案中", "5 次", "谈判中 → 已成交", "成交(2 家)", "鼎盛建材股份有限公司", "安泰保险经纪有限公司", "没有丢单", "10 家客户变过状态");
        ly.Reads(await ly.PressesRowAsync(quarter.NewCard, "鼎盛建材"), "李强", "已成交");
        ly.Reads(await ly.SaysAsync("李强上季度的状态变化"), "状态变化(3 次)", "2025 年第 2 季度 · 李强");

        var lq = await bot.MeetAsync("lq");
        await lq.SaysAsync("把蓝海科技标为丢单");
        var lost = await ly.SaysAsync("这个月丢了哪些客户");
        ly.Reads(lost, "2025年9月", "丢单(1 家)", "蓝海科技（深圳）有限公司", "负责人 李强");
        var other = await bot.MeetAsync("tb", "en-US");
        var theirs = await other.SaysAsync("status changes this month");
        Assert.DoesNotContain("蓝海", theirs.Read, StringComparison.Ordinal);
        other.Reads(await other.SaysAsync("status changes in Q1 2024"), "Status changes (0)", "Q1 2024", "No status was changed");
        var refused = await other.SaysAsync("status history of 蓝海科技");
        Assert.DoesNotContain("→", refused.Read, StringComparison.Ordinal);
        other.Reads(refused, "李强");
    }
}
