using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Every part of a record: filed, shown, edited. Checklist A3 to A19.</summary>
public sealed class FormFieldsTests
{
    private static readonly (string, string)[] All =
    [
        ("channel", "Visit"), ("summary", "张总三季度想上两条自动化产线,嫌我们报价比对手高8%"), ("nextStep", "给一版分期方案"), ("nextOn", "2025-09-17"),
        ("contact", "张总"), ("participants", "张总、李工;我方小吴"), ("outcome", "Reached"), ("status", "Negotiating"), ("mood", "Positive"), ("trust", "4"),
        ("background", "三季度扩产"), ("needs", "两条自动化产线"), ("concern", "节拍和停机时间"), ("question", "旧线能不能接着用?"), ("pain", "上批设备停机两次"),
        ("objection", "报价高8%"), ("category", "Price"), ("risks", "预算要过董事会"), ("opportunity", "二期厂房明年开工"),
        ("resources", "技术一人半天"), ("materials", "同行业案例、报价明细"), ("materialsOn", "2025-09-15"),
        ("help", "请技术算一版节拍"), ("helpWho", "lq"), ("helpOn", "2025-09-12"), ("reflection", "报价前先问清节拍"),
    ];

    [Fact]
    public async Task Every_part_is_kept_shown_on_the_receipt_and_stands_in_the_edit()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;

        var receipt = await wm.PressesAsync(form, "提交", All);

        foreach (var (input, value) in All.Where(a => a.Item1 is not ("channel" or "status" or "mood" or "outcome" or "category" or "trust" or "helpWho") && !a.Item1.EndsWith("On", StringComparison.Ordinal)))
        {
            Assert.True(receipt.Read.Contains(value, StringComparison.Ordinal), $"The receipt does not show {input}.");
        }

        wm.Reads(receipt, "信任度", "4/5", "支持期限", "9月12日(周五)", "李强", "准备资料:同行业案例、报价明细", "9月15日(周一)");
        var edit = (await wm.PressesAsync(receipt.Card, "修改")).NewCard;
        foreach (var (input, value) in All)
        {
            Assert.True(edit.Input(input) == value, $"{input} stands in the edit as '{edit.Input(input)}'");
        }

        var same = await wm.PressesAsync(edit, "提交");
        wm.Reads(same, "已保存", "上批设备停机两次");
        var gist = (await LatestAsync(bot)).Gist!;
        Assert.Equal(
            ("张总、李工;我方小吴", "节拍和停机时间", "旧线能不能接着用?", "上批设备停机两次", "预算要过董事会", "二期厂房明年开工", 4, "同行业案例、报价明细", new DateOnly(2025, 9, 12), "报价前先问清节拍", Outcome.Reached),
            (gist.Participants, gist.Concern, gist.Question, gist.Pain, gist.Risks, gist.Opportunity, gist.Trust, gist.Materials, gist.HelpBy, gist.Reflection, gist.Outcome));
        Assert.Equal(["lq"], gist.Helpers);
        var file = (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", "C001", CancellationToken.None))!;
        Assert.Equal("技术一人半天", file.OpenSteps.Single(s => s.Id == file.Recent[0].NextStepId).Resources); // of the step, not of the record
    }

    [Fact]
    public async Task A_value_for_a_field_that_another_replica_has_just_added_is_kept_and_one_that_it_retired_is_told()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var region = new FieldDefinition("f1", "区域", "Region", FieldKind.Text, false, 1);
        await ChangedElsewhereAsync(new FieldBook(1, [region]), "field-added");

        var answer = form.Button("提交");
        var data = form.Data(answer, new Dictionary<string, string>(StringComparer.Ordinal) { ["channel"] = "Visit", ["summary"] = "张总三季度想上两条自动化产线,嫌报价高8%", ["nextStep"] = "给一版分期方案", ["nextOn"] = "2025-09-17" });
        data["x.f1"] = "华东";
        wm.Reads(await wm.ExecuteAsync(answer.GetProperty("verb").GetString()!, data, form.ActivityId), "已保存", "区域", "华东");
        Assert.Equal("华东", (await LatestAsync(bot)).Fields!["f1"]);

