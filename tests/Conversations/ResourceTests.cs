using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Each next step has what it takes: checklist A7, action, owner, day and resources.</summary>
public sealed class ResourceTests
{
    [Theory]
    [InlineData("wm", "zh-CN", "C001", "提交", "修改", "需要的资源", "需要 测试机一台", "华东精密的跟进历史", "导出总结")]
    [InlineData("tb", "en-GB", "C005", "Submit", "Edit", "It takes", "takes 测试机一台", "full history on Contoso", "export summaries")]
    public async Task Every_row_keeps_its_own_and_the_receipt_the_history_the_edit_and_the_file_show_them(
        string who, string language, string customer, string submit, string edit, string label, string second, string history, string export)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        var heard = await rep.SaysAsync(language == "zh-CN"
            ? "今天拜访华东精密张总,他们要两条产线,嫌报价高,我周五前给方案,李强下周一寄样品"
            : "Visited Contoso, Sarah wants pricing for 3 more stores, I'll send the plan on Friday and I'll ship samples next Monday");
        var form = await rep.PressesAsync(heard.NewCard, edit);
        Assert.True(form.Card.HasInput("step2Resources"));

        var tooLong = await rep.PressesAsync(form.Card, submit, ("step2Resources", new string('长', 201)));
        Assert.Equal(new string('长', 201), tooLong.Card.Input("step2Resources"));
        var receipt = await rep.PressesAsync(tooLong.Card, submit, ("resources", "技术一人半天"), ("step2Resources", "测试机一台"));
        receipt = receipt.Card.HasInput("summary") ? await rep.PressesAsync(receipt.Card, submit) : receipt;
        rep.Reads(receipt, label, "技术一人半天", second);

        var file = await FileAsync(bot, customer);
        var steps = file.OpenSteps.Where(s => s.SourceId == file.Recent[0].Id).OrderBy(s => s.DueDay).Select(s => s.Resources);
        Assert.Equal(["技术一人半天", "测试机一台"], steps);
        Assert.Null(file.Recent[0].Gist?.Resources);

