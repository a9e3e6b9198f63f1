using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

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

        var none = await tb.SaysAsync("good examples for price objections in manufacturing");
        tb.Reads(none, "About price · manufacturing", "There are none of colleagues to show yet", "Made up · price", "five-year comparison", "no customer and nobody in them exists");

        var other = await tb.PressesAsync(none.NewCard, "Show others", ("about", "Trust"), ("stage", ""));
        tb.Reads(other, "About trust · manufacturing");
        var any = await tb.PressesAsync(other.Card, "Show others", ("about", ""), ("stage", "Dormant"));
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
