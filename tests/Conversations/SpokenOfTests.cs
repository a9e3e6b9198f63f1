namespace CrmBot.Conversations.Tests;

/// <summary>What a person speaks of holds for the next sentences. Source: scenarios S4 and S12.</summary>
public sealed class SpokenOfTests
{
    [Fact]
    public async Task A_manager_asks_chooses_and_goes_on_to_the_other_one_without_naming_it_in_full()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var asked = await ly.SaysAsync("蓝海怎么样了");
        ly.Reads(asked, "“蓝海”有几家,是哪一家?", "蓝海科技（深圳）有限公司", "李强", "蓝海物流集团", "陈佳");
        ly.Reads(await ly.PressesRowAsync(asked.NewCard, "蓝海科技（深圳）有限公司"), "蓝海科技（深圳）有限公司", "意向期", "A 类", "还没解决的异议", "预算冻结", "最近跟进", "下一步");
        ly.Reads(await ly.SaysAsync("那物流呢"), "蓝海物流集团", "B 类", "最近跟进");
        ly.Reads(await ly.SaysAsync("这个客户的联系人有哪些"), "蓝海物流集团 的联系人", "何经理");
        ly.Reads(await ly.SaysAsync("那蓝海科技呢"), "蓝海科技（深圳）有限公司 的联系人", "陈总监");
    }

    [Fact]
    public async Task It_is_forgotten_after_four_sentences_about_something_else_and_it_is_each_person_s_own()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        await tb.SaysAsync("who are the contacts at Contoso");
        for (var i = 0; i < 3; i++)
        {
            await tb.SaysAsync("help");
        }

        tb.Reads(await tb.SaysAsync("history of this customer"), "History of Contoso Retail Ltd");
        for (var i = 0; i < 5; i++)
        {
            await tb.SaysAsync("help");
        }

        tb.Reads(await tb.SaysAsync("history of this customer"), "Which customer do you mean?");
        var gh = await bot.MeetAsync("gh", "en-GB");
        Assert.DoesNotContain("Contoso", (await gh.SaysAsync("history of this customer")).Read, StringComparison.Ordinal);
    }
}
