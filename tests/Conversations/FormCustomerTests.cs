using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>How the form gets its customer: searched while typing, by a button, or by a name that was typed.</summary>
public sealed class FormCustomerTests
{
    [Fact]
    public async Task The_list_finds_by_any_name_the_own_first_and_says_names_only()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        Assert.Contains("\"dataset\":\"follow-ups/customers\"", (await lq.SaysAsync("写总结")).NewCard.Json.GetRawText(), StringComparison.Ordinal);

        var blue = await SearchAsync(lq, "蓝海");
        Assert.Equal(["蓝海科技（深圳）有限公司", "蓝海物流集团"], blue.Select(h => h.Title).Take(2)); // 李强's own before 陈佳's
        Assert.Equal("C002", blue[0].Value);
        Assert.Equal("蓝海物流集团", (await SearchAsync(await bot.MeetAsync("cj"), "蓝海"))[0].Title);
        foreach (var said in (string[])["lanhai", "lhkj", "藍海科技", "蓝海可技"])
        {
            Assert.Contains(await SearchAsync(lq, said), h => h.Value == "C002");
        }

        Assert.Equal([("华东精密机械有限公司", "C001")], (await SearchAsync(lq, "华精")).Take(1).Select(h => (h.Title, h.Value))); // an alias of a colleague's
        Assert.Empty(await SearchAsync(lq, "没有这家"));
        var own = await SearchAsync(lq, "");
        Assert.Contains(own, h => h.Value == "C002");
        Assert.DoesNotContain(own, h => h.Value == "C001");
        Assert.Equal(own.Skip(1).Take(2), await SearchAsync(lq, "", skip: 1, top: 2));
    }

    [Fact]
    public async Task The_list_of_another_tenant_knows_none_of_our_customers()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await bot.PeopleOfAsync("other");

        Assert.Empty(await SearchAsync(new Speaker(bot, "lq", "zh-CN") { Tenant = "other", Conversation = "a:other" }, "蓝海"));
    }

    [Fact]
    public async Task A_button_takes_one_of_the_customers_of_late_with_everything_typed()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("写总结")).NewCard;
        Assert.Contains("最近联系的", form.Read, StringComparison.Ordinal);

        var taken = await wm.PressesAsync(form, "华东精密机械有限公司", ("summary", "张总要两条产线"), ("nextStep", "给方案"));

        wm.Reads(taken, "华东精密机械有限公司");
        Assert.False(taken.Card.HasInput("customer"));
        Assert.Equal(("张总要两条产线", "给方案"), (taken.Card.Input("summary"), taken.Card.Input("nextStep")));
        wm.Reads(await wm.PressesAsync(taken.Card, "提交", FilingTests.Good), "已保存", "华东精密机械有限公司");
    }

    [Theory]
    [InlineData("wm", "写总结", "提交", "华精", "华东精密机械有限公司")]
    [InlineData("tb", "write summary", "Submit", "contoso", "Contoso Retail Ltd")]
    public async Task A_name_that_was_typed_is_taken_where_it_is_one(string who, string said, string submit, string name, string customer)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, "en-GB");

        var form = (await rep.SaysAsync(said)).NewCard;
        rep.Reads(await rep.PressesAsync(form, submit, [("customerName", name), .. FilingTests.Good]), customer, FilingTests.Good[2].Item2);

        // Some clients let it be typed into the list itself.
        var other = (await rep.SaysAsync(said)).NewCard;
        rep.Reads(await rep.PressesAsync(other, submit, [("customer", name), .. FilingTests.Good]), customer);
    }

    [Fact]
    public async Task A_name_that_several_have_is_asked_about_and_nothing_typed_is_lost()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var form = (await ly.SaysAsync("写总结")).NewCard;

        var asked = await ly.PressesAsync(form, "提交", [("customerName", "蓝海"), ("reflection", "早点问预算"), .. FilingTests.Good]);

        ly.Reads(asked, "叫“蓝海”的不止一家", "蓝海科技（深圳）有限公司", "蓝海物流集团");
        Assert.Equal(("蓝海", "早点问预算", FilingTests.Good[2].Item2), (asked.Card.Input("customerName"), asked.Card.Input("reflection"), asked.Card.Input("summary")));
        var taken = await ly.PressesAsync(asked.Card, "蓝海物流集团");
        Assert.Equal("早点问预算", taken.Card.Input("reflection"));
        ly.Reads(await ly.PressesAsync(taken.Card, "提交"), "已保存", "蓝海物流集团", "早点问预算");
    }

    [Fact]
    public async Task A_name_that_nobody_has_shows_the_near_ones_and_can_be_made_a_customer()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var form = (await tb.SaysAsync("write summary")).NewCard;

        var near = await tb.PressesAsync(form, "Submit", [("customerName", "Contozo"), .. FilingTests.Good]);
        tb.Reads(near, "No customer is called \"Contozo\"", "Contoso Retail Ltd", "New customer \"Contozo\"");

        var unknown = await tb.PressesAsync(near.Card, "Submit", ("customerName", "Wayne Enterprises"));
        tb.Reads(unknown, "No customer is called \"Wayne Enterprises\"");
        var made = await tb.PressesAsync(unknown.Card, "New customer");
        tb.Reads(made, "Wayne Enterprises");
        Assert.Equal(FilingTests.Good[2].Item2, made.Card.Input("summary"));
        tb.Reads(await tb.PressesAsync(unknown.Card, "New customer"), "Wayne Enterprises"); // pressed twice: one customer
        tb.Reads(await tb.PressesAsync(made.Card, "Submit"), "Saved.", "Wayne Enterprises");
        Assert.Single(await SearchAsync(tb, "Wayne Enterprises"));
    }

    [Fact]
    public async Task Two_customers_in_one_form_are_asked_about()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("写总结")).NewCard;

        var asked = await wm.PressesAsync(form, "提交", [("customer", "C001"), ("customerName", "宏达"), .. FilingTests.Good]);

        wm.Reads(asked, "列表里选的是华东精密机械有限公司,写的是宏达纺织有限公司");
        wm.Reads(await wm.PressesAsync(await PickAsync(wm, asked.Card, "宏达纺织有限公司"), "提交"), "已保存", "宏达纺织有限公司");
    }

    [Fact]
    public async Task Somebody_elses_customer_is_refused_by_name_and_the_text_stays()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("写总结")).NewCard;

        var refused = await wm.PressesAsync(form, "提交", [("customer", "C012"), .. FilingTests.Good]);

        wm.Reads(refused, "张伟");
        Assert.Equal(FilingTests.Good[2].Item2, refused.Card.Input("summary"));
        Assert.True(refused.Card.HasInput("customer"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_customer_that_was_renamed_or_merged_meanwhile_is_filed_to_as_it_is_now(bool merged)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var dialog = await wm.OpensAsync(bot, form, "在弹窗里填");
        var customers = bot.Services.GetRequiredService<CustomerStore>();
        if (merged)
        {
            await customers.ChangeAsync<NotFiled>(
                new ChangeRequest("demo", "C900", "make", "wm", DateTimeOffset.UnixEpoch),
                _ => new Decision<NotFiled>.Commit(new CustomerEdit("created", new Customer("C900", "华精新厂", [], "wm", [], Tier.A, Stage.Mature, Status.Active, null))), CancellationToken.None);
            var ly = await bot.MeetAsync("ly");
            var asked = (await ly.SaysAsync("合并华精新厂和华东精密机械有限公司")).NewCard;
            var sure = await ly.PressesAsync(asked, "保留华精新厂");
            ly.Reads(await ly.PressesAsync(sure.Card, "合并"), "已合并到华精新厂");
        }
        else
        {
            await customers.ChangeAsync<NotFiled>(
                new ChangeRequest("demo", "C001", "rename", "wm", DateTimeOffset.UnixEpoch),
                file => new Decision<NotFiled>.Commit(new CustomerEdit("renamed", file!.Head with { Name = "华精新厂" })), CancellationToken.None);
        }

        var receipt = await wm.SubmitsAsync(bot, dialog.Card, "提交", FilingTests.Good);

        Assert.Contains("已保存", receipt.Card.Read, StringComparison.Ordinal);
        Assert.Contains("华精新厂", receipt.Settled(form).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_that_was_renamed_meanwhile_is_filed_to_in_English_too()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var form = (await tb.SaysAsync("write summary")).NewCard;
        var dialog = await tb.OpensAsync(bot, form, "Open in a dialog", ("customer", "C005"));
        await bot.Services.GetRequiredService<CustomerStore>().ChangeAsync<NotFiled>(
            new ChangeRequest("demo", "C005", "rename", "tb", DateTimeOffset.UnixEpoch),
            file => new Decision<NotFiled>.Commit(new CustomerEdit("renamed", file!.Head with { Name = "Contoso Stores" })), CancellationToken.None);

        var receipt = await tb.SubmitsAsync(bot, dialog.Card, "Submit", FilingTests.Good);

        Assert.Contains("Contoso Stores", receipt.Settled(form).Read, StringComparison.Ordinal);
    }

    private static async Task<CardSeen> PickAsync(Speaker who, CardSeen card, string title) => (await who.PressesAsync(card, title)).Card;

    private static async Task<IReadOnlyList<(string Title, string Value)>> SearchAsync(Speaker who, string text, int skip = 0, int top = 15)
    {
        using var answer = await who.PostAsync(new JsonObject
        {
            ["type"] = "invoke",
            ["name"] = "application/search",
            ["value"] = new JsonObject { ["kind"] = "search", ["queryText"] = text, ["queryOptions"] = new JsonObject { ["skip"] = skip, ["top"] = top }, ["dataset"] = "follow-ups/customers" },
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var results = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("value").GetProperty("results");
        return [.. results.EnumerateArray().Select(r =>
        {
            Assert.Equal(2, r.EnumerateObject().Count()); // nothing but a name and an id
            return (r.GetProperty("title").GetString()!, r.GetProperty("value").GetString()!);
        })];
    }
}
