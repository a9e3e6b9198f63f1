using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Scenario S9 step by step in both languages: something told of a life becomes a natural prompt, and goes with everything made of it.</summary>
public sealed class Scenario9Tests
{
    [Theory]
    [InlineData(
        "zw", "zh-CN", "C018", "瑞康吴主任妈妈住院了,这周先不打扰,下下周一再问项目进度", "保存", "9月22日(周一)可以问候一句,要吗?", "要",
        "问候吴主任母亲恢复情况,再问项目进度", "在吗", "把吴主任妈妈住院那条删掉", "妈妈住院", "忘掉", "已忘掉", "2025-09-22T09:00:30+08:00")]
    [InlineData(
        "tb", "en-GB", "C005", "Contoso: Sarah's mum is in hospital, leave her alone this week, I'll ask about the pilot on 22 September", "Save", "on Mon 22 Sep would be kind. Remember it?", "Yes",
        "ask about the pilot", "are you there", "forget Sarah's mum in hospital", "mum is in hospital", "Forget", "is forgotten", "2025-09-22T09:00:30+01:00")]
    public async Task It_comes_back_in_one_message_with_the_step_and_forgetting_takes_the_prompt_along(
        string who, string language, string customer, string told, string save, string offer, string yes, string prompt, string notSo, string forget, string named, string press, string gone, string at)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);

        // 1: kept after a yes.
        var saved = await rep.PressesAsync((await rep.SaysAsync(told)).NewCard, save, ("channel", "WeChat"));
        rep.Reads(saved, offer);
        await rep.PressesAsync(saved.Card, yes);
        var moment = Assert.Single((await FileAsync(bot, customer)).Moments);
        var care = Assert.Single((await FileAsync(bot, customer)).OpenSteps, s => s.SourceId == moment.Id);
        Assert.Equal((StepKind.Care, new DateOnly(2025, 9, 22)), (care.Kind!.Value, care.DueDay));

        // 2: on the Monday, words that fit, in the message of the step.
        rep.SkipTo(bot.Teams.Count);
        await bot.UntilAsync(at);
        var due = await rep.HearsAsync();
        while (!due.Read.Contains(prompt, StringComparison.Ordinal))
        {
            due = await rep.HearsAsync();
        }

        rep.Expect(due.Read.Contains(care.What, StringComparison.Ordinal), "the greeting is in the same message");
        Assert.DoesNotContain(notSo, due.Read, StringComparison.Ordinal);

        // 3: the moment and what was made of it go together.
        var asked = await rep.SaysAsync(forget);
        rep.Reads(asked, named, care.What);
        rep.Reads(await rep.PressesAsync(asked.NewCard, press), gone);
        var file = await FileAsync(bot, customer);
        Assert.Empty(file.Moments);
        Assert.DoesNotContain(file.OpenSteps, s => s.Kind == StepKind.Care);
    }

    [Theory]
    [InlineData("zw", "zh-CN", "C018", "瑞康吴主任妈妈住院了,这周先不打扰,下下周一再问项目进度", "保存", "要", "把吴主任妈妈住院那条删掉", "忘掉", "问候", "再问项目进度", "2025-09-22T09:00:30+08:00")]
    [InlineData("tb", "en-GB", "C005", "Contoso: Sarah's mum is in hospital, leave her alone this week, I'll ask about the pilot on 22 September", "Save", "Yes", "forget Sarah's mum in hospital", "Forget", "mum", "ask about the pilot", "2025-09-22T09:00:30+01:00")]
    public async Task Forgotten_before_its_day_only_the_step_comes(
        string who, string language, string customer, string told, string save, string yes, string forget, string press, string greeting, string step, string at)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        var saved = await rep.PressesAsync((await rep.SaysAsync(told)).NewCard, save, ("channel", "WeChat"));
        await rep.PressesAsync(saved.Card, yes);
        await rep.PressesAsync((await rep.SaysAsync(forget)).NewCard, press);
        Assert.Empty((await FileAsync(bot, customer)).Moments);

        rep.SkipTo(bot.Teams.Count);
        await bot.UntilAsync(at);
        var due = await rep.HearsAsync();
        while (!due.Read.Contains(step, StringComparison.Ordinal))
        {
            Assert.DoesNotContain(greeting, due.Read, StringComparison.Ordinal);
            due = await rep.HearsAsync();
        }
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, CancellationToken.None))!;
}
