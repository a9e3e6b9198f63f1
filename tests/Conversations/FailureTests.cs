using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Reminders that were given up: an administrator sees them and starts them again.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task An_administrator_sees_what_was_refused_and_sends_it_again_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (lq, admin) = await RefusedAsync(bot);

        var list = await admin.SaysAsync("失败的提醒");
        admin.Reads(list, "有 1 条提醒已停止发送", "李强 · ", "鼎盛", "被频道拒收(400)", "9月12日(周五) 09:00");
        Assert.DoesNotContain("催首付款", list.Read, StringComparison.Ordinal);

        var again = await admin.PressesRowAsync(list.NewCard, "李强");
        Assert.NotNull(again.InPlace);
        admin.Reads(again, "1 条提醒已重新安排发送", "没有失败的提醒");
        Assert.Contains("催首付款", (await lq.HearsAsync()).Read, StringComparison.Ordinal);

        admin.Reads(await admin.PressesRowAsync(list.NewCard, "李强"), "没有需要重新发送的了");
        await lq.HearsNothingAsync();
    }

    [Fact]
    public async Task All_of_them_are_sent_again_by_one_button()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (lq, admin) = await RefusedAsync(bot, "蓝海");

        var list = await admin.SaysAsync("failed reminders");
        admin.Reads(list, "有 2 条提醒已停止发送");
        admin.Reads(await admin.PressesAsync(list.NewCard, "全部重新发送(2 条)"), "2 条提醒已重新安排发送", "没有失败的提醒");

        var both = await lq.HearsAsync(); // both of one person are one message again
        Assert.Contains("催首付款", both.Read, StringComparison.Ordinal);
        Assert.Contains("蓝海", both.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_sees_or_starts_them()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (lq, _) = await RefusedAsync(bot);
        var failed = Assert.Single(await bot.Services.GetRequiredService<GivenUpStore>().AllAsync("demo", default));

        lq.Reads(await lq.SaysAsync("失败的提醒"), "只有管理员能看");
        lq.Reads(await lq.ExecuteAsync("failures/redrive", new() { ["card"] = "c", ["person"] = failed.Recipient, ["prompt"] = failed.Prompt.Id }), "只有管理员能看");
        lq.Reads(await lq.ExecuteAsync("failures/redrive-all", new() { ["card"] = "c" }), "只有管理员能看");

        Assert.Single(await bot.Services.GetRequiredService<GivenUpStore>().AllAsync("demo", default));
    }

    [Fact]
    public async Task Where_nothing_failed_the_card_says_so()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin", "en-GB");

        admin.Reads(await admin.SaysAsync("failed reminders"), "没有失败的提醒", "所有提醒都已送达");
    }

    /// <summary>The channel refuses the reminders of a person's next steps for good.</summary>
    private static async Task<(Speaker Owner, Speaker Admin)> RefusedAsync(BotUnderTest bot, params string[] also)
    {
        var lq = await bot.MeetAsync("lq");
        var admin = await bot.MeetAsync("admin");
        foreach (var customer in (string[])["鼎盛", .. also])
        {
            var form = (await lq.SaysAsync($"跟进 {customer}")).NewCard;
            lq.Reads(await lq.PressesAsync(form, "提交", ("channel", "Visit"), ("summary", customer == "鼎盛" ? "王总同意试点,担心交付周期" : "陈经理想先看样机,预算要等月底批"), ("nextStep", "催首付款"), ("nextOn", "2025-09-12")), "已保存");
        }

        // What the customer owes by that day would be refused too.
        await bot.Services.GetRequiredService<CustomerStore>().ChangeAsync<NotFiled>(
            new ChangeRequest("demo", "C004", "withdrawn", "lq", new DateTimeOffset(2025, 9, 11, 8, 0, 0, TimeSpan.Zero)),
            file => new Decision<NotFiled>.Commit(Steps.Cancel(file!, file!.OpenSteps.Single(s => s.By == OwedBy.Customer), new DateTimeOffset(2025, 9, 11, 8, 0, 0, TimeSpan.Zero))),
            default);
        await bot.UntilAsync("2025-09-12T08:59:00+08:00");
        await FilingTests.DrainAsync(bot, lq); // what the demo has for them before
        bot.Teams.RefuseWith = 400;
        await bot.UntilAsync("2025-09-12T09:00:00+08:00");
        var store = bot.Services.GetRequiredService<GivenUpStore>();
        while ((await store.AllAsync("demo", default)).Count(g => g.Recipient == "lq") < also.Length + 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        bot.Teams.RefuseWith = 0;
        return (lq, admin);
    }
}
