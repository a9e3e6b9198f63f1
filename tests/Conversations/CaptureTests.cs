using CrmBot.Bot.Captures;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>A rep says in a sentence what happened: scenario S1, and what goes wrong between the sentence and the record.</summary>
public sealed class CaptureTests
{
    private const string Sentence = "刚给华东精密的张总打完电话,他们三季度想上两条自动化产线,嫌我们报价比对手高8%,我下周三前给一版分期方案。张总儿子今年考上浙大了";

    [Fact]
    public async Task One_sentence_is_a_prefilled_card_and_one_tap_keeps_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = await FileAsync(bot, "C001");

        var heard = await wm.SaysAsync(Sentence);
        wm.Reads(heard, "华东精密机械有限公司", "电话", "张总", "两条自动化产线", "异议 · 价格", "报价比对手高8%", "给一版分期方案", "王敏", "9月17日(周三)", "考上浙大", "保存", "修改", "取消");
        Assert.Equal(before.Rev, (await FileAsync(bot, "C001")).Rev); // nothing is saved without the tap

        var saved = await wm.PressesAsync(heard.NewCard, "保存");
        wm.Reads(saved, "已保存。9月17日(周三) 09:00 提醒你。", "我还记下:张总儿子考上浙大——寒假前可以问候一句,要吗?", "要", "不用");
        Assert.DoesNotContain("保存\n", saved.Card.Read, StringComparison.Ordinal);

        var file = await FileAsync(bot, "C001");
        var record = file.Recent[0];
        var step = Assert.Single(file.OpenSteps, s => s.SourceId == record.Id);
        Assert.Equal((Sentence, "张总", Channel.Call, "wm"), (record.Summary, record.ContactName, record.Channel, record.AuthorId));
        Assert.Equal(("两条自动化产线", "报价比对手高8%", ObjectionCategory.Price), (record.Gist!.Needs, record.Gist.Objection, record.Gist.Category!.Value));
        Assert.Equal((new DateOnly(2025, 9, 17), "wm", OwedBy.Us, step.Id), (step.DueDay, step.OwnerId, step.By, record.NextStepId));
        Assert.Null(record.Status); // it was not stated
        Assert.Empty(file.Moments);

        wm.Reads(await wm.PressesAsync(saved.Card, "要"), "已记住:张总儿子考上浙大");
        var moment = Assert.Single((await FileAsync(bot, "C001")).Moments);
        Assert.Equal((MomentKind.ChildExam, "张总", record.Id), (moment.Kind, moment.ContactName, moment.SourceId));

