using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>People are told what was done without them, also by a job that an earlier version has stored.</summary>
public sealed class ToldTests
{
    [Theory]
    [InlineData("helper-told", """{"customer":"C001","person":"wm","added":true}""", "刘洋", "加为 华东精密机械有限公司 的协作人")]
    [InlineData("helper-told", """{"customer":"C001","person":"wm","added":false}""", "刘洋", "从 华东精密机械有限公司 的协作人里移除了")]
    [InlineData("ownership-told", """{"customer":"C001","from":"lq","to":"wm"}""", "刘洋", "李强")]
    [InlineData("step-handed", """{"customer":"C001","step":"STEP","from":"lq","to":"wm"}""", "刘洋", "华东精密机械有限公司")]
    public async Task A_job_of_an_earlier_version_tells_and_ends(string kind, string order, string by, string what)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var lq = await bot.MeetAsync("lq");
        var step = (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", "C001", default))!.OpenSteps.First();
        wm.SkipTo(bot.Teams.Count);
        lq.SkipTo(bot.Teams.Count);

        var job = new Job("demo", "told0000000001", kind, "ly", new DateTimeOffset(2025, 9, 10, 1, 0, 0, TimeSpan.Zero), order.Replace("STEP", step.Id, StringComparison.Ordinal));
        await bot.Services.GetRequiredService<JobStore>().StartAsync(job, default);
        var heard = (await wm.HearsAsync()).Read;
        Assert.Contains(by, heard, StringComparison.Ordinal);
        Assert.Contains(what, heard, StringComparison.Ordinal);
        await WholeStore.FinishedAsync(bot, job.Id);
        if (order.Contains("from", StringComparison.Ordinal))
        {
            Assert.Contains("王敏", (await lq.HearsAsync()).Read, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_request_of_an_earlier_version_is_shown_to_the_other_side_and_a_gone_customer_ends_it_too()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ask = await wm.SaysAsync("请赵磊帮忙看下华东精密的方案,周五前");
        var zl = await bot.MeetAsync("zl");
        var customers = bot.Services.GetRequiredService<CustomerStore>();
        if ((await customers.LoadAsync("demo", "C001", default))!.OpenSteps.All(s => s.AskedById is null))
        {
            await wm.PressesAsync(ask.NewCard, "发出");
        }

        var step = (await customers.LoadAsync("demo", "C001", default))!.OpenSteps.Single(s => s.AskedById == "wm");
        await FilingTests.DrainAsync(bot, zl);
        zl.SkipTo(bot.Teams.Count);
        var jobs = bot.Services.GetRequiredService<JobStore>();
        await jobs.StartAsync(new Job("demo", "told0000000002", "request-told", "wm", DateTimeOffset.UnixEpoch, $$"""{"customer":"C001","step":"{{step.Id}}","to":"zl","quiet":false}"""), default);
        await jobs.StartAsync(new Job("demo", "told0000000003", "request-told", "wm", DateTimeOffset.UnixEpoch, """{"customer":"C999","step":"s","to":"zl","quiet":false}"""), default);
        Assert.Contains("华东精密", (await zl.HearsAsync()).Read, StringComparison.Ordinal);
        await WholeStore.FinishedAsync(bot, "told0000000002");
        await WholeStore.FinishedAsync(bot, "told0000000003");
    }
}
