using CrmBot.Domain;

namespace CrmBot.Conversations.Tests;

/// <summary>A reminder is answered in words: scenario S3 from the sentence to the next draft.</summary>
public sealed class ReplyInWordsTests
{
    private const string Call =
        "Call w/ Sarah at Contoso - they love the pilot, want pricing for 3 more stores, legal worried about data residency. I'll send revised quote by next Fri.";

    [Fact]
    public async Task A_rep_in_London_tells_is_reminded_there_and_answers_in_a_sentence()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");

        var heard = await tb.SaysAsync(Call);
        tb.Reads(heard, "Contoso Retail Ltd", "Call", "Sarah", "pricing for 3 more stores", "data residency", "send revised quote", "Fri 19 Sep", "did you mean Fri 12 Sep?");
        var other = await tb.PressesAsync(heard.NewCard, "did you mean Fri 12 Sep?");
        tb.Reads(other, "Fri 12 Sep", "did you mean Fri 19 Sep?");
        var back = await tb.PressesAsync(other.Card, "did you mean Fri 19 Sep?");
        tb.Reads(await tb.PressesAsync(back.Card, "Save"), "Saved. I will remind you on Fri 19 Sep 09:00.");

        await bot.UntilAsync("2025-09-19T08:59:30+01:00");
        await FilingTests.DrainAsync(bot, tb);
        await bot.UntilAsync("2025-09-19T09:00:00+01:00");
        var due = await tb.HearsAsync();
        tb.Expect(due.Read.Contains("send revised quote", StringComparison.Ordinal), "the reminder says what is due");
        tb.Expect(due.Read.Contains("Contoso Retail Ltd · Sarah", StringComparison.Ordinal), "the reminder says for whom");
        tb.Expect(due.Read.Contains("Open concern", StringComparison.Ordinal) && due.Read.Contains("data residency", StringComparison.Ordinal), "the reminder says what stands in the way");

        var done = await tb.SaysAsync("done, she wants it in USD, call her Tue");
        tb.Reads(done, "Done: send revised quote", "Contoso Retail Ltd", "Sarah", "USD", "call Sarah", "Tue 23 Sep", "Save");
        tb.Reads(await tb.PressesAsync(done.NewCard, "Save"), "Saved. I will remind you on Tue 23 Sep 09:00.", "call Sarah");
        tb.Reads(await tb.PressesAsync(due.Card!, "Done"), "Done: send revised quote");
    }

    [Fact]
    public async Task Of_several_that_came_together_it_asks_which_and_loses_no_word()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ann = await AnnAsync(bot);
        await bot.UntilAsync("2025-09-11T09:00:00+08:00");
        Assert.Contains("2 件", (await ann.HearsAsync()).Read, StringComparison.Ordinal);

        var asked = await ann.SaysAsync("搞定了,他们嫌交期太长,周五给加急方案");
        ann.Reads(asked, "完成的是哪一件?", "远山科技", "近水科技");
        Assert.Equal(StepState.Open, (await bot.StepAsync("far", "s-far")).State);
        var chosen = await ann.PressesRowAsync(asked.NewCard, "近水科技");
        ann.Reads(chosen, "✓ 已完成", "送样品", "近水科技", "加急方案", "9月12日(周五)");
        Assert.Equal((StepState.Open, StepState.Done), ((await bot.StepAsync("far", "s-far")).State, (await bot.StepAsync("near", "s-near")).State));

        // Pressed again: the same draft, nothing is closed beside.
        ann.Reads(await ann.PressesRowAsync(asked.NewCard, "近水科技"), "加急方案");
        ann.Reads(await ann.PressesAsync(chosen.NewCard, "保存", ("channel", "Call")), "已保存。9月12日(周五) 09:00 提醒你。", "近水科技");
        Assert.Equal(StepState.Open, (await bot.StepAsync("far", "s-far")).State);
    }

    [Fact]
    public async Task The_customer_that_is_named_is_meant_and_another_one_closes_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ann = await AnnAsync(bot);
        await bot.CustomerAsync("third", "高山机电", "ann");
        await bot.UntilAsync("2025-09-11T09:00:00+08:00");
        await ann.HearsAsync();

        var told = await ann.SaysAsync("搞定了,高山机电今天电话说要两台样机,我周五报价");
        ann.Reads(told, "高山机电", "保存");
        Assert.Equal((StepState.Open, StepState.Open), ((await bot.StepAsync("far", "s-far")).State, (await bot.StepAsync("near", "s-near")).State));

        ann.Reads(await ann.SaysAsync("完成了,远山科技今天电话说要两台样机,我周五报价"), "✓ 已完成", "发报价", "远山科技", "9月12日(周五)");
        Assert.Equal((StepState.Done, StepState.Open), ((await bot.StepAsync("far", "s-far")).State, (await bot.StepAsync("near", "s-near")).State));
    }

    [Fact]
    public async Task The_word_alone_is_the_button_and_without_a_reminder_nothing_is_closed()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ann = await bot.RepAsync("ann", "安安");
        await bot.CustomerAsync("far", "远山科技", "ann", DueWorld.Step("s-far", "发报价", "ann", "2025-09-11"));
        await ann.SaysAsync("hi");
        ann.Reads(await ann.SaysAsync("完成了"), "刚才没有提醒你什么");
        Assert.Equal(StepState.Open, (await bot.StepAsync("far", "s-far")).State);

        await bot.UntilAsync("2025-09-11T09:00:00+08:00");
        await ann.HearsAsync();
        var done = await ann.SaysAsync("完成了");
        ann.Reads(done, "✓ 已完成:发报价", "这次跟进谈了什么?");
        Assert.Equal(StepState.Done, (await bot.StepAsync("far", "s-far")).State);
        ann.Reads(await ann.SaysAsync("完成了"), "刚才没有提醒你什么");
    }

    [Fact]
    public async Task A_reminder_is_answered_before_the_channel_has_said_that_it_arrived()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ann = await bot.RepAsync("ann", "安安");
        await bot.CustomerAsync("far", "远山科技", "ann", DueWorld.Step("s-far", "发报价", "ann", "2025-09-11"));
        await bot.CustomerAsync("near", "近水科技", "ann", DueWorld.Step("s-near", "送样品", "ann", "2025-09-11", time: "15:00"));
        await ann.SaysAsync("hi");
        await bot.UntilAsync("2025-09-11T09:00:00+08:00");
        await ann.HearsAsync();

        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bot.Teams.HoldAnswer = answer;
        try
        {
            await bot.UntilAsync("2025-09-11T15:00:00+08:00");
            Assert.Contains("送样品", (await ann.HearsAsync()).Read, StringComparison.Ordinal);
            bot.Teams.HoldAnswer = null;
            ann.Reads(await ann.SaysAsync("完成了"), "✓ 已完成:送样品");
        }
        finally
        {
            answer.SetResult();
        }

        Assert.Equal((StepState.Open, StepState.Done), ((await bot.StepAsync("far", "s-far")).State, (await bot.StepAsync("near", "s-near")).State));
    }

    private static async Task<Speaker> AnnAsync(BotUnderTest bot)
    {
        var ann = await bot.RepAsync("ann", "安安");
        await bot.CustomerAsync("far", "远山科技", "ann", DueWorld.Step("s-far", "发报价", "ann", "2025-09-11"));
        await bot.CustomerAsync("near", "近水科技", "ann", DueWorld.Step("s-near", "送样品", "ann", "2025-09-11"));
        await ann.SaysAsync("hi");
        return ann;
    }
}
