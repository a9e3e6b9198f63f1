using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>What happens to a form off the straight way: nothing typed is lost, and nothing is said that is not so.</summary>
public sealed class FormTests
{
    [Fact]
    public async Task A_customer_chosen_in_the_form_stays_chosen_when_the_coach_speaks()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("写总结")).NewCard;

        var coached = await wm.PressesAsync(form, "提交", ("customer", "C001"), ("channel", "Call"), ("summary", "已联系"));

        Assert.Equal("C001", coached.Card.Input("customer"));
        wm.Reads(await wm.PressesAsync(coached.Card, "提交"), "已保存", "华东精密机械有限公司");
    }

    [Fact]
    public async Task A_form_that_was_filed_stays_filed_when_it_is_cancelled()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        await wm.PressesAsync(form, "提交", FilingTests.Good);

        var cancelled = await wm.PressesAsync(form, "取消");

        wm.Reads(cancelled, "已保存", "给一版分期方案");
        Assert.DoesNotContain("没有保存", cancelled.Read, StringComparison.Ordinal);
        await wm.PressesAsync(form, "提交", FilingTests.Good);
        Assert.Equal(2, (await wm.SaysAsync("华东精密怎么样")).Read.Split(FilingTests.Good[2].Item2).Length);
    }

    [Fact]
    public async Task What_is_typed_into_a_filed_form_comes_back_whole()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        await wm.PressesAsync(form, "提交", FilingTests.Good);
        var other = "第二版:" + new string('长', 3000) + "完";

        wm.Reads(await wm.PressesAsync(form, "提交", [.. FilingTests.Good.Where(g => g.Item1 != "summary"), ("summary", other)]), "之前已经提交过", other);
    }

    [Fact]
    public async Task A_number_is_no_code_and_a_step_without_a_day_is_not_dropped_beside_a_reason()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;

        var number = await wm.PressesAsync(form, "提交", [.. FilingTests.Good[1..], ("channel", "99")]);
        wm.Reads(number, "请选择联系方式");

        var coached = await wm.PressesAsync(number.Card, "提交", ("channel", "Call"), ("nextStep", ""), ("nextOn", ""));
        var undated = await wm.PressesAsync(coached.Card, "提交", ("nextStep", "给一版分期方案"), ("because", "日期等通知"));
        wm.Reads(undated, "下一步还差日期");
        Assert.Equal(("给一版分期方案", "日期等通知"), (undated.Card.Input("nextStep"), undated.Card.Input("because")));
    }

    [Fact]
    public async Task The_day_of_an_overdue_step_may_stand_in_an_edit_and_no_other_past_day()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var receipt = await wm.PressesAsync(form, "提交", [.. FilingTests.Good[..^1], ("nextOn", "2025-09-11")]);
        await bot.UntilAsync("2025-09-15T10:00:00+08:00");
        await FilingTests.DrainAsync(bot, wm);
        var edit = (await wm.PressesAsync(receipt.Card, "修改")).NewCard;

        var past = await wm.PressesAsync(edit, "提交", ("nextOn", "2025-09-12"));
        wm.Reads(past, "下一步的日期不能早于今天");
        wm.Reads(await wm.PressesAsync(past.Card, "提交", ("nextOn", "2025-09-11")), "已保存。下一步逾期 4 天。");
    }

    [Fact]
    public async Task The_receipt_says_whom_it_reminds_and_promises_nothing_in_the_past()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var receipt = await wm.PressesAsync(form, "提交", FilingTests.Good);
        wm.Reads(receipt, "9月17日(周三) 09:00 提醒你");

        var edit = (await ly.PressesAsync(receipt.Card, "修改")).NewCard;
        ly.Reads(await ly.PressesAsync(edit, "提交", ("nextOn", "2025-09-18")), "9月18日(周四) 09:00 提醒 王敏");

        var today = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        wm.Reads(
            await wm.PressesAsync(today, "提交", ("channel", "Call"), ("summary", "李工要场地图,量过节拍42秒"), ("nextStep", "传场地图"), ("nextOn", "2025-09-10")),
            "已保存。下一步今天到期。");
    }

    [Fact]
    public async Task A_sentence_that_is_delivered_twice_opens_one_form()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        JsonObject Said() => new() { ["type"] = "message", ["text"] = "新建客户 远山科技", ["id"] = "twice" };

        var form = (await wm.TellAsync(Said())).NewCard;
        Assert.Empty((await wm.TellAsync(Said())).Messages);

        wm.Reads(await wm.PressesAsync(form, "创建"), "远山科技", "没有下一步");
    }

    [Fact]
    public async Task A_new_customers_form_of_somebody_else_hands_everything_back()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var zw = await bot.MeetAsync("zw");
        var form = (await wm.SaysAsync("新建客户 远山科技")).NewCard;

        var back = await zw.PressesAsync(form, "创建", ("aliases", "远山,YS"), ("contact", "林工"));

        zw.Reads(back, "这张新表单");
        Assert.Equal(("远山科技", "远山,YS", "林工"), (back.NewCard.Input("name"), back.NewCard.Input("aliases"), back.NewCard.Input("contact")));
        zw.Reads(await zw.PressesAsync(back.NewCard, "创建", ("aliases", new string('长', 201))), "最多 200 字");
        zw.Reads(await zw.PressesAsync(back.NewCard, "创建"), "远山科技", "张伟");
    }
}
