using CrmBot.Domain;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>What a sentence leads to beside its record: a time of quiet (scenario S9), people who are new. Each is offered or said, and can be taken back.</summary>
public sealed class EffectsTests
{
    [Fact]
    public async Task Leave_them_alone_this_week_keeps_reminders_away_until_that_day_and_is_taken_back_by_a_tap()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-11"));
        var saved = await SavesAsync(min, "给远山机械打完电话,吴主任妈妈住院了,这周先不打扰,下下周一再问项目进度", "保存");
        min.Reads(saved, "已保存", "吴主任(远山机械) 先不提醒,9月15日(周一) 再来。", "恢复提醒");

        var before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-12T12:00:00+08:00");
        await FilingTests.DrainAsync(bot, min);
        Assert.DoesNotContain(bot.Teams.To(min.Conversation, before), s => s.Read.Contains("寄样品", StringComparison.Ordinal));
        await bot.UntilAsync("2025-09-15T09:00:00+08:00");
        min.SkipTo(before);
        Assert.Contains("寄样品", (await min.HearsAsync()).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_contact_is_left_alone_and_the_others_of_the_customer_come_as_ever()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "瑞康", "min", Step("n1", "给吴主任寄样品", "min", "2025-09-11"), Step("n2", "约护士长看演示", "min", "2025-09-11"), Step("n3", "跟吴主任对合同", "min", "2025-09-12", time: "15:00"));
        await bot.ContactsAsync("K1", new Contact("w", "吴主任", null, "信息科主任", null), new Contact("h", "护士长", null, null, null));
        var saved = await SavesAsync(min, "给瑞康打完电话,吴主任妈妈住院了,这周先不打扰,下下周一再问项目进度", "保存");
        min.Reads(saved, "吴主任(瑞康) 先不提醒,9月15日(周一) 再来。");
        Assert.Equal("w", Assert.Single((await MutesAsync(bot))!).Contact);

        // The nurse's step comes on its day; what is about the director waits and is told why.
        var before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-11T09:00:30+08:00");
        min.SkipTo(before);
        Assert.Contains("约护士长看演示", (await min.HearsAsync()).Read, StringComparison.Ordinal);
        await bot.UntilAsync("2025-09-12T16:00:00+08:00");
        await FilingTests.DrainAsync(bot, min);
        Assert.DoesNotContain(bot.New(min, before), s => s.Read.Contains("给吴主任寄样品", StringComparison.Ordinal) || s.Read.Contains("跟吴主任对合同", StringComparison.Ordinal));
        var why = await min.SaysAsync("为什么没提醒我瑞康");
        why = why.Read.Contains("给吴主任寄样品", StringComparison.Ordinal) && !why.Read.Contains("先不提醒", StringComparison.Ordinal) ? await min.PressesRowAsync(why.NewCard, "给吴主任寄样品") : why;
        min.Reads(why, "先不提醒", "到 9月15日(周一)");

