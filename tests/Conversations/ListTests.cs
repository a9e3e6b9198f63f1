using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>Lists that go on where they were cut, and what stands where there is nothing.</summary>
public sealed class ListTests
{
    [Fact]
    public async Task A_list_goes_on_where_it_was_cut()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        for (var i = 1; i <= 8; i++)
        {
            await wm.PressesAsync((await wm.SaysAsync($"新建客户 测试公司{i}")).NewCard, "创建");
        }

        var first = await wm.SaysAsync("我的客户");
        wm.Reads(first, "我的客户(11)", "华东精密机械有限公司", "还有 1 家");
        Assert.DoesNotContain("测试公司8", first.Read, StringComparison.Ordinal);
        var rest = await wm.PressesRowAsync(first.NewCard, "还有 1 家");
        wm.Reads(rest, "我的客户(11)", "测试公司8");
        Assert.DoesNotContain("华东精密机械有限公司", rest.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("还有", rest.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_of_a_person_is_shown_only_to_whom_they_report()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var wm = await bot.MeetAsync("wm");

        var one = await ly.ExecuteAsync("team/overdue", new JsonObject { ["person"] = "wm", ["from"] = "0" });
        ly.Reads(one, "1 件逾期", "王敏", "宏达纺织有限公司");
        Assert.DoesNotContain("李强", one.Read, StringComparison.Ordinal);
        foreach (var (asker, person) in new[] { (ly, "tb"), (wm, "lq") })
        {
            var none = await asker.ExecuteAsync("team/overdue", new JsonObject { ["person"] = person, ["from"] = "x" });
            asker.Reads(none, "没有逾期的");
            Assert.DoesNotContain("Tailspin", none.Read, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_there_is_nothing_a_button_leads_on()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var jane = bot.As("jane");
        await jane.SaysAsync("你好");

        jane.Reads(await jane.SaysAsync("帮助"), "跟进 [客户名]");
        var form = await jane.PressesAsync((await jane.SaysAsync("我的客户")).NewCard, "新建客户");
        jane.Reads(await jane.PressesAsync(form.NewCard, "创建", ("name", "远山科技")), "已创建 · ", "还没有跟进记录");
        jane.Reads(await jane.SaysAsync("帮助"), "跟进 远山科技", "远山科技怎么样");

        var empty = await jane.SaysAsync("今天要跟谁");
        jane.Reads(empty, "没有未完成的事");
        Assert.True((await jane.PressesAsync(empty.NewCard, "记录跟进")).NewCard.HasInput("customer"));
    }

    [Fact]
    public async Task A_name_that_is_nearly_one_can_be_made_a_new_customer()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");

        var near = await wm.SaysAsync("恒同汽配怎么样");
        wm.Reads(near, "没有找到“恒同汽配”", "恒通汽车零部件有限公司");
        Assert.Equal("恒同汽配", (await wm.PressesAsync(near.NewCard, "新建“恒同汽配”")).NewCard.Input("name"));
    }

    [Fact]
    public async Task A_form_names_each_problem_by_its_field_and_below_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;

        var back = await wm.PressesAsync(form, "提交", ("channel", "Call"), ("summary", "两条自动化产线"), ("nextStep", "给一版分期方案"), ("contactedOn", "2025-09-12"));

        wm.Reads(back, "• 哪天做:下一步还差日期。", "• 联系日期:联系日期不能晚于今天。", "\n下一步还差日期。", "\n联系日期不能晚于今天。");
    }

    [Fact]
    public async Task In_development_the_page_of_all_cards_is_there_for_this_machine_alone()
    {
        await using var bot = await BotUnderTest.StartAsync();

        using var page = await bot.Http.GetAsync("/dev/cards");
        // Where the npm packages are not installed, it says so.
        Assert.Contains(page.IsSuccessStatusCode ? "\"card\":\"customers/mine\"" : "npm ci", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/dev/cards") { Headers = { { "Origin", "http://elsewhere.example" } } };
        using var refused = await bot.Http.SendAsync(foreign);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
    }
}
