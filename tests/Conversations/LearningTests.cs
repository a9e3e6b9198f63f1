using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>Good summaries of colleagues to learn from, of which nobody can tell whose they are: moonshot M22, checklist H2, H3 and H7.</summary>
public sealed class LearningTests
{
    [Theory]
    [InlineData("wm", "zh-CN", "有没有写得好的总结参考一下", "写得好的总结")]
    [InlineData("lq", "zh-CN", "遇到嫌贵的客户大家怎么跟的", "关于价格")]
    [InlineData("tb", "en-US", "good examples for price objections", "Good summaries")]
    [InlineData("ly", "zh-CN", "本周案例", "本周案例")]
    public async Task Examples_of_colleagues_name_nobody_and_no_figure(string who, string language, string asked, string title)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var reader = await bot.MeetAsync(who, language);

        var seen = await reader.SaysAsync(asked);
        reader.Reads(seen, title);
        Assert.DoesNotContain("编的", seen.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("made up", seen.Read, StringComparison.OrdinalIgnoreCase);
        foreach (var name in await NamesAsync(bot))
        {
            Assert.False(Names(seen.Read, name), $"'{name}' in {seen.Read}");
        }

        Assert.DoesNotContain(seen.Read, char.IsDigit);
    }

    [Fact]
    public async Task Where_nothing_fits_the_bot_says_so_and_shows_made_up_ones()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-US");

        var none = await tb.SaysAsync("good examples for price objections in aviation");
        tb.Reads(none, "About price · aviation", "There are none of colleagues to show yet", "Made up · price", "five-year comparison", "no customer and nobody in them exists");

