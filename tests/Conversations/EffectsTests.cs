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
        min.Reads(saved, "已保存", "远山机械 先不提醒,9月15日(周一) 再来。", "恢复提醒");

        var before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-12T12:00:00+08:00");
        await FilingTests.DrainAsync(bot, min);
        Assert.DoesNotContain(bot.Teams.To(min.Conversation, before), s => s.Read.Contains("寄样品", StringComparison.Ordinal));
        await bot.UntilAsync("2025-09-15T09:00:00+08:00");
        min.SkipTo(before);
        Assert.Contains("寄样品", (await min.HearsAsync()).Read, StringComparison.Ordinal);
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
