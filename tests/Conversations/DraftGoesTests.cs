using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>A draft is kept for 30 days; its person is told once before it goes.</summary>
public sealed class DraftGoesTests
{
    [Theory]
    [InlineData("wm", "zh-CN", "跟进 华东精密", "存草稿", "草稿快过期了|只保留到10月10日(周五)|没有提交的跟进", "继续写", "我的提醒", "2025-10-09T09:00:30+08:00", "提交", "已保存")]
    [InlineData("tb", "en-GB", "follow up Contoso", "Save draft", "A draft is about to go|kept until Fri 10 Oct|was not submitted", "Go on with it", "my upcoming reminders", "2025-10-08T09:00:30+01:00", "Submit", "Saved")]
    public async Task It_is_told_once_with_a_button_that_opens_it(
        string who, string language, string said, string save, string told, string open, string upcoming, string at, string submit, string saved)
    {
        var machine = new DraftTests.Machine();
        await using var bot = await BotUnderTest.StartAsync(services: s => s.AddSingleton<TimeProvider>(machine));
        var rep = await bot.MeetAsync(who, language);
        await rep.PressesAsync((await rep.SaysAsync(said)).NewCard, save, ("summary", "张总要两条产线"));
        var warnings = bot.Services.GetRequiredService<DraftWarnings>();
        await warnings.TellAsync(CancellationToken.None);
        Assert.DoesNotContain(await OwnAsync(bot, who), s => s.State == StepState.Open);

        machine.Ahead = TimeSpan.FromDays(27.5); // people's time goes along
        await warnings.TellAsync(CancellationToken.None);
        await warnings.TellAsync(CancellationToken.None);
        Assert.Single(await OwnAsync(bot, who), s => s.State == StepState.Open);
        Assert.DoesNotContain("华东精密", Assert.Single(await OwnAsync(bot, who)).What, StringComparison.Ordinal);

        rep.SkipTo(bot.Teams.Count);
        await bot.UntilAsync(at);
        var reminder = await rep.HearsAsync();
        while (!reminder.Read.Contains(told.Split('|')[0], StringComparison.Ordinal) && !reminder.Read.Contains(told.Split('|')[1], StringComparison.Ordinal))
        {
            reminder = await rep.HearsAsync();
        }

        var card = reminder.Card!;
        if (!card.Read.Contains(open, StringComparison.Ordinal))
        {
            card = (await rep.PressesRowAsync(card, told.Split('|')[1])).NewCard; // beside others it is a row of the list
        }

        foreach (var part in told.Split('|'))
        {
            rep.Expect(card.Read.Contains(part, StringComparison.Ordinal), $"the reminder says {part}");
        }

        var form = await rep.PressesAsync(card, open);
        Assert.Equal("张总要两条产线", form.NewCard.Input("summary"));

        // Taken up, it is settled, and nothing is told a second time.
        await warnings.TellAsync(CancellationToken.None);
        Assert.DoesNotContain(await OwnAsync(bot, who), s => s.State == StepState.Open);
        rep.Reads(await rep.PressesAsync(form.NewCard, submit, Later), saved);
        Assert.DoesNotContain(told.Split('|')[1], (await rep.SaysAsync(upcoming)).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_filed_kept_anew_or_deleted_before_is_not_told_of()
    {
        var machine = new DraftTests.Machine();
        await using var bot = await BotUnderTest.StartAsync(services: s => s.AddSingleton<TimeProvider>(machine));
        var wm = await bot.MeetAsync("wm");
        var filed = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        await wm.PressesAsync(filed, "存草稿", ("summary", "张总要两条产线"));
        await wm.PressesAsync((await wm.SaysAsync("跟进 恒通")).NewCard, "存草稿", ("summary", "王工要样品"));
        var warnings = bot.Services.GetRequiredService<DraftWarnings>();
        machine.Ahead = TimeSpan.FromDays(28);
        await warnings.TellAsync(CancellationToken.None);
        Assert.Equal(2, (await OwnAsync(bot, "wm")).Count(s => s.State == StepState.Open));

        await wm.PressesAsync(filed, "提交", Later);
        Assert.Single(await OwnAsync(bot, "wm"), s => s.State == StepState.Open);
        await wm.PressesAsync((await wm.SaysAsync("我的草稿")).NewCard, "删除");
        await warnings.TellAsync(CancellationToken.None);
        Assert.DoesNotContain(await OwnAsync(bot, "wm"), s => s.State == StepState.Open);
    }

    [Fact]
    public async Task Before_a_long_holiday_it_is_told_on_a_day_on_which_a_list_comes()
    {
        var machine = new DraftTests.Machine();
        await using var bot = await BotUnderTest.StartAsync("2025-09-06T22:00:00+08:00", s => s.AddSingleton<TimeProvider>(machine));
        var wm = await bot.MeetAsync("wm");
        await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "存草稿", ("summary", "张总要两条产线"));

        machine.Ahead = TimeSpan.FromDays(22.5); // it is 29 September, and all but the first of the eight days that are left are free
        await bot.Services.GetRequiredService<DraftWarnings>().TellAsync(CancellationToken.None);

        Assert.Equal(new DateOnly(2025, 9, 30), Assert.Single(await OwnAsync(bot, "wm")).DueDay);
    }

    private static readonly (string, string)[] Later = [.. FilingTests.Good.Where(g => g.Item1 is not ("nextOn" or "contact")), ("nextOn", "2025-10-15"), ("contactedOn", "2025-10-08")];

    private static async Task<IReadOnlyList<Step>> OwnAsync(BotUnderTest bot, string who) =>
        await bot.Services.GetRequiredService<OwnStepStore>().AllAsync("demo", who, CancellationToken.None);
}
