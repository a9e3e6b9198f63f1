using CrmBot.Domain;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>What is learned of a customer's wishes: needs and objections over time, with the sentences they came from. Source: moonshot M19, checklist A10, A11.</summary>
public sealed class WishTests
{
    [Fact]
    public async Task What_a_customer_wants_changes_from_sentence_to_sentence_and_each_is_shown()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await bot.CustomerAsync("K1", "远山机械", "min");
        await SavesAsync(min, "给远山机械打完电话,他们要两条自动化产线,嫌报价高8%,我下周三给方案");
        await bot.UntilAsync("2025-09-24T11:00:00+08:00");
        await FilingTests.DrainAsync(bot, min);
        await SavesAsync(min, "拜访远山机械,他们要三条自动化产线,我周五前改方案");

        var needs = await min.SaysAsync("远山机械到底要什么");
        min.Reads(needs, "需求", "远山机械", "1 项未解决", "三条自动化产线", "9月17日(周三)起 · 变过 1 次", "有变化");
        var one = await min.PressesRowAsync(needs.NewCard, "三条自动化产线");
        min.Reads(one, "9月17日(周三) · 闵捷 · 第一次提到", "给远山机械打完电话,他们要两条自动化产线,嫌报价高8%,我下周三给方案", "9月24日(周三) · 闵捷 · 变成", "拜访远山机械,他们要三条自动化产线,我周五前改方案");

