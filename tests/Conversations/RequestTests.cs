using System.Text.Json.Nodes;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>A colleague is asked for help: they hear it at once, take it on, answer it or give it back, and who asked sees it.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task Asked_taken_on_moved_and_answered_and_both_see_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var zl = await bot.MeetAsync("zl");
        var lq = await bot.MeetAsync("lq");
        zl.Reads(await zl.SaysAsync("蓝海科技怎么样"), "李强"); // no content: the task is not theirs yet

        var form = await lq.SaysAsync("请赵工帮忙看下蓝海科技的对接方案,周五前");
        lq.Reads(form, "请谁帮什么忙?");
        Assert.Equal(("zl", "C002", "看下蓝海科技的对接方案", "2025-09-12"), (form.NewCard.Input("to"), form.NewCard.Input("customer"), form.NewCard.Input("what"), form.NewCard.Input("on")));
        Assert.DoesNotContain((await FileAsync(bot, "C002")).Steps, s => s.Kind == StepKind.Help);

        zl.SkipTo(bot.Teams.Count);
        var sent = await lq.PressesAsync(form.NewCard, "发出");
        lq.Reads(sent, "已发给 赵磊,答复会告诉你", "赵磊 还没有回应");
        await lq.PressesAsync(form.NewCard, "发出"); // pressed again it is one request
        var step = Assert.Single((await FileAsync(bot, "C002")).OpenSteps, s => s.Kind == StepKind.Help);
        Assert.Equal(("zl", "lq"), (step.OwnerId, step.AskedById!));

        var asked = await HearsOfAsync(zl, "李强 请你帮忙");
        Assert.Contains("看下蓝海科技的对接方案", asked.Read, StringComparison.Ordinal);
        zl.Reads(await zl.PressesAsync(asked.Card!, "打开客户"), "蓝海科技", "最近"); // while it is open they see the customer
        zl.Reads(await zl.PressesAsync(asked.Card!, "我来"), "赵磊 答应了");
        await bot.UpdatedAsync(lq, sent.NewCard, "赵磊 答应了");
        lq.Reads(await lq.SaysAsync("谁还没帮我"), "同事手上还有 1 件", "赵磊", "看下蓝海科技的对接方案", "答应了");

        zl.Reads(await zl.SaysAsync("谁需要我帮忙"), "同事在等你 2 件", "李强", "看下蓝海科技的对接方案");
        lq.Reads(await lq.SaysAsync("who needs my help"), "没有同事在等你");

        // The asker's own list tells it, without the colleague's; who they report to sees it, and somebody else does not.
        var index = bot.Services.GetRequiredService<IndexStore>();
        Assert.Equal(step.Id, Assert.Single((await index.OfPersonAsync("demo", "lq", CancellationToken.None)).Single(s => s.CustomerId == "C002").HelpOfOthers!).Id);
        var ly = await bot.MeetAsync("ly");
        ly.Reads(await ly.SaysAsync("谁还没帮我"), "看下蓝海科技的对接方案");
        var wm = await bot.MeetAsync("wm");
        wm.Expect(!(await wm.SaysAsync("谁还没帮我")).Read.Contains("蓝海", StringComparison.Ordinal), "not hers");

        lq.SkipTo(bot.Teams.Count);
        zl.Reads(await zl.PressesAsync(asked.Card!, "改到这天", ("moveOn", "2025-09-15")), "9月15日(周一)");
        Assert.Contains("9月15日(周一)", (await HearsOfAsync(lq, "看下蓝海科技的对接方案")).Read, StringComparison.Ordinal);

        zl.Reads(await zl.PressesAsync(asked.Card!, "发出答复", ("reply", "方案可行,接口要加签名")), "赵磊 答复了");
        Assert.Contains("方案可行,接口要加签名", (await HearsOfAsync(lq, "赵磊 答复了")).Read, StringComparison.Ordinal);
        var closed = (await FileAsync(bot, "C002")).Steps.Single(s => s.Id == step.Id);
        Assert.Equal((StepState.Done, "方案可行,接口要加签名"), (closed.State, closed.Said!));
        lq.Reads(await lq.SaysAsync("谁还没帮我"), "没有在等同事的事");
        zl.Reads(await zl.SaysAsync("蓝海科技怎么样"), "李强");
        Assert.DoesNotContain("最近跟进", (await zl.SaysAsync("蓝海科技怎么样")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cannot_gives_it_back_with_a_reason_and_it_is_the_asker_s_own_step()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var zl = await bot.MeetAsync("zl");
        var tb = await bot.MeetAsync("tb", "en-US");
        var form = await tb.SaysAsync("need presales Zhao to review the Contoso data residency answer");
        tb.Reads(form, "No day was said: two working days");
        Assert.Equal(("zl", "C005", "review the Contoso data residency answer", "2025-09-12"), (form.NewCard.Input("to"), form.NewCard.Input("customer"), form.NewCard.Input("what"), form.NewCard.Input("on")));
        zl.SkipTo(bot.Teams.Count);
        await tb.PressesAsync(form.NewCard, "Send");
        var asked = await HearsOfAsync(zl, "Tom Baker 请你帮忙");
        tb.SkipTo(bot.Teams.Count);
        zl.Reads(await zl.PressesAsync(asked.Card!, "退回", ("reason", "这周都在现场")), "没能帮上,回到 Tom Baker 手上");
        var back = await HearsOfAsync(tb, "Could not help; back with Tom Baker");
        Assert.Contains("这周都在现场", back.Read, StringComparison.Ordinal);
        var step = (await FileAsync(bot, "C005")).OpenSteps.Single(s => s.AskedById == "tb");
        Assert.Equal(("tb", (StepKind?)null), (step.OwnerId, step.Kind));

        // Theirs no more: an old card changes nothing.
        await zl.ExecuteAsync("requests/answer", new JsonObject { ["customer"] = "C005", ["step"] = step.Id, ["reply"] = "too late" });
        Assert.Equal(StepState.Open, (await FileAsync(bot, "C005")).Steps.Single(s => s.Id == step.Id).State);
    }

    [Fact]
    public async Task At_night_it_waits_for_the_colleague_s_hours()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-10T21:30:00+08:00");
        var zl = await bot.MeetAsync("zl");
        var lq = await bot.MeetAsync("lq");
        var form = await lq.SaysAsync("请赵工帮忙看下蓝海科技的对接方案,周五前");
        zl.SkipTo(bot.Teams.Count);
        lq.Reads(await lq.PressesAsync(form.NewCard, "发出"), "9月11日(周四) 08:30 发给 赵磊");
        await bot.UntilAsync("2025-09-11T08:30:30+08:00");
        await HearsOfAsync(zl, "看下蓝海科技的对接方案"); // in one message with what else waited
    }

    [Fact]
    public async Task A_filed_record_that_names_helpers_asks_them()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wq = await bot.MeetAsync("wq");
        var wm = await bot.MeetAsync("wm");
        var told = await wm.SaysAsync("宏达纺织老板发火了,说上批设备停机两次没人管,要退货!明天一早我和售后小吴一起上门");
        wq.SkipTo(bot.Teams.Count);
        await wm.PressesAsync(told.NewCard, "保存", ("channel", "Call"));
        var step = Assert.Single((await FileAsync(bot, "C016")).OpenSteps, s => s.Kind == StepKind.Help);
        Assert.Equal(("wq", "wm", new DateOnly(2025, 9, 11)), (step.OwnerId, step.AskedById!, step.DueDay));
        await HearsOfAsync(wq, "王敏 请你帮忙");
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_customer_that_the_asker_does_not_see_and_a_customer_s_contact_is_no_colleague()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = await wm.SaysAsync("请赵工帮忙看下安泰的报价");
        wm.Reads(await wm.PressesAsync(form.NewCard, "发出"), "不能请人帮忙");
        Assert.DoesNotContain((await FileAsync(bot, "C012")).Steps, s => s.Kind == StepKind.Help);

        var tb = await bot.MeetAsync("tb", "en-US");
        Assert.DoesNotContain("Who shall help", (await tb.SaysAsync("need Sarah to confirm the Contoso PO")).Read, StringComparison.Ordinal);
    }

    private static async Task<Sent> HearsOfAsync(Speaker who, string part)
    {
        var sent = await who.HearsAsync();
        while (!sent.Read.Contains(part, StringComparison.Ordinal))
        {
            sent = await who.HearsAsync();
        }

        return sent;
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, CancellationToken.None))!;
}