        // The first card again, and the answer again: nothing is there twice.
        wm.Reads(await wm.PressesAsync(heard.NewCard, "保存"), "已保存", "已记住");
        wm.Reads(await wm.PressesAsync(saved.Card, "要"), "已记住");
        var after = await FileAsync(bot, "C001");
        Assert.Equal(file.Rev + 1, after.Rev);
        Assert.Single(after.Moments);
    }

    [Fact]
    public async Task Not_wanted_is_not_kept_and_cancelled_is_not_saved()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = (await FileAsync(bot, "C001")).Rev;
        var given = await wm.SaysAsync(Sentence);
        wm.Reads(await wm.PressesAsync(given.NewCard, "取消"), "已取消,没有保存");
        wm.Reads(await wm.PressesAsync(given.NewCard, "保存"), "这张卡片已失效");
        Assert.Equal(before, (await FileAsync(bot, "C001")).Rev);

        var saved = await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        var not = await wm.PressesAsync(saved.Card, "不用");
        Assert.DoesNotContain("要吗", not.Card.Read, StringComparison.Ordinal);
        await wm.PressesAsync(saved.Card, "要"); // an old copy: it was answered
        Assert.Empty((await FileAsync(bot, "C001")).Moments);
    }

    [Fact]
    public async Task Two_taps_at_once_and_a_restart_between_make_one_record()
    {
        await using var bot = await BotProcess.StartAsync();
        var wm = new Speaker(bot, "wm", "zh-CN");
        var card = (await wm.SaysAsync(Sentence)).NewCard;
        await bot.KillAsync();
        await bot.RunAsync();

        var both = await Task.WhenAll(wm.PressesAsync(card, "保存"), new Speaker(bot, "wm", "zh-CN").PressesAsync(card, "保存"));
        Assert.All(both, heard => Assert.Contains("已保存", heard.Read, StringComparison.Ordinal));
        await bot.KillAsync();
        await bot.RunAsync();

        wm.Reads(await wm.PressesAsync(both[0].Card, "要"), "已记住");
        var status = await wm.SaysAsync("华东精密怎么样");
        Assert.Equal(2, status.Read.Split("刚给华东精密的张总打完电话").Length);
    }

    [Fact]
    public async Task Everything_that_was_heard_can_be_changed_in_the_form()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var heard = await wm.SaysAsync("今天拜访华东精密张总,他们要两条产线,嫌报价高,竞争对手是科迅,我周五前给方案,李强下周一寄样品,张总月底给答复");
        var form = await wm.PressesAsync(heard.NewCard, "修改");
        Assert.Equal(("Visit", "张总"), (form.Card.Input("channel"), form.Card.Input("contact")));
        Assert.Equal(("2025-09-12", "2025-09-15", "lq", "2025-09-30", "customer"), (form.Card.Input("nextOn"), form.Card.Input("step2On"), form.Card.Input("step2Who"), form.Card.Input("step3On"), form.Card.Input("step3Who")));
        Assert.Contains("competitors", form.Card.Input("kept"), StringComparison.Ordinal);

        var saved = await wm.PressesAsync(form.Card, "提交", ("needs", "三条产线"), ("nextAt", "15:00"), ("kept", "outcome"), ("status", "Negotiating"));
        wm.Reads(saved, "已保存。9月12日(周五) 15:00 提醒你。", "三条产线", "对方答应的", "李强 的下一步");
        var file = await FileAsync(bot, "C001");
        var record = file.Recent[0];
        Assert.Equal(("三条产线", Status.Negotiating), (record.Gist!.Needs, record.Status!.Value));
        Assert.Null(record.Gist.Competitors);
        Assert.Equal(
            [("wm", OwedBy.Us), ("lq", OwedBy.Us), ("wm", OwedBy.Customer)],
            file.OpenSteps.Where(s => s.SourceId == record.Id).OrderBy(s => s.DueDay).Select(s => (s.OwnerId, s.By)));

        // The stored record in the form again: one step taken out, one of the others done by its owner meanwhile.
        var edit = await wm.PressesAsync(saved.Card, "修改");
        wm.Reads(await wm.PressesAsync(edit.NewCard, "提交", ("step2", ""), ("step2On", "")), "已保存");
        file = await FileAsync(bot, "C001");
        Assert.Equal(["wm", "wm"], file.OpenSteps.Where(s => s.SourceId == record.Id).Select(s => s.OwnerId));
        Assert.Equal("三条产线", file.Recent[0].Gist!.Needs);
    }

    [Fact]
    public async Task A_sentence_without_a_customer_asks_which_and_loses_no_word()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var asked = await wm.SaysAsync("刚打完电话,他们想上两条自动化产线,嫌报价高8%,我下周三前给一版分期方案");
        wm.Reads(asked, "说的是哪家客户?", "华东精密机械有限公司", "恒通汽车零部件有限公司", "他们想上两条自动化产线");

        var chosen = await wm.PressesRowAsync(asked.NewCard, "恒通");
        wm.Reads(chosen, "恒通汽车零部件有限公司", "两条自动化产线", "9月17日(周三)");
        wm.Reads(await wm.PressesAsync(chosen.Card, "保存"), "已保存");
        Assert.Contains("两条自动化产线", (await FileAsync(bot, "C009")).Recent[0].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_that_nobody_knows_is_made_on_the_way()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var asked = await wm.SaysAsync("刚打完电话,他们想上两条自动化产线,嫌报价高8%,我下周三前给一版分期方案");
        var unknown = await wm.PressesAsync(asked.NewCard, "找这家", ("name", "远山科技"));
        wm.Reads(unknown, "没有找到“远山科技”", "两条自动化产线");
        var made = await wm.PressesAsync(unknown.Card, "新建客户“远山科技”");
        wm.Reads(made, "远山科技", "给一版分期方案");
        await wm.PressesAsync(unknown.Card, "新建客户“远山科技”"); // pressed again it is the same customer
        wm.Reads(await wm.PressesAsync(made.Card, "保存"), "已保存", "远山科技");
        Assert.Single((await bot.Services.GetRequiredService<IndexStore>().OfPersonAsync("demo", "wm", default)), s => s.CustomerName == "远山科技");
    }

    [Fact]
    public async Task Several_of_one_name_are_asked_about_and_one_s_own_is_taken_with_the_other_one_tap_away()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var which = await ly.SaysAsync("蓝海今天电话说预算冻结了,我周五前发一版对比表");
        ly.Reads(which, "说的是哪一家?", "蓝海科技", "蓝海物流集团");

        var lq = await bot.MeetAsync("lq");
        var own = await lq.SaysAsync("蓝海今天电话说预算冻结了,我周五前发一版对比表");
        lq.Reads(own, "蓝海科技", "客户是猜的", "换成蓝海物流集团");
        lq.Reads(await lq.PressesAsync(own.NewCard, "换成蓝海物流集团"), "由 陈佳 负责", "蓝海今天电话说预算冻结了");
    }

    [Fact]
    public async Task A_customer_out_of_sight_is_named_with_its_owner_and_nothing_else()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = (await FileAsync(bot, "C012")).Rev;
        var refused = await wm.SaysAsync("安泰孙总今天电话说要续保报价,我周五前给");
        wm.Reads(refused, "安泰保险经纪有限公司 由 张伟 负责", "换一家客户", "续保报价");
        Assert.DoesNotContain("A 类", refused.Read, StringComparison.Ordinal);

        var forged = await wm.ExecuteAsync("captures/open", refused.NewCard.Data(refused.NewCard.Row("华东"), new Dictionary<string, string>(StringComparer.Ordinal)) is var data && (data["customer"] = "C012") is not null ? data : []);
        wm.Reads(forged, "由 张伟 负责");
        wm.Reads(await wm.PressesRowAsync(forged.Card, "华东精密"), "华东精密机械有限公司", "保存");
        Assert.Equal(before, (await FileAsync(bot, "C012")).Rev);
    }

    [Fact]
    public async Task A_card_of_somebody_else_keeps_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var lq = await bot.MeetAsync("lq");
        var card = (await wm.SaysAsync(Sentence)).NewCard;
        lq.Reads(await lq.PressesAsync(card, "保存"), "不是发给你的");
        lq.Reads(await lq.PressesAsync(card, "修改"), "不是发给你的");
        Assert.DoesNotContain((await FileAsync(bot, "C001")).Recent, r => r.Summary == Sentence);
        wm.Reads(await wm.PressesAsync(card, "保存"), "已保存");
    }

    [Fact]
    public async Task A_customer_renamed_meanwhile_is_saved_under_its_new_name()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var card = (await wm.SaysAsync(Sentence)).NewCard;
        await bot.Services.GetRequiredService<CustomerStore>().ChangeAsync<NotFiled>(
            new ChangeRequest("demo", "C001", "renamed", "ly", DateTimeOffset.Parse("2025-09-10T17:41:00+08:00", System.Globalization.CultureInfo.InvariantCulture)),
            file => new Decision<NotFiled>.Commit(new CustomerEdit("renamed", file!.Head with { Name = "华东精工" })), default);
        wm.Reads(await wm.PressesAsync(card, "保存"), "已保存", "华东精工");
    }

    [Fact]
    public async Task A_free_day_is_asked_about_on_the_card_and_not_again()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var heard = await wm.SaysAsync("今天拜访华东精密张总,他们要两条自动化产线,嫌报价高8%,我10月1日给一版分期方案");
        wm.Reads(heard, "国庆", "改到 10月9日(周四)", "就 10月1日(周三)");
        var moved = await wm.PressesAsync(heard.NewCard, "改到 10月9日(周四)");
        wm.Expect(!moved.Card.Read.Contains("就 10月1日", StringComparison.Ordinal), "a worked day is not asked about");
        wm.Reads(await wm.PressesAsync(moved.Card, "保存"), "已保存。10月9日(周四) 09:00 提醒你。");
    }

    [Fact]
    public async Task What_was_not_said_is_asked_for_with_one_tap()
    {
        const string text = "华东精密想上两条自动化产线,嫌我们报价比对手高8%,我给一版分期方案";
        await using var bot = await BotUnderTest.StartAsync(services: s => s.AddSingleton<ReadCapture>((said, _) => said != text ? null : new Capture(new CustomerRead(["C001"], 0, 4))
        {
            Need = new Said<string>("两条自动化产线", 6, 7),
            Steps = [new StepRead("给一版分期方案", OwedBy.Us, "wm", null, null, 28, 8)],
        }));
        var wm = await bot.MeetAsync("wm");
        var heard = await wm.SaysAsync(text);
        wm.Reads(heard, "给一版分期方案", "哪天做?", "9月12日(周五)");
        Assert.Equal("", heard.NewCard.Input("channel"));
        var dated = await wm.PressesAsync(heard.NewCard, "9月12日(周五)");
        var saved = await wm.PressesAsync(dated.Card, "保存", ("channel", "WeChat"));
        wm.Reads(saved, "已保存。9月12日(周五) 09:00 提醒你。", "微信");
    }

    [Fact]
    public async Task A_thin_sentence_is_coached_once_and_every_word_stays()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var heard = await wm.SaysAsync("今天拜访了华东精密,聊得不错");
        var coached = await wm.PressesAsync(heard.NewCard, "保存");
        Assert.Equal("今天拜访了华东精密,聊得不错", coached.Card.Input("summary"));
        wm.Reads(await wm.PressesAsync(coached.Card, "提交"), "已保存");
    }

    [Theory]
    [InlineData("华东精密怎么样")]
    [InlineData("提醒我明天给华东精密的张总打电话")]
    [InlineData("今天要跟谁")]
    [InlineData("谁逾期了")]
    public async Task A_question_or_a_command_is_never_a_statement(string text)
    {
        // Even where the reader of statements would take it for one.
        await using var bot = await BotUnderTest.StartAsync(services: s => s.AddSingleton<ReadCapture>((_, _) => new Capture(new CustomerRead(["C001"], 0, 0))));
        var wm = await bot.MeetAsync("wm");
        Assert.DoesNotContain("听到的是这样", (await wm.SaysAsync(text)).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_headings_are_taken_apart()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var heard = await wm.SaysAsync("客户:华东精密\n背景:三季度扩产\n需求:两条自动化产线\n反馈:嫌报价高8%\n下一步:周五前给分期方案\n需要支持:请赵工出技术方案");
        wm.Reads(heard, "华东精密机械有限公司", "背景", "三季度扩产", "两条自动化产线", "嫌报价高8%", "给分期方案", "9月12日(周五)", "技术方案");
    }

    [Fact]
    public async Task An_English_sentence_brings_a_moment_that_an_export_tells()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var heard = await tb.SaysAsync("Had a call with Sarah Lee at Contoso, she wants pricing for 3 more stores by Friday. Sarah is running the London marathon in April");
        var saved = await tb.PressesAsync(heard.NewCard, "Save");
        saved = saved.Card.Read.Contains("Submit", StringComparison.Ordinal) ? await tb.PressesAsync(saved.Card, "Submit") : saved;
        tb.Reads(saved, "I also noted:", "marathon", "Remember it?");
        await tb.PressesAsync(saved.Card, "Yes");
        Assert.Contains("marathon", Assert.Single((await FileAsync(bot, "C005")).Moments).What, StringComparison.Ordinal);

        var rows = MovingFiles.Rows(await bot.TakesAsync((await tb.SaysAsync("export all data about Sarah Lee")).NewCard, "CSV"));
        Assert.Contains(rows, r => r[1] == "Personal moment" && r[4].Contains("marathon", StringComparison.Ordinal));
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, default))!;
}