        var entry = await rep.PressesRowAsync((await rep.SaysAsync(history)).NewCard, language == "zh-CN" ? "今天拜访华东精密张总" : "Visited Contoso");
        rep.Reads(entry, "技术一人半天", second);
        var again = (await rep.PressesAsync(receipt.Card, edit)).NewCard;
        Assert.Equal(("技术一人半天", "测试机一台"), (again.Input("resources"), again.Input("step2Resources")));
        await rep.PressesAsync(again, submit, ("resources", "技术两人一天"), ("step2Resources", ""));
        file = await FileAsync(bot, customer);
        Assert.Equal(["技术两人一天", null], file.OpenSteps.Where(s => s.SourceId == file.Recent[0].Id).OrderBy(s => s.DueDay).Select(s => s.Resources));
        Assert.Contains(MovingFiles.Rows(await bot.TakesAsync((await rep.SaysAsync(export)).NewCard, "CSV")), r => r.Contains("技术两人一天"));
    }

    [Theory]
    [InlineData("wm", "zh-CN", "C001", "今天拜访华东精密张总,他们要两条产线,嫌报价高8%,我周五前给方案(资源:技术一人半天)", "需要 技术一人半天", "保存", "技术一人半天")]
    [InlineData("tb", "en-GB", "C005", "Call w/ Sarah at Contoso - they love the pilot, want pricing for 3 more stores, legal worried about data residency. I'll send revised quote by Friday; resources: half a day of presales.", "takes half a day of presales", "Save", "half a day of presales")]
    public async Task A_sentence_says_what_a_step_takes(string who, string language, string customer, string sentence, string shown, string save, string kept)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        var heard = await rep.SaysAsync(sentence);
        rep.Reads(heard, shown);

        rep.Reads(await rep.PressesAsync(heard.NewCard, save), kept);

        var file = await FileAsync(bot, customer);
        Assert.Equal(kept, Assert.Single(file.OpenSteps, s => s.SourceId == file.Recent[0].Id).Resources);
    }

    [Fact]
    public async Task What_an_old_record_says_of_all_its_steps_is_read_and_goes_to_the_first_of_them_when_it_is_edited()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var receipt = await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "提交", FilingTests.Good);
        var file = await FileAsync(bot, "C001");
        await bot.Services.GetRequiredService<CustomerStore>().ChangeAsync<NotFiled>(
            new ChangeRequest("demo", "C001", "old", "wm", DateTimeOffset.UnixEpoch),
            now => new Decision<NotFiled>.Commit(new CustomerEdit("edited", now!.Head) { FollowUps = [file.Recent[0] with { Gist = Gist.None with { Resources = "预算两万" }, Edition = 2 }] }), default);

        var edit = (await wm.PressesAsync(receipt.Card, "修改")).NewCard;
        Assert.Equal("预算两万", edit.Input("resources"));
        wm.Reads(await wm.PressesAsync(edit, "提交"), "已保存", "预算两万");
        file = await FileAsync(bot, "C001");
        Assert.Equal("预算两万", Assert.Single(file.OpenSteps, s => s.SourceId == file.Recent[0].Id).Resources);
    }

    [Fact]
    public async Task A_file_brings_what_a_step_takes_and_a_step_for_materials_with_a_day()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var ly = await bot.MeetAsync("ly");

        var preview = await ly.SendsAsync(host, "跟进.csv", MovingFiles.Csv(
            "客户名称,联系时间,方式,总结,下一步,下一步日期,需要的资源,要准备的资料,资料备好日期",
            "华东精密机械有限公司,2025-09-09,电话,谈了招标的时间表,给一版分期方案,2025-09-17,技术一人半天,场地图,2025-09-15",
            "华东精密机械有限公司,2025-09-08,电话,谈了付款方式,,,,,2025-09-15"));
        ly.Reads(preview, "1 行有问题");
        await ly.PressesAsync(preview.NewCard, "导入");
        var (report, _) = await ly.HearsReportAsync();
        Assert.Contains("没写要准备什么", report.Read, StringComparison.Ordinal);

        var file = await FileAsync(bot, "C001");
        var record = file.Recent.Single(r => r.Summary == "谈了招标的时间表");
        Assert.Equal(
            [("准备资料:场地图", new DateOnly(2025, 9, 15), null), ("给一版分期方案", new DateOnly(2025, 9, 17), "技术一人半天")],
            file.OpenSteps.Where(s => s.SourceId == record.Id).OrderBy(s => s.DueDay).Select(s => (s.What, s.DueDay, s.Resources)));
        Assert.Equal("场地图", Filing.MaterialsOf(file, record)?.What[5..]);

        var rows = MovingFiles.Rows(await bot.TakesAsync((await ly.SaysAsync("导出跟进总结")).NewCard, "CSV"));
        var row = rows.Single(r => r.Contains("谈了招标的时间表"));
        Assert.Equal(("技术一人半天", "场地图", "2025-09-15"), (Cell("需要的资源"), Cell("要准备的资料"), Cell("资料备好日期")));

        string Cell(string title) => row[rows[0].ToList().IndexOf(title)];
    }

    [Theory]
    [InlineData("ly", "zh-CN", "导出蓝海科技的所有数据", "谁请求的|请求时间|接受时间|答复")]
    [InlineData("hw", "en-GB", "export all data about BlueSea Tech", "Asked by|Asked at|Accepted at|Answer")]
    public async Task The_whole_of_a_customer_lists_what_colleagues_were_asked_and_what_they_said(string manager, string language, string export, string fields)
    {
        const string said = "写好了,见附件";
        const string helper = "zl";
        await using var bot = await BotUnderTest.StartAsync();
        var (rep, boss) = (await bot.MeetAsync("lq"), await bot.MeetAsync(manager, language));
        await rep.PressesAsync((await rep.SaysAsync("请赵工帮忙看下蓝海科技的对接方案,周五前")).NewCard, "发出");
        var file = await FileAsync(bot, "C002");
        var step = Assert.Single(file.OpenSteps, s => s.Kind == StepKind.Help && s.OwnerId == helper);
        var store = bot.Services.GetRequiredService<CustomerStore>();
        var at = new DateTimeOffset(2025, 9, 10, 18, 0, 0, TimeSpan.FromHours(8));
        await store.ChangeAsync<NotFiled>(new ChangeRequest("demo", "C002", "accepted", helper, at), now => new Decision<NotFiled>.Commit(HelpRequests.Accept(now!, step, at)), default);
        await store.ChangeAsync<NotFiled>(
            new ChangeRequest("demo", "C002", "answered", helper, at),
            now => new Decision<NotFiled>.Commit(HelpRequests.Answer(now!, now!.Steps.Single(s => s.Id == step.Id), said, at)), default);

        var rows = MovingFiles.Rows(await bot.TakesAsync((await boss.SaysAsync(export)).NewCard, "CSV"));

        foreach (var field in fields.Split('|'))
        {
            Assert.Contains(rows, r => r[2] == step.Id && r[3] == field && r[4].Length > 0);
        }

        Assert.Contains(rows, r => r[2] == step.Id && r[4] == said);
        Assert.Contains(rows, r => r[2] == step.Id && r[4] == "李强");
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, CancellationToken.None))!;
}
