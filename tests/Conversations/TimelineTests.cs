namespace CrmBot.Conversations.Tests;

/// <summary>What was written down of a customer: by page, of a period, the last of it, and when that was.</summary>
public sealed class TimelineTests
{
    [Fact]
    public async Task The_history_is_leafed_through_in_place_and_each_entry_opens()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var first = (await lq.SaysAsync("蓝海科技的历史")).NewCard;
        Assert.Contains("蓝海科技（深圳）有限公司 的历史", first.Read, StringComparison.Ordinal);
        var older = (await lq.PressesRowAsync(first, "更早")).Card;
        Assert.Equal(first.ActivityId, older.ActivityId);
        Assert.NotEqual(first.Read, older.Read);
        var back = (await lq.PressesRowAsync(older, "更近")).Card;
        Assert.Equal(first.Read, back.Read);

        var record = await lq.ExecuteAsync(back, back.Row("timeline/record"));
        lq.Reads(record, "蓝海科技（深圳）有限公司:跟进记录", "记录:李强", "修改");
    }

    [Fact]
    public async Task Every_record_stands_on_exactly_one_page_with_and_without_a_period()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var hw = await bot.MeetAsync("hw", "en-GB");
        foreach (var said in new[] { "history of Hengtong", "full history on Hengtong since March please", "all notes on Hengtong since July" })
        {
            var page = (await hw.SaysAsync(said)).NewCard;
            var (ids, pages) = (new List<string>(), 1);
            while (true)
            {
                ids.AddRange(page.Json.GetRawText().Split("\"followUp\":\"").Skip(1).Select(p => p[..p.IndexOf('"', StringComparison.Ordinal)]));
                if (!page.Read.Contains("Older", StringComparison.Ordinal))
                {
                    break;
                }

                page = (await hw.PressesRowAsync(page, "Older")).Card;
                pages++;
            }

            Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
            Assert.True(ids.Count > 0 && pages >= (ids.Count + 5) / 6, $"{said}: {ids.Count} on {pages}");
        }

        hw.Reads(await hw.SaysAsync("full history on Hengtong since March please"), "Since Sat 1 Mar");
    }

    [Fact]
    public async Task The_last_talk_and_its_day_are_told_by_sight()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        ly.Reads(await ly.SaysAsync("上次跟安泰聊了啥"), "安泰保险经纪有限公司:跟进记录", "张伟");
        ly.Reads(await ly.SaysAsync("安泰上次联系是什么时候"), "安泰保险经纪有限公司 上次联系是");

        var tb = await bot.MeetAsync("tb", "en-GB");
        var far = await tb.SaysAsync("last touch w/ AW?");
        tb.Reads(far, "Last contact with Adventure Works:", "何嘉欣 looks after it.");
        tb.Reads(await tb.SaysAsync("who owns AW"), "何嘉欣 looks after Adventure Works; last contact");
        tb.Reads(await tb.SaysAsync("what did we last discuss with AW"), "Only the owner, helpers and their managers see more");
        tb.Reads(await tb.SaysAsync("last touch with Contoso"), "Last contact with Contoso Retail Ltd:", "Tom Baker");
    }
}
