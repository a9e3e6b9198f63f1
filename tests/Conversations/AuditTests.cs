using System.Globalization;
using System.Text.Json.Nodes;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Who did what when: of a day for administrators, of one customer also for whoever sees its content.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task An_administrator_sees_who_did_what_to_which_customer_on_a_day_and_goes_to_the_day_before_and_back()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        await ly.PressesAsync((await ly.SaysAsync("把蓝海科技转给陈佳")).NewCard, "转交");

        var admin = await bot.MeetAsync("admin");
        var today = await admin.SaysAsync("审计");
        admin.Reads(today, "9月10日(周三)的改动", "今天", "蓝海科技（深圳）有限公司", "转交客户:李强 → 陈佳 · 刘洋", "17:40");
        Assert.DoesNotContain("9月11日", today.Read, StringComparison.Ordinal);

        var before = await admin.PressesAsync(today.NewCard, "‹ 9月9日(周二)");
        Assert.NotNull(before.InPlace);
        admin.Reads(before, "9月9日(周二)的改动", "昨天");
        Assert.DoesNotContain("转交客户", before.Read, StringComparison.Ordinal);
        admin.Reads(await admin.PressesAsync(before.Card, "9月10日(周三) ›"), "9月10日(周三)的改动", "转交客户:李强 → 陈佳");
        admin.Reads(await admin.SaysAsync("审计 昨天"), "9月9日(周二)的改动");
    }

    [Fact]
    public async Task A_day_is_shown_in_English_and_leads_to_the_history_of_a_customer_without_its_content()
    {
        await using var bot = await BotUnderTest.StartAsync(settings: ("People:Admins", "tb"));
        var hw = await bot.MeetAsync("hw");
        await hw.PressesAsync((await hw.SaysAsync("reassign Contoso to Grace")).NewCard, "Reassign");

        var tb = await bot.MeetAsync("tb", "en-GB");
        var day = await tb.SaysAsync("audit");
        tb.Reads(day, "Changes on Wed 10 Sep", "Contoso Retail Ltd", "Customer reassigned: Tom Baker → 何嘉欣 · 吴海伦", "10:40");
        tb.Reads(await tb.SaysAsync("audit yesterday"), "Changes on Tue 9 Sep", "yesterday");

        var history = await tb.PressesRowAsync(day.NewCard, "Contoso Retail Ltd");
        tb.Reads(history, "Who changed Contoso Retail Ltd", "Owner: 何嘉欣", "Customer reassigned: Tom Baker → 何嘉欣", "Follow-up filed");
        Assert.DoesNotContain("pricing", history.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_day_goes_on_below_and_names_nothing_twice()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        for (var i = 1; i <= 12; i++)
        {
            await wm.PressesAsync((await wm.SaysAsync($"新建客户 测试公司{i:D2}")).NewCard, "创建");
        }

        var admin = await bot.MeetAsync("admin");
        var read = new List<string>();
        var page = await admin.SaysAsync("审计 今天");
        read.Add(page.Read);
        while (page.NewCard.Read.Contains("更早的改动", StringComparison.Ordinal))
        {
            page = await admin.PressesRowAsync(page.NewCard, "更早的改动");
            Assert.Null(page.InPlace);
            read.Add(page.Read);
        }

        Assert.True(read.Count > 1);
        for (var i = 1; i <= 12; i++)
        {
            Assert.Single(read, r => r.Contains($"测试公司{i:D2}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Who_sees_a_customer_sees_its_history_page_by_page_in_both_languages()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        lq.Reads(await lq.SaysAsync("谁改过蓝海科技"), "谁改过蓝海科技（深圳）有限公司", "负责人 李强", "李强 · ", "记录跟进");
        await ChangeAsync(bot, "C002", 11);
        var page = await lq.SaysAsync("谁改过蓝海科技");

        // Who is in no list any more stands by id, and an operation that has no words by its code.
        lq.Reads(page, "long-gone · 9月10日(周三) 17:40", "folded-away");
        Assert.DoesNotContain("记录跟进", page.Read, StringComparison.Ordinal);
        var pages = 1;
        while (page.NewCard.Read.Contains("更早的改动", StringComparison.Ordinal))
        {
            page = await lq.PressesRowAsync(page.NewCard, "更早的改动");
            pages++;
        }

        Assert.True(pages > 1);
        lq.Reads(page, "新建客户");

        var hw = await bot.MeetAsync("hw");
        hw.Reads(await hw.SaysAsync("who changed 蓝海科技"), "Who changed 蓝海科技（深圳）有限公司", "Owner: 李强", "Earlier changes");
        lq.Reads(await lq.PressesAsync(page.NewCard, "打开客户"), "蓝海科技（深圳）有限公司");
    }

    [Fact]
    public async Task Others_learn_no_more_than_everyone_knows_also_by_a_forged_press()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("审计"), "每天的改动只有管理员能看");
        var tb = await bot.MeetAsync("tb", "en-GB");
        tb.Reads(await tb.SaysAsync("audit yesterday"), "Only administrators can see the changes of a day");

        Heard[] refused =
        [
            await wm.SaysAsync("谁改过蓝海科技"),
            await wm.ExecuteAsync("audit/customer", new JsonObject { ["customer"] = "C002", ["next"] = "" }),
        ];
        foreach (var heard in refused)
        {
            wm.Reads(heard, "蓝海科技（深圳）有限公司 由 李强 负责", "其他内容只有负责人");
            Assert.DoesNotContain("记录跟进", heard.Read, StringComparison.Ordinal);
        }

        var forged = await wm.ExecuteAsync("audit/day", new JsonObject { ["day"] = "2025-09-10", ["next"] = "" });
        wm.Reads(forged, "每天的改动只有管理员能看");
        Assert.Null(forged.InPlace);
    }

    [Fact]
    public async Task An_erased_customer_stands_without_its_name_and_cards_from_before_are_cleared()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await ChangeAsync(bot, "C001", 1);
        var admin = await bot.MeetAsync("admin");
        var before = await admin.SaysAsync("审计");
        admin.Reads(before, "华东精密机械有限公司", "folded-away");
        CardSeen[] shown = [before.NewCard, (await admin.SaysAsync("谁改过华东精密")).NewCard];

        var ly = await bot.MeetAsync("ly");
        var (ask, from) = ((await ly.SaysAsync("删除客户华东精密的所有数据")).NewCard, bot.Teams.Count);
        var erased = await ly.PressesAsync(ask, "永久删除", ("typed", "华东精密机械有限公司"));
        await ly.ReadsSoonAsync(erased, "删除完成");
        var cleared = bot.Teams.To(admin.Conversation, from).Where(s => s.Update && s.Read.Contains("这条消息涉及的数据已删除", StringComparison.Ordinal));
        Assert.Empty(shown.Select(c => c.ActivityId).Except(cleared.Select(s => s.ActivityId)));

        var day = await admin.SaysAsync("审计");
        admin.Reads(day, "已删除的客户 · 17:40", "删除客户 · 刘洋");
        Assert.DoesNotContain("华东精密", day.Read, StringComparison.Ordinal);
        admin.Reads(await admin.ExecuteAsync("audit/customer", new JsonObject { ["customer"] = "C001", ["next"] = "" }), "这个客户已经不在了");
    }

    [Theory]
    [InlineData("2999-01-01", "")]
    [InlineData("0001-01-01", "")]
    [InlineData("yesterday", "zzz'|")]
    public async Task A_day_that_is_none_is_today(string day, string next)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        admin.Reads(await admin.ExecuteAsync("audit/day", new JsonObject { ["day"] = day, ["next"] = next }), "9月10日(周三)的改动");
        admin.Reads(await admin.ExecuteAsync("audit/customer", new JsonObject { ["customer"] = "C002", ["next"] = "-7" }), "谁改过蓝海科技", "记录跟进");
    }

    /// <summary>Somebody who left long ago changes a customer in a way that is not known any more.</summary>
    private static async Task ChangeAsync(BotUnderTest bot, string customerId, int times)
    {
        var customers = bot.Services.GetRequiredService<CustomerStore>();
        var at = DateTimeOffset.Parse(BotUnderTest.Wednesday, CultureInfo.InvariantCulture);
        for (var i = 0; i < times; i++)
        {
            var outcome = await customers.ChangeAsync<bool>(
                new ChangeRequest("demo", customerId, $"old-{i}", "long-gone", at),
                file => new Decision<bool>.Commit(new CustomerEdit("folded-away", file!.Head)), CancellationToken.None);
            Assert.IsType<ChangeOutcome<bool>.Committed>(outcome);
        }
    }
}
