using static CrmBot.Conversations.Tests.FieldTests;

namespace CrmBot.Conversations.Tests;

/// <summary>What was filed in fields of the company's own is read again: in the history, before a meeting, and to find customers by.</summary>
public sealed class FieldReadTests
{
    [Theory]
    [InlineData("wm", "zh-CN", "跟进 华东精密", "提交", "华东精密的跟进历史", "华东精密的会前简报", "区域:华东", "预算:120,000", "区域", "华东", "预算")]
    [InlineData("tb", "en-GB", "follow up Contoso", "Submit", "full history on Contoso", "prep me for my call with Sarah", "Region: East", "Budget: 120,000", "Region", "East", "Budget")]
    public async Task The_history_each_of_its_entries_and_the_brief_tell_them(
        string who, string language, string said, string submit, string history, string brief, string first, string second, string region, string east, string budget)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (area, money) = await FieldsAsync(bot);
        var rep = await bot.MeetAsync(who, language);
        var form = (await rep.SaysAsync(said)).NewCard;
        rep.Reads(await rep.PressesAsync(form, submit, [.. FilingTests.Good.Where(g => g.Item1 != "contact"), ("contact", who == "tb" ? "Sarah" : "张总"), (area, ChoiceOf(form, area, east)), (money, "120000")]), FilingTests.Good[2].Item2);

        var list = await rep.SaysAsync(history);
        rep.Reads(list, FilingTests.Good[2].Item2, first, second);
        var entry = await rep.PressesRowAsync(list.NewCard, FilingTests.Good[2].Item2);
        rep.Reads(entry, region, east, budget, "120,000");
        rep.Reads(await rep.SaysAsync(brief), FilingTests.Good[2].Item2, first, second);
    }

    [Fact]
    public async Task Customers_are_found_by_what_was_filed_last_and_only_in_sight()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (area, money) = await FieldsAsync(bot);
        var (wm, ly, zw) = (await bot.MeetAsync("wm"), await bot.MeetAsync("ly"), await bot.MeetAsync("zw"));
        await FiledAsync(wm, "跟进 华东精密", (area, "华东"), (money, "120000"));
        await FiledAsync(wm, "跟进 恒通", (area, "华南"), (money, "80000"));

        var east = await wm.SaysAsync("区域是华东的客户");
        wm.Reads(east, "区域是华东:1 家", "华东精密机械有限公司", "你能看到的", "里有 1 家");
        Assert.DoesNotContain("恒通", east.Read, StringComparison.Ordinal);
        wm.Reads(await wm.PressesRowAsync(east.NewCard, "华东精密"), "给一版分期方案");
        foreach (var same in (string[])["区域=华东的客户", "區域：華東的客戶有哪些", "华东区域的客户", "哪些客户的区域是华东", "customers with Region = East", "list customers whose region is East"])
        {
            var again = await wm.SaysAsync(same);
            wm.Reads(again, "区域是华东:1 家", "华东精密机械有限公司");
        }

        // What was filed later counts, the manager sees it too, and who has no sight finds nothing.
        await FiledAsync(wm, "跟进 恒通", (area, "华东"));
        ly.Reads(await ly.SaysAsync("区域是华东的客户"), "区域是华东:2 家", "华东精密机械有限公司", "恒通汽车零部件有限公司", "王敏");
        zw.Reads(await zw.SaysAsync("区域是华东的客户"), "区域是华东:0 家", "没有这样的客户");
        wm.Reads(await wm.SaysAsync("预算超过10万的客户"), "预算大于100,000:1 家", "华东精密机械有限公司");
        wm.Reads(await wm.SaysAsync("customers where budget is under 100k"), "预算小于100,000:1 家", "恒通汽车零部件有限公司");
        wm.Reads(await wm.SaysAsync("区域是火星的客户"), "“区域”里没有“火星”这个选项,有:华东、华南");

        // A field that is not in use any more is found by still.
        var admin = bot.As("admin");
        var edit = await admin.PressesRowAsync((await admin.SaysAsync("字段设置")).NewCard, "区域");
        await admin.PressesAsync(edit.Card, "停用");
        wm.Reads(await wm.SaysAsync("区域是华东的客户"), "区域是华东:2 家");
    }

    [Fact]
    public async Task An_English_rep_finds_them_in_English_and_a_sentence_about_no_field_is_read_as_before()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (area, _) = await FieldsAsync(bot);
        var tb = await bot.MeetAsync("tb", "en-GB");
        await FiledAsync(tb, "follow up Contoso", (area, "East"));

        tb.Reads(await tb.SaysAsync("customers with Region = East"), "Region = East: 1", "Contoso Retail Ltd", "1 of the", "customers you can see");
        tb.Reads(await tb.SaysAsync("which customers have region South"), "Region = South: 0", "No such customer");
        Assert.DoesNotContain("you can see", (await tb.SaysAsync("customers with a big heart")).Read, StringComparison.Ordinal);
        Assert.DoesNotContain("家,按每家", (await tb.SaysAsync("张伟的客户")).Read, StringComparison.Ordinal);
    }

    private static async Task<(string Region, string Budget)> FieldsAsync(BotUnderTest bot)
    {
        var admin = await bot.MeetAsync("admin");
        return (
            await AddedAsync(admin, ("chinese", "区域"), ("english", "Region"), ("kind", "Choice"), ("choices", "华东 | East\n华南 | South")),
            await AddedAsync(admin, ("chinese", "预算"), ("english", "Budget"), ("kind", "Number")));
    }

    private static async Task FiledAsync(Speaker rep, string said, params (string Field, string Value)[] own)
    {
        var form = (await rep.SaysAsync(said)).NewCard;
        var english = form.Read.Contains("Submit", StringComparison.Ordinal);
        var values = own.Select(o => (o.Field, o.Value.All(char.IsDigit) ? o.Value : ChoiceOf(form, o.Field, o.Value)));
        var filed = await rep.PressesAsync(form, english ? "Submit" : "提交", [.. FilingTests.Good, .. values]);
        if (filed.Card.HasInput("summary"))
        {
            filed = await rep.PressesAsync(filed.Card, english ? "File anyway" : "仍然提交");
        }

        rep.Reads(filed, english ? "Saved" : "已保存");
    }
}