        var next = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        await ChangedElsewhereAsync(new FieldBook(2, [region with { Retired = true, Version = 2 }]), "field-retired");
        wm.Reads(await wm.PressesAsync(next, "提交", ("channel", "Visit"), ("summary", "张总又说嫌报价高8%"), ("x.f1", "华南"), ("nextStep", "再问一次"), ("nextOn", "2025-09-18")), "区域", "华南");
        Assert.Single((await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", "C001", CancellationToken.None))!.Recent, r => r.Fields?.ContainsKey("f1") is true);

        async Task ChangedElsewhereAsync(FieldBook book, string what) => Assert.True(await bot.Services.GetRequiredService<FieldStore>().SaveAsync(
            new FieldsChange("demo", "elsewhere" + book.Rev, "admin", DateTimeOffset.UnixEpoch), book, what, "f1", CancellationToken.None));
    }

    [Fact]
    public async Task Every_part_leaves_in_a_file_and_comes_back_from_one()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var ly = await bot.MeetAsync("ly");
        await ly.PressesAsync((await ly.SaysAsync("跟进 华东精密")).NewCard, "提交", All);

        var rows = MovingFiles.Rows(await bot.TakesAsync((await ly.SaysAsync("导出跟进总结")).NewCard, "CSV"));
        var header = rows[0].ToList();
        var filed = rows.Single(r => r.Contains("报价前先问清节拍"));
        string Cell(string column) => filed[header.IndexOf(column)];
        Assert.Equal(("张总、李工;我方小吴", "联系上了", "4", "旧线能不能接着用?"), (Cell("参与人"), Cell("联系结果"), Cell("信任度"), Cell("提出的问题")));
        Assert.Equal(("价格", "同行业案例、报价明细", "李强", "2025-09-12"), (Cell("异议类别"), Cell("要准备的资料"), Cell("请谁帮忙"), Cell("支持期限")));

        // Another record of the same words, and one with a number that is no trust.
        var copy = filed.ToList();
        (copy[header.IndexOf("记录编号")], copy[header.IndexOf("跟进总结")]) = ("moved-in", "搬过来的一条");
        var wrong = copy.ToList();
        (wrong[header.IndexOf("记录编号")], wrong[header.IndexOf("信任度")]) = ("moved-in-2", "9");
        var preview = await ly.SendsAsync(host, "跟进.csv", MovingFiles.Csv([.. new[] { header, copy, wrong }.Select(r => string.Join(',', r.Select(c => $"\"{c}\"")))]));
        ly.Reads(preview, "信任度是 1 到 5");
        await ly.PressesAsync(preview.NewCard, "导入");
        Assert.Contains("导入了 1 行", (await ly.HearsReportAsync()).Report.Read, StringComparison.Ordinal);
        var moved = await bot.Services.GetRequiredService<CustomerStore>().FollowUpAsync("demo", "C001", "moved-in", CancellationToken.None);
        Assert.Equal(("报价前先问清节拍", 4, ObjectionCategory.Price, new DateOnly(2025, 9, 12)), (moved!.Gist!.Reflection, moved.Gist.Trust, moved.Gist.Category, moved.Gist.HelpBy));
        Assert.Equal(["lq"], moved.Gist.Helpers);
    }

    [Fact]
    public async Task Materials_with_a_day_are_a_step_of_ours_that_moves_and_goes_with_the_record()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var form = (await tb.SaysAsync("follow up Contoso")).NewCard;
        var receipt = await tb.PressesAsync(
            form, "Submit", ("channel", "Call"), ("summary", "They love the pilot, want pricing for 3 more stores."), ("nextStep", "send revised quote"), ("nextOn", "2025-09-19"),
            ("materials", "a case study"), ("materialsOn", "2025-09-15"));
        tb.Reads(receipt, "Prepare: a case study", "Mon 15 Sep");
        var first = Assert.Single(await PreparingAsync(bot));
        Assert.Equal((OwedBy.Us, "tb", new DateOnly(2025, 9, 15)), (first.By, first.OwnerId, first.DueDay));

        await tb.PressesAsync((await tb.PressesAsync(receipt.Card, "Edit")).NewCard, "Submit", ("materialsOn", "2025-09-16"), ("materials", "two case studies"));
        var moved = Assert.Single(await PreparingAsync(bot));
        Assert.Equal((first.Id, "Prepare: two case studies", new DateOnly(2025, 9, 16)), (moved.Id, moved.What, moved.DueDay));

        await tb.PressesAsync((await tb.PressesAsync(receipt.Card, "Edit")).NewCard, "Submit", ("materialsOn", ""));
        Assert.Empty(await PreparingAsync(bot));
        var edit = (await tb.PressesAsync(receipt.Card, "Edit")).NewCard;
        Assert.Equal(("two case studies", "", "send revised quote"), (edit.Input("materials"), edit.Input("materialsOn"), edit.Input("nextStep")));
        await tb.PressesAsync(edit, "Submit", ("materialsOn", "2025-09-18"));
        Assert.NotEqual(first.Id, Assert.Single(await PreparingAsync(bot)).Id);

        async Task<IReadOnlyList<Step>> PreparingAsync(BotUnderTest of) =>
            [.. (await of.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", "C005", CancellationToken.None))!.OpenSteps.Where(s => s.What.StartsWith("Prepare", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task What_is_wrong_in_a_folded_part_unfolds_it_and_says_so_there()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;

        var wrong = await wm.PressesAsync(
            form, "提交", [.. FilingTests.Good, ("materialsOn", "2025-09-12"), ("helpOn", "2025-09-01"), ("participants", new string('长', 201)), ("pain", new string('痛', 501))]);

        wm.Reads(wrong, "写了备好的日期,还没写资料", "日期不能早于今天", "单行内容最多 200 字", "这一项最多 500 字");
        Assert.Equal(new string('痛', 501), wrong.Card.Input("pain"));
        foreach (var part in (string[])["details", "needsPart", "nextPart", "helpPart"])
        {
            Assert.Contains($"\"id\":\"{part}\",\"isVisible\":true", wrong.Card.Json.GetRawText().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Contains("\"id\":\"details\",\"isVisible\":false", form.Json.GetRawText().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_of_a_sentence_stands_in_the_form()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");

        var card = (await tb.SaysAsync("Litware: left vm w/ Anna, no reply x3. Will try email next Tue, if nothing park it")).NewCard;
        var form = await tb.PressesAsync(card, "Edit");

        Assert.Equal("NoAnswer", form.Card.Input("outcome"));
        Assert.Contains("email", form.Card.Input("nextStep"), StringComparison.Ordinal);
    }

    private static async Task<FollowUp> LatestAsync(BotUnderTest bot) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", "C001", CancellationToken.None))!.Recent.MaxBy(r => r.FiledAt)!;
}