        var other = await tb.PressesAsync(none.NewCard, "Show others", ("about", "Trust"), ("stage", "any"));
        tb.Reads(other, "About trust · aviation");
        var any = await tb.PressesAsync(other.Card, "Show others", ("about", "any"), ("stage", "Dormant"));
        tb.Reads(any, "Dormant");
    }

    [Fact]
    public async Task Who_says_no_is_no_example_and_can_change_their_mind()
    {
        await using var bot = await BotUnderTest.StartAsync();
        foreach (var id in new[] { "wm", "lq", "cj", "zw", "zw2" })
        {
            var rep = await bot.MeetAsync(id);
            rep.Reads(await rep.SaysAsync("不要用我的总结做案例"), "不会再给别人做案例");
        }

        var tb = await bot.MeetAsync("tb", "en-US");
        tb.Reads(await tb.SaysAsync("don't use my summaries as examples"), "not shown to others");
        await (await bot.MeetAsync("gh")).SaysAsync("don't use my summaries as examples");

        var ly = await bot.MeetAsync("ly");
        ly.Reads(await ly.SaysAsync("有没有写得好的总结参考一下"), "同事里还没有可以参考的", "示例是编的");
        ly.Reads(await ly.SaysAsync("本周案例"), "同事里还没有可以参考的", "示例是编的");

        var wm = bot.As("wm");
        wm.Reads(await wm.SaysAsync("可以用我的总结做案例"), "匿名给同事参考");
        Assert.Null((await bot.Services.GetRequiredService<PeopleStore>().GetAsync("demo", "wm", default))!.NoExamples);

        // One author alone would be known by being the only one.
        ly.Reads(await ly.SaysAsync("有没有写得好的总结参考一下"), "同事里还没有可以参考的");
    }

    [Fact]
    public async Task A_no_is_heeded_at_once_though_the_list_was_read_before()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        Assert.DoesNotContain("编的", (await ly.SaysAsync("本周案例")).Read, StringComparison.Ordinal);
        foreach (var id in new[] { "wm", "lq", "cj", "zw", "zw2", "tb", "gh" })
        {
            await (await bot.MeetAsync(id)).SaysAsync("不要用我的总结做案例");
        }

        ly.Reads(await ly.SaysAsync("本周案例"), "示例是编的");
        ly.Reads(await ly.SaysAsync("遇到嫌贵的客户大家怎么跟的"), "示例是编的");
    }

    [Fact]
    public async Task A_week_has_one_example_for_all()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var first = (await ly.SaysAsync("本周案例")).Read;
        Assert.Equal(first, (await (await bot.MeetAsync("zl")).SaysAsync("本周案例")).Read);
        Assert.Equal(first, (await ly.SaysAsync("本周案例")).Read);
    }

    [Fact]
    public async Task A_rep_sees_their_own_quality_week_by_week_with_one_tip_and_nobody_else_does()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = await wm.SaysAsync("我的总结质量");
        wm.Reads(before, "我的总结质量", "近 8 周", "只有你看得到这张卡片", "9月8日", "分 · ", "▇▇", "一个建议");

        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        await wm.PressesAsync((await wm.PressesAsync(form, "提交", ("channel", "Call"), ("summary", "已联系,等回复"))).Card, "仍然提交");
        Assert.NotEqual(before.Read, (await wm.SaysAsync("我的总结质量")).Read);

        // Nobody reports to a rep: the team's numbers are their own.
        wm.Reads(await wm.SaysAsync("团队总结质量"), "我的总结质量");
        var jane = bot.As("jane", "en-US");
        await jane.SaysAsync("hi");
        jane.Reads(await jane.SaysAsync("my summary quality"), "No summaries in the last 8 weeks.");
    }

    [Fact]
    public async Task A_manager_sees_counts_and_shares_of_those_in_sight_in_the_order_of_their_names()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var team = await ly.SaysAsync("团队总结质量");
        ly.Reads(team, "团队总结质量", "近 8 周", "王敏", "李强", "陈佳", "张伟");
        Assert.DoesNotContain("Tom", team.Read, StringComparison.Ordinal);
        Assert.Matches(@"偏浅 \d+/\d+ 条\(\d+%\)", team.Read);

        var hw = await bot.MeetAsync("hw", "en-US");
        hw.Reads(await hw.SaysAsync("team summary quality"), "Summary quality of the team", "Tom Baker", "shallow");
    }

    [Fact]
    public async Task A_newcomer_is_given_one_tip_a_day_for_the_first_filings()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var jane = bot.As("jane");
        await jane.SaysAsync("你好");
        await jane.PressesAsync((await jane.SaysAsync("新建客户 远山科技")).NewCard, "创建");

        jane.Reads(await FilesAsync("客户要两条自动化产线,我周五前给方案"), "已保存。", "小提示 1/5");
        Assert.DoesNotContain("小提示", (await FilesAsync("客户问了三年质保怎么算,我周五前给书面答复")).Read, StringComparison.Ordinal);
        await bot.UntilAsync("2025-09-11T10:00:00+08:00");
        jane.Reads(await FilesAsync("客户嫌首付30%太高,我下周三前给分期方案"), "小提示 3/5");

        async Task<Heard> FilesAsync(string summary) =>
            await jane.PressesAsync((await jane.SaysAsync("跟进 远山科技")).NewCard, "提交", ("channel", "Call"), ("summary", summary));
    }

    [Fact]
    public async Task On_Monday_the_list_says_that_there_is_an_example()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-12T17:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        var lee = await bot.RepAsync("lee", "李未见");
        await min.SaysAsync("在吗");
        await lee.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-15"), Step("n2", "报个价", "min", "2025-09-15"));
        await bot.CustomerAsync("K2", "近水机械", "lee", Step("l1", "寄图纸", "lee", "2025-09-16"), Step("l2", "问进度", "lee", "2025-09-16"));

        await bot.UntilAsync("2025-09-15T09:00:00+08:00");
        Assert.Contains("本周案例", (await min.HearsAsync()).Read, StringComparison.Ordinal);
        await bot.UntilAsync("2025-09-16T09:00:00+08:00");
        Assert.DoesNotContain("本周案例", (await lee.HearsAsync()).Read, StringComparison.Ordinal);
    }

    /// <summary>Whether the text names it; letters of a longer word are no name.</summary>
    private static bool Names(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!char.IsAsciiLetter(name[0]) || ((at == 0 || !char.IsAsciiLetter(text[at - 1])) && (at + name.Length == text.Length || !char.IsAsciiLetter(text[at + name.Length]))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every name of a customer, of somebody there and of a colleague, as everything that a reader might know them by.</summary>
    private static async Task<IReadOnlyList<string>> NamesAsync(BotUnderTest bot)
    {
        var names = new List<string>();
        var customers = bot.Services.GetRequiredService<CustomerStore>();
        for (var i = 1; i <= 20; i++)
        {
            var file = (await customers.LoadAsync("demo", $"C{i:D3}", default))!;
            names.AddRange(file.Head.Aliases.Append(file.Head.Name).Concat(file.Contacts.SelectMany(c => new[] { c.Name, c.Called ?? c.Name })));
        }

        foreach (var person in await bot.Services.GetRequiredService<PeopleStore>().AllAsync("demo", default))
        {
            names.AddRange(person.Aliases.Append(person.Name).Append(person.EnglishName ?? person.Name));
        }

        return [.. names.Where(n => n.Length > 1 && n != "admin").Distinct(StringComparer.Ordinal)];
    }
}