        // All of it is told when it ends, once.
        before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-15T09:00:30+08:00");
        min.SkipTo(before);
        var list = await min.HearsAsync();
        Assert.Contains("给吴主任寄样品", list.Read, StringComparison.Ordinal);
        Assert.Contains("跟吴主任对合同", list.Read, StringComparison.Ordinal);
        await bot.UntilAsync("2025-09-15T18:00:00+08:00");
        await FilingTests.DrainAsync(bot, min);
        Assert.Single(bot.New(min, before), s => s.Read.Contains("给吴主任寄样品", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_English_one_contact_is_left_alone_and_a_tap_ends_that_alone()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "Min", "en-US");
        await min.SaysAsync("hello");
        await bot.CustomerAsync("K1", "Far Hills", "min", Step("n1", "Send Sarah the samples", "min", "2025-09-11"), Step("n2", "Show Jim the demo", "min", "2025-09-11"));
        await bot.ContactsAsync("K1", new Contact("s", "Sarah Lee", "Sarah", null, null), new Contact("j", "Jim Wong", "Jim", null, null));
        var saved = await SavesAsync(min, "Call with Sarah at Far Hills, her mum is in hospital, leave her alone until Monday. I'll send a quote on Tuesday", "Save");
        min.Reads(saved, "Sarah (Far Hills) is muted until Mon 15 Sep.", "Remind me again");

        var before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-11T09:00:30+08:00");
        min.SkipTo(before);
        var due = await min.HearsAsync();
        Assert.Contains("Show Jim the demo", due.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("Sarah the samples", due.Read, StringComparison.Ordinal);

        // What was held back comes as soon as the quiet time is taken back.
        before = bot.Teams.Count;
        min.Reads(await min.PressesAsync(saved.NewCard, "Remind me again"), "Reminders are on again: Sarah");
        Assert.Null(await MutesAsync(bot));
        min.SkipTo(before);
        for (var sent = await min.HearsAsync(); !sent.Read.Contains("Send Sarah the samples", StringComparison.Ordinal); sent = await min.HearsAsync())
        {
        }
    }

    [Fact]
    public async Task Quiet_ends_with_a_tap_and_with_an_edit_that_does_not_say_it_any_more()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-30"));
        var saved = await SavesAsync(min, "给远山机械打完电话,吴主任妈妈住院了,这周先不打扰,下下周一再问项目进度", "保存");
        min.Reads(await min.PressesAsync(saved.NewCard, "恢复提醒"), "恢复提醒:远山机械");
        Assert.Null(await MutesAsync(bot));

        saved = await SavesAsync(min, "给远山机械打完电话,吴主任说这周先不打扰,下下周二再问项目进度", "保存");
        Assert.NotNull(await MutesAsync(bot));
        var form = await min.PressesAsync(saved.InPlace!, "修改");
        await min.PressesAsync(form.NewCard, "提交", ("kept", ""));
        Assert.Null(await MutesAsync(bot));
    }

    [Fact]
    public async Task Quiet_goes_with_the_record_that_is_taken_back()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min");
        await SavesAsync(min, "给远山机械打完电话,他们要两条自动化产线,这周先不打扰,下下周一再问项目进度", "保存");
        Assert.NotNull(await MutesAsync(bot));
        Assert.NotEmpty((await bot.FileOfAsync("K1")).Items);

        await min.SaysAsync("刚才那条写错了,撤回");
        for (var waited = 0; await MutesAsync(bot) is not null; waited++)
        {
            Assert.True(waited < 600, "the quiet time stays");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Empty((await bot.FileOfAsync("K1")).Items);
    }

    [Fact]
    public async Task Who_comes_in_another_s_place_becomes_a_contact_by_a_tap_and_not_without()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "Min", "en-US");
        await bot.CustomerAsync("K1", "Far Hills", "min");
        var saved = await SavesAsync(min, "Call with Far Hills, Jim has left, the new contact is Anna Petrova, they want pricing. I'll send a quote by Friday", "Save");
        min.Reads(saved, "The people there changed", "Anna Petrova");
        Assert.Empty((await bot.FileOfAsync("K1")).Contacts);

        var added = await min.PressesAsync(saved.NewCard, "Add Anna Petrova as a contact");
        min.Reads(added, "✓ Added as a contact");
        await min.PressesAsync(saved.NewCard, "Add Anna Petrova as a contact");
        Assert.Equal("Anna Petrova", Assert.Single((await bot.FileOfAsync("K1")).Contacts).Name);

        // Of somebody who is known nothing is offered.
        Assert.DoesNotContain("The people there changed", (await SavesAsync(min, "Met Far Hills, the new contact is Anna Petrova. I'll call her on Monday", "Save")).Read, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Domain.Mute>?> MutesAsync(BotUnderTest bot) => await bot.MutesOfAsync("min");

    private static async Task<Heard> SavesAsync(Speaker who, string sentence, string save) => await who.PressesAsync((await who.SaysAsync(sentence)).NewCard, save);
}