        var done = await min.PressesAsync(one.NewCard, "解决了");
        min.Reads(done, "已解决", "9月24日(周三) · 闵捷 · 解决了", "重新打开");
        min.Reads(await min.PressesAsync(one.NewCard, "解决了"), "已解决"); // an old card shows what is true
        min.Reads(await min.PressesAsync(done.Card, "重新打开"), "有变化", "闵捷 · 重新打开");
        min.Reads(await min.SaysAsync("远山机械有什么顾虑"), "异议", "报价高8%", "价格");
    }

    [Fact]
    public async Task An_objection_is_settled_by_a_sentence_and_an_edit_takes_the_effect_back()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var min = await bot.RepAsync("min", "Min", "en-US");
        await bot.CustomerAsync("K1", "Far Hills", "min");
        await SavesAsync(min, "Call with Far Hills, they want pricing for 3 more stores, legal is worried about data residency. I'll send a quote by Friday", "Save");
        min.Reads(await min.SaysAsync("any open objections at Far Hills"), "Objections", "1 open", "data residency", "since Wed 17 Sep");

        var saved = await SavesAsync(min, "Met Far Hills, the data residency worry is sorted. I'll send the contract on Monday", "Save");
        var objections = await min.SaysAsync("any open objections at Far Hills");
        min.Reads(objections, "All objections are resolved.", "1 resolved", "resolved Wed 17 Sep");
        min.Reads(await min.PressesRowAsync(objections.NewCard, "data residency"), "first said", "resolved", "the data residency worry is sorted");

        // What the record said is taken out of it: it has no effect any more.
        var form = await min.PressesAsync(saved.Card, "Edit");
        await min.PressesAsync(form.NewCard, "Submit", ("kept", ""));
        min.Reads(await min.SaysAsync("what is Far Hills worried about"), "1 open", "data residency");
        Assert.Equal(2, (await bot.FileOfAsync("K1")).Items.Count);
    }

    [Fact]
    public async Task Who_has_no_sight_is_told_nothing_and_a_name_of_several_is_asked_back()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        var zed = await bot.RepAsync("zed", "Zed", "en-US");
        await bot.CustomerAsync("K1", "远山机械", "min");
        await SavesAsync(min, "给远山机械打完电话,他们要两条自动化产线,我下周三给方案");
        var mine = await min.PressesRowAsync((await min.SaysAsync("远山机械到底要什么")).NewCard, "两条自动化产线");

        foreach (var asked in new[] { "what does 远山机械 want", "any open objections at 远山机械", "what do we owe 远山机械" })
        {
            var refused = await zed.SaysAsync(asked);
            zed.Reads(refused, "远山机械", "闵捷");
            Assert.DoesNotContain("产线", refused.Read, StringComparison.Ordinal);
            Assert.DoesNotContain("方案", refused.Read, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("产线", (await zed.PressesAsync(mine.NewCard, "解决了")).Read, StringComparison.Ordinal);
        Assert.True((await bot.FileOfAsync("K1")).Items.Single().IsOpen);
        min.Reads(await min.SaysAsync("蓝海到底要什么"), "蓝海科技", "蓝海物流");
    }

    [Fact]
    public async Task Promises_are_listed_both_ways_with_how_late_they_are_and_are_settled_from_there()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync(
            "K1", "远山机械", "min", Step("n1", "寄图纸", "min", "2025-09-15") with { By = OwedBy.Customer }, Step("n2", "寄样品", "min", "2025-09-16"), Step("n3", "报价", "min", "2025-09-19"),
            Step("n4", "买水果", "min", "2025-09-19", StepKind.Reminder));
        await FilingTests.DrainAsync(bot, min);

        var ours = await min.SaysAsync("我还欠客户啥没给");
        min.Reads(ours, "我们欠客户的", "我们欠 2 件,1 件逾期", "寄样品", "逾期 1 天", "报价");
        Assert.DoesNotContain("寄图纸", ours.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("买水果", ours.Read, StringComparison.Ordinal);
        min.Reads(await min.SaysAsync("客户答应的还没给"), "客户答应的", "客户欠 1 件,1 件过了日子", "寄图纸", "逾期 2 天");
        min.Reads(await min.SaysAsync("承诺清单"), "双方的承诺", "我们欠的", "客户答应的");
        var of = await min.SaysAsync("远山机械还欠我们什么");
        min.Reads(of, "远山机械答应的", "寄图纸");

        var open = await min.PressesRowAsync(of.NewCard, "寄图纸");
        min.Reads(await min.PressesAsync(open.NewCard, "已收到"), "✓ 已收到:寄图纸");
        min.Reads(await min.SaysAsync("远山机械还欠我们什么"), "没有未兑现的承诺。");
    }

    [Fact]
    public async Task A_manager_reads_what_a_rep_a_name_of_two_or_a_team_owes_and_a_button_of_people_out_of_sight_says_so()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var boss = await bot.RepAsync("boss", "Boss", "en-US");
        foreach (var (id, name) in new[] { ("fa", "Fay Min"), ("fb", "Fay Min"), ("gus", "Gus Orr") })
        {
            await bot.RepAsync(id, name, "en-US");
            await bot.ChangeAsync(id, p => p with { ManagerId = "boss", Team = "North" });
            await bot.CustomerAsync("C" + id, "Company of " + id, id, [.. Enumerable.Range(1, id == "gus" ? 11 : 2).Select(n => Step($"{id}{n}", $"sample {n} of {id}", id, $"2025-09-{18 + n}"))]);
        }

        var gus = await boss.SaysAsync("what does Gus Orr owe customers");
        boss.Reads(gus, "What Gus Orr owes customers", "sample 1 of gus");
        Assert.DoesNotContain("fa", gus.Read, StringComparison.Ordinal);
        boss.Reads(await boss.SaysAsync("what does Fay Min owe customers"), "called \"Fay Min\"", "sample 2 of fa · Fay Min", "sample 2 of fb");
        var team = await boss.SaysAsync("North team欠客户什么");
        boss.Reads(team, "North", "sample 1 of gus · Gus Orr", "5 more");
        boss.Reads(await boss.PressesRowAsync(team.NewCard, "5 more"), "team North, 3 people", "sample 11 of gus · Gus Orr");
        boss.Reads(await boss.SaysAsync("what does Nobody Here owe customers"), "Nobody Here");
        boss.Reads(await boss.PressesRowAsync(gus.NewCard, "1 more"), "What Gus Orr owes customers", "sample 11 of gus");

        await bot.ChangeAsync("gus", p => p with { ManagerId = null });
        var gone = await boss.PressesRowAsync(gus.NewCard, "1 more");
        boss.Reads(gone, "You can no longer see these people's customers.");
        Assert.DoesNotContain("sample", gone.Read, StringComparison.Ordinal);
    }

    private static async Task<Heard> SavesAsync(Speaker who, string sentence, string save = "保存") => await who.PressesAsync((await who.SaysAsync(sentence)).NewCard, save);
}
