using System.Net;
using System.Text.Json;
using CrmBot.Domain;

namespace CrmBot.Conversations.Tests;

/// <summary>What somebody has sight of leaves as a file, by a link that is theirs and ends.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task An_export_holds_what_the_asker_sees_and_nothing_else()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");

        var own = MovingFiles.Rows(await bot.TakesAsync((await wm.SaysAsync("导出客户")).NewCard, "CSV"));
        Assert.Equal(["客户编号", "客户名称", "别名", "负责人"], own[0].Take(4));
        Assert.Contains(own, r => r[1] == "华东精密机械有限公司" && r[3] == "王敏");
        Assert.DoesNotContain(own, r => r[3] == "李强");

        var team = MovingFiles.Rows(await bot.TakesAsync((await ly.SaysAsync("导出客户")).NewCard, "Excel"));
        Assert.Contains(team, r => r[3] == "李强");
        Assert.DoesNotContain(team, r => r[3] == "Tom Baker");
        Assert.Equal(own.Count, own.Select(r => r[0]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_month_of_summaries_is_that_month()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");

        var asked = await ly.SaysAsync("导出上个月的跟进总结");
        ly.Reads(asked, "导出跟进总结", "8月1日", "8月31日");
        var rows = MovingFiles.Rows(await bot.TakesAsync(asked.NewCard, "CSV"));
        Assert.NotEmpty(rows.Skip(1));
        Assert.All(rows.Skip(1), r => Assert.StartsWith("2025-08-", r[3], StringComparison.Ordinal));

        var choice = await ly.SaysAsync("导出");
        ly.Reads(choice, "导出什么?", "跟进总结");
        ly.Reads(await ly.PressesRowAsync(choice.NewCard, "Contacts"), "导出联系人");
    }

    [Fact]
    public async Task Everything_of_a_customer_of_a_contact_and_of_oneself_leaves_field_by_field_for_whoever_sees_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var customer = await wm.SaysAsync("导出客户华东精密的全部数据");
        wm.Reads(customer, "导出华东精密机械有限公司的全部数据");
        var whole = MovingFiles.Rows(await bot.TakesAsync(customer.NewCard, "CSV"));
        Assert.Equal(["客户名称", "记录", "编号", "字段", "内容"], whole[0]);
        foreach (var record in new[] { "客户", "联系人", "跟进", "下一步或承诺" })
        {
            Assert.Contains(whole, r => r[1] == record);
        }

        var contact = whole.First(r => r[1] == "联系人" && r[3] == "联系人")[4];
        var asked = await wm.SaysAsync($"导出{contact}在系统里的所有信息");
        wm.Reads(asked, $"导出{contact}的全部数据");
        var some = MovingFiles.Rows(await bot.TakesAsync(asked.NewCard, "Excel"));
        Assert.Contains(some, r => r[1] == "联系人" && r[4] == contact);
        Assert.DoesNotContain(some, r => r[1] == "客户");
        Assert.True(some.Count < whole.Count);

        await bot.ChangeAsync("wm", p => p with
        {
            Region = "HK",
            ListTime = new TimeOnly(8, 15),
            Quiet = new QuietHours(new TimeOnly(20, 0), new TimeOnly(8, 30)),
            Leaves = [new Leave(new DateOnly(2025, 9, 22), new DateOnly(2025, 9, 24), "cj")],
            Mutes = [new Mute("C001", new DateOnly(2025, 10, 10))],
        });
        var own = MovingFiles.Rows(await bot.TakesAsync((await wm.SaysAsync("导出我的个人数据")).NewCard, "CSV"));
        Assert.Contains(own, r => r[1] == "同事" && r[4] == "王敏");
        Assert.Contains(own, r => r[1] == "参与的客户" && r[0] == "华东精密机械有限公司");

        foreach (var (field, value) in new[]
        {
            ("工作日历", "HK"), ("每日清单时间", "08:15"), ("免打扰时段", "20:00 - 08:30"), ("休假", "2025-09-22 - 2025-09-24 (陈佳代班)"), ("暂不提醒的客户", "华东精密机械有限公司,到 2025-10-10"),
        })
        {
            Assert.Contains(own, r => r[1] == "同事" && r[3] == field && r[4] == value);
        }

        var tb = await bot.MeetAsync("tb");
        tb.Reads(await tb.SaysAsync("导出客户华东精密的全部数据"), "王敏");
        Assert.DoesNotContain("CSV", (await tb.SaysAsync($"导出{contact}在系统里的所有信息")).Read, StringComparison.Ordinal);
        Assert.DoesNotContain("CSV", (await tb.SaysAsync("导出王敏的个人信息")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_changed_leads_nowhere_and_one_of_somebody_who_sees_nothing_holds_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var card = (await wm.SaysAsync("export customers")).NewCard;
        var link = MovingFiles.Link(card, "CSV");

        using var whole = await bot.Http.GetAsync(link);
        Assert.True(whole.Headers.CacheControl is { NoStore: true, Private: true });
        Assert.Equal("attachment", whole.Content.Headers.ContentDisposition!.DispositionType);

        foreach (var changed in new[] { link[..^2] + "AA", link.Replace("/files/", "/files/e", StringComparison.Ordinal), link[..link.LastIndexOf('.')], link + ".x", link[..link.LastIndexOf('.')] + "." })
        {
            using var refused = await bot.Http.GetAsync(changed);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    [Fact]
    public async Task What_was_exported_comes_back_the_same_in_an_empty_tenant()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var hw = await bot.MeetAsync("hw");
        string[] kinds = ["customers", "contacts", "orders", "summaries"];
        var before = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            before[kind] = await bot.TakesAsync((await hw.SaysAsync("export " + kind)).NewCard, "Excel");
        }

        await bot.PeopleOfAsync("elsewhere");
        var there = new Speaker(bot, "hw", "en-US") { Tenant = "elsewhere", Conversation = "a:hw elsewhere" };
        await there.SaysAsync("hi");
        foreach (var kind in kinds)
        {
            await there.PressesAsync((await there.SendsAsync(host, kind + ".xlsx", before[kind])).NewCard, "Import");
            var (report, _) = await there.HearsReportAsync();
            there.Expect(report.Read.Contains($"{MovingFiles.Rows(before[kind]).Count - 1} rows of", StringComparison.Ordinal), report.Read);
            var after = MovingFiles.Rows(await bot.TakesAsync((await there.SaysAsync("export " + kind)).NewCard, "Excel"));
            Assert.Equal(Comparable(MovingFiles.Rows(before[kind])), Comparable(after));
        }
    }

    // The ids of customers are each tenant's own; rows of one customer may come in another order.
    private static IEnumerable<string> Comparable(IReadOnlyList<IReadOnlyList<string>> rows) =>
        rows.Select(r => JsonSerializer.Serialize(r.Skip(1))).Order(StringComparer.Ordinal);
}
