using CrmBot.Domain;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>What is known of a customer goes along: into the next form, into the hand-over, into the list of today.</summary>
public sealed class CarriedTests
{
    [Theory]
    [InlineData("zh-CN", "跟进 远山机械", "提交", "还开着:嫌报价高8%、要两条产线", "远山机械怎么样", "信任度\n4/5 · 9月10日(周三)", "没解决的异议:嫌报价高8% · 要的:要两条产线")]
    [InlineData("en-US", "follow up 远山机械", "Submit", "still open: 嫌报价高8%, 要两条产线", "how is 远山机械", "Trust\n4 of 5 · Wed 10 Sep", "In the way: 嫌报价高8% · They want: 要两条产线")]
    public async Task What_is_open_stands_in_the_next_form_and_in_the_hand_over(
        string language, string follow, string submit, string open, string how, string trust, string pack)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var mia = await bot.RepAsync("mia", "Mia", language, role: Role.Manager);
        var min = await bot.RepAsync("min", "闵捷", language, manager: "mia");
        await min.SaysAsync("hi");
        await bot.CustomerAsync("K1", "远山机械", "min");
        var form = await min.SaysAsync(follow);
        min.Expect(!form.Read.Contains(open[..3], StringComparison.Ordinal), "nothing is open yet");
        await min.PressesAsync(
            form.NewCard, submit, ("channel", "Call"), ("summary", "打了电话,他们要两条产线,嫌报价高8%,周五给方案"), ("needs", "要两条产线"), ("objection", "嫌报价高8%"),
            ("nextStep", "给方案"), ("nextOn", "2025-09-12"), ("trust", "4"));

        min.Reads(await min.SaysAsync(follow), open);
        min.Reads(await min.SaysAsync(how), trust);

        // The manager sees with each customer what the next one has to know.
        var shown = await mia.ExecuteAsync("ownership/pack", new() { ["person"] = "min", ["from"] = "" });
        mia.Reads(shown, "远山机械", pack);
    }

    [Theory]
    [InlineData("zh-CN", "瑞康吴主任妈妈住院了,这周先不打扰,下下周一再问项目进度", "保存", "要", "今天要跟谁", "问候吴主任母亲恢复情况,再问项目进度")]
    [InlineData("en-US", "瑞康吴主任妈妈住院了,这周先不打扰,下下周一再问项目进度", "Save", "Yes", "what's due today", "Ask how 吴主任's mother is recovering, then ")]
    public async Task A_word_of_care_and_the_step_it_goes_along_with_are_one_row_of_today(string language, string told, string save, string yes, string ask, string row)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "Min", language);
        await min.SaysAsync("hi");
        await bot.CustomerAsync("K1", "瑞康中心", "min", Step("n1", "寄样品", "min", "2025-09-22"));
        await bot.ContactsAsync("K1", new Contact("w", "吴主任", null, null, null), new Contact("h", "护士长", null, null, null));
        var saved = await min.PressesAsync((await min.SaysAsync(told.Replace("瑞康", "瑞康中心", StringComparison.Ordinal))).NewCard, save, ("channel", "WeChat"));
        await min.PressesAsync(saved.Card, yes);
        Assert.Equal(3, (await bot.FileOfAsync("K1")).OpenSteps.Count());

        await bot.UntilAsync("2025-09-22T10:00:00+08:00");
        var today = await min.SaysAsync(ask);
        min.Reads(today, row, "寄样品");

        // The morning's own list may come meanwhile.
        var list = today.Messages.First(m => m.Read.Contains(row, StringComparison.Ordinal) && m.Read.Contains("寄样品", StringComparison.Ordinal));
        min.Expect(list.Read.Split("瑞康中心").Length == 3, "two rows for three steps");
    }
}
