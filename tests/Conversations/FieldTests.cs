namespace CrmBot.Conversations.Tests;

/// <summary>Fields of the company's own: an administrator makes them in chat, everybody files with them, and what was filed stays readable.</summary>
public sealed class FieldTests
{
    [Fact]
    public async Task A_required_choice_is_added_in_chat_asked_for_kept_shown_and_exported_and_old_values_outlive_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var wm = await bot.MeetAsync("wm");
        var field = await AddedAsync(admin, ("chinese", "采购方式"), ("english", "Purchase"), ("kind", "Choice"), ("required", "true"), ("choices", "公开招标 | Tender\n直接采购 | Direct"));

        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        Assert.Contains("采购方式", form.Read, StringComparison.Ordinal);
        var asked = await wm.PressesAsync(form, "提交", FilingTests.Good);
        wm.Reads(asked, "采购方式:请选一项", FilingTests.Good[2].Item2);
        var receipt = await wm.PressesAsync(asked.Card, "提交", (field, ChoiceOf(asked.Card, field, "公开招标")));
        wm.Reads(receipt, "已保存", "采购方式", "公开招标");
        wm.Reads(await wm.SaysAsync("华东精密怎么样"), "采购方式:公开招标");
        var rows = await SummariesAsync(bot, wm);
        var column = rows[0].ToList().IndexOf("采购方式");
        Assert.Equal(["公开招标"], rows.Skip(1).Select(r => r[column]).Where(v => v.Length > 0));

        // The same field in the other language.
        var edit = await admin.PressesRowAsync((await admin.SaysAsync("字段设置")).NewCard, "采购方式");
        admin.Reads(await admin.PressesAsync(edit.Card, "保存", ("choices", "直接采购 | Direct\n比价 | Quotes")), "“采购方式”已保存");
        wm.Reads(await wm.SaysAsync("华东精密怎么样"), "采购方式:公开招标");
        var again = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        Assert.DoesNotContain("公开招标", again.Read, StringComparison.Ordinal);
        Assert.Contains("比价", again.Read, StringComparison.Ordinal);

        edit = await admin.PressesRowAsync((await admin.SaysAsync("字段设置")).NewCard, "采购方式");
        var gone = await admin.PressesAsync(edit.Card, "停用");
        admin.Reads(gone, "“采购方式”已停用", "已停用");
        Assert.False((await wm.SaysAsync("跟进 华东精密")).NewCard.HasInput(field));
        wm.Reads(await wm.SaysAsync("华东精密怎么样"), "采购方式:公开招标");
        Assert.Contains("采购方式(已停用)", (await SummariesAsync(bot, wm))[0]);
        admin.Reads(await admin.SaysAsync("审计 今天"), "表单字段", "添加字段", "修改字段", "停用字段");

        var back = await admin.PressesRowAsync(gone.Card, "采购方式");
        admin.Reads(await admin.PressesAsync(back.Card, "恢复使用"), "“采购方式”已恢复");
        Assert.True((await wm.SaysAsync("跟进 华东精密")).NewCard.HasInput(field));
    }

    [Fact]
    public async Task An_English_rep_reads_and_exports_the_field_in_English()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var tb = await bot.MeetAsync("tb", "en-GB");
        var budget = await AddedAsync(admin, ("chinese", "预算"), ("english", "Budget"), ("kind", "Number"), ("required", "true"));
        var signs = await AddedAsync(admin, ("chinese", "签约日"), ("english", "Signing day"), ("kind", "Date"), ("required", "false"));

        var form = (await tb.SaysAsync("follow up Contoso")).NewCard;
        var wrong = await tb.PressesAsync(
            form, "Submit", ("channel", "Call"), ("summary", "They love the pilot and want pricing for 3 more stores."), ("nextStep", "send revised quote"), ("nextOn", "2025-09-19"),
            (budget, "about a lot"), (signs, "2025-10-01"));
        tb.Reads(wrong, "Budget: Please write a number, such as 1200.50");
        Assert.Equal(("about a lot", "2025-10-01"), (wrong.Card.Input(budget), wrong.Card.Input(signs)));
        var receipt = await tb.PressesAsync(wrong.Card, "Submit", (budget, "1,250,000.50"));
        tb.Reads(receipt, "Saved.", "Budget", "1,250,000.5", "Signing day", "Wed 1 Oct");

        var rows = MovingFiles.Rows(await bot.TakesAsync((await tb.SaysAsync("export summaries")).NewCard, "CSV"));
        var column = rows[0].ToList().IndexOf("Budget");
        Assert.Contains(rows, r => r[column] == "1250000.5" && r[column + 1] == "2025-10-01");
    }

    [Fact]
    public async Task Only_administrators_change_fields()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var tb = await bot.MeetAsync("tb", "en-GB");

        ly.Reads(await ly.SaysAsync("字段设置"), "只有管理员能改表单的字段");
        tb.Reads(await tb.SaysAsync("add a custom field"), "Only administrators");
        ly.Reads(await ly.ExecuteAsync("fields/save", new() { ["card"] = "c", ["chinese"] = "采购方式", ["kind"] = "Text" }), "只有管理员能改表单的字段");
        var admin = await bot.MeetAsync("admin");
        admin.Reads(await admin.SaysAsync("自定义字段"), "还没有自己的字段");
    }

    [Fact]
    public async Task What_cannot_be_kept_comes_back_as_it_was_typed()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var card = (await admin.SaysAsync("添加字段")).NewCard;

        var nothing = await admin.PressesAsync(card, "保存");
        admin.Reads(nothing, "请写字段的名称");
        var builtIn = await admin.PressesAsync(nothing.Card, "保存", ("chinese", "总结"), ("kind", "Text"));
        admin.Reads(builtIn, "表单里已经有“总结”了");
        var bare = await admin.PressesAsync(builtIn.Card, "保存", ("chinese", "行业会议"), ("kind", "Choice"), ("choices", "参加 | Yes\n参加 | Yes"));
        admin.Reads(bare, "选项“参加”写了两次");
        Assert.Equal(("行业会议", "参加 | Yes\n参加 | Yes"), (bare.Card.Input("chinese"), bare.Card.Input("choices")));
        admin.Reads(await admin.PressesAsync(bare.Card, "保存", ("choices", "参加 | Yes\n不参加 | No")), "“行业会议”已添加");

        var twin = (await admin.SaysAsync("添加字段")).NewCard;
        admin.Reads(await admin.PressesAsync(twin, "保存", ("chinese", "行业 会议"), ("kind", "Text")), "已经有叫“行业会议”的字段");
    }

    [Fact]
    public async Task Two_administrators_do_not_write_over_each_other()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var one = (await admin.SaysAsync("添加字段")).NewCard;
        var two = (await admin.SaysAsync("添加字段")).NewCard;

        admin.Reads(await admin.PressesAsync(one, "保存", ("chinese", "预算"), ("kind", "Number")), "“预算”已添加");
        var late = await admin.PressesAsync(two, "保存", ("chinese", "采购方式"), ("kind", "Text"));
        admin.Reads(late, "字段刚被改过");
        Assert.Equal("采购方式", late.Card.Input("chinese"));
        admin.Reads(await admin.PressesAsync(late.Card, "保存"), "“采购方式”已添加", "预算");
        admin.Reads(await admin.PressesAsync(one, "保存", ("chinese", "预算"), ("kind", "Number")), "“预算”已添加");
        Assert.Equal(2, (await admin.SaysAsync("字段设置")).Read.Split("所有客户").Length - 1);
    }

    [Fact]
    public async Task A_field_of_a_stage_is_on_the_form_of_its_customers_only_and_the_order_is_the_administrator_s()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var wm = await bot.MeetAsync("wm");
        var first = await AddedAsync(admin, ("chinese", "预算"), ("english", "Budget"), ("kind", "Number"));
        var second = await AddedAsync(admin, ("chinese", "竞品价"), ("english", "Their price"), ("kind", "Number"));
        var mature = await AddedAsync(admin, ("chinese", "续约日"), ("english", "Renewal"), ("kind", "Date"), ("required", "true"), ("stages", "Intent,Dormant"));

        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard; // a mature one
        Assert.False(form.HasInput(mature));
        Assert.True(PlaceOf(form, first) < PlaceOf(form, second));

        var edit = await admin.PressesRowAsync((await admin.SaysAsync("字段设置")).NewCard, "竞品价");
        admin.Reads(await admin.PressesAsync(edit.Card, "上移"), "竞品价");
        form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        Assert.True(PlaceOf(form, second) < PlaceOf(form, first));
        wm.Reads(await wm.PressesAsync(form, "提交", [.. FilingTests.Good, (first, "20"), (second, "18.5")]), "已保存", "18.5");
    }

    [Fact]
    public async Task A_form_that_was_opened_before_the_fields_changed_comes_back_with_every_value()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var wm = await bot.MeetAsync("wm");
        var text = await AddedAsync(admin, ("chinese", "竞品动作"), ("english", "Rival"), ("kind", "Text"));
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;

        var edit = await admin.PressesRowAsync((await admin.SaysAsync("字段设置")).NewCard, "竞品动作");
        await admin.PressesAsync(edit.Card, "停用");
        var budget = await AddedAsync(admin, ("chinese", "预算"), ("english", "Budget"), ("kind", "Number"), ("required", "true"));

        var back = await wm.PressesAsync(form, "提交", [.. FilingTests.Good, (text, "对手降价5%")]);
        wm.Reads(back, "预算:请填写", "“竞品动作”刚被管理员停用", "对手降价5%", FilingTests.Good[2].Item2);
        wm.Reads(await wm.PressesAsync(back.Card, "提交", (budget, "300000")), "已保存", "300,000");
    }

    [Fact]
    public async Task An_edit_keeps_what_its_form_does_not_show_and_a_choice_that_is_not_offered_any_more_and_drops_what_is_emptied()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var wm = await bot.MeetAsync("wm");
        var way = await AddedAsync(admin, ("chinese", "采购方式"), ("english", "Purchase"), ("kind", "Choice"), ("required", "true"), ("choices", "公开招标 | Tender\n直接采购 | Direct"));
        var rival = await AddedAsync(admin, ("chinese", "竞品动作"), ("english", "Rival"), ("kind", "Text"));
        var budget = await AddedAsync(admin, ("chinese", "预算"), ("english", "Budget"), ("kind", "Number"));
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var receipt = await wm.PressesAsync(form, "提交", [.. FilingTests.Good, (way, ChoiceOf(form, way, "公开招标")), (rival, "对手降价5%"), (budget, "20")]);
        wm.Reads(receipt, "公开招标", "对手降价5%", "20");

        var list = (await admin.SaysAsync("字段设置")).NewCard;
        list = (await admin.PressesAsync((await admin.PressesRowAsync(list, "采购方式")).Card, "保存", ("choices", "直接采购 | Direct"))).Card;
        await admin.PressesAsync((await admin.PressesRowAsync(list, "竞品动作")).Card, "停用");
        var edit = (await wm.PressesAsync(receipt.Card, "修改")).NewCard;
        Assert.False(edit.HasInput(rival));
        Assert.Equal("20", edit.Input(budget));
        Assert.Equal(ChoiceOf(edit, way, "公开招标"), edit.Input(way));

        var wrong = await wm.PressesAsync(edit, "提交", (budget, "二十"));
        wm.Reads(wrong, "预算:请写数字");
        var data = wrong.Card.Data(wrong.Card.Button("提交"), new Dictionary<string, string>(StringComparer.Ordinal));
        data.Remove(budget);
        var edited = await wm.ExecuteAsync("follow-ups/submit", data, wrong.Card.ActivityId);
        wm.Reads(edited, "公开招标", "对手降价5%");
        Assert.DoesNotContain("预算", edited.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_whose_customer_is_chosen_in_it_asks_for_what_that_customer_s_template_requires()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var wm = await bot.MeetAsync("wm");
        var renewal = await AddedAsync(admin, ("chinese", "续约日"), ("english", "Renewal"), ("kind", "Date"), ("required", "true"), ("stages", "Mature"));
        var form = (await wm.SaysAsync("写总结")).NewCard;
        Assert.False(form.HasInput(renewal));

        var asked = await wm.PressesAsync(form, "提交", [.. FilingTests.Good, ("customer", "C001")]);
        wm.Reads(asked, "续约日:请填写", FilingTests.Good[2].Item2);
        Assert.Equal("C001", asked.Card.Input("customer"));
        wm.Reads(await wm.PressesAsync(asked.Card, "提交", (renewal, "2026-03-01")), "已保存", "华东精密", "2026年3月1日");
    }

    [Fact]
    public async Task Saving_a_sentence_that_does_not_say_a_required_field_opens_the_form_with_all_of_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var wm = await bot.MeetAsync("wm");
        var field = await AddedAsync(admin, ("chinese", "采购方式"), ("english", "Purchase"), ("kind", "Choice"), ("required", "true"), ("choices", "公开招标 | Tender\n直接采购 | Direct"));

        var heard = await wm.SaysAsync("刚给华东精密的张总打完电话,他们三季度想上两条自动化产线,嫌我们报价比对手高8%,我下周三前给一版分期方案");
        var form = await wm.PressesAsync(heard.NewCard, "保存");
        wm.Reads(form, "采购方式:请选一项");
        Assert.Equal(("给一版分期方案", "2025-09-17"), (form.Card.Input("nextStep"), form.Card.Input("nextOn")));
        wm.Reads(await wm.PressesAsync(form.Card, "提交", (field, ChoiceOf(form.Card, field, "直接采购"))), "已保存", "直接采购");

        var said = await wm.SaysAsync("今天拜访了恒通周经理,他们嫌交期太长,采购方式是公开招标,我周五前给一版加急方案");
        wm.Reads(said, "采购方式", "公开招标");
        wm.Reads(await wm.PressesAsync(said.NewCard, "保存"), "已保存", "采购方式", "公开招标");
    }

    [Fact]
    public async Task A_file_of_old_follow_ups_brings_the_fields_along()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var ly = await bot.MeetAsync("ly");
        await AddedAsync(admin, ("chinese", "采购方式"), ("english", "Purchase"), ("kind", "Choice"), ("required", "true"), ("choices", "公开招标 | Tender\n直接采购 | Direct"));
        await AddedAsync(admin, ("chinese", "预算"), ("english", "Budget"), ("kind", "Number"));

        var preview = await ly.SendsAsync(host, "跟进.csv", MovingFiles.Csv(
            "客户名称,联系时间,方式,总结,Purchase,预算",
            "华东精密机械有限公司,2025-08-01,电话,谈了招标的时间表,公开招标,\"1,200,000\"",
            "华东精密机械有限公司,2025-08-02,电话,谈了付款方式,拍卖,5"));
        ly.Reads(preview, "1 行有问题", "采购方式", "预算");
        await ly.PressesAsync(preview.NewCard, "导入");
        var (report, _) = await ly.HearsReportAsync();
        Assert.Contains("采购方式", report.Read, StringComparison.Ordinal);

        var rows = await SummariesAsync(bot, ly);
        var column = rows[0].ToList().IndexOf("采购方式");
        Assert.Contains(rows, r => r[column] == "公开招标" && r[column + 1] == "1200000");
    }

    /// <summary>Adds a field by the administrator's card; the id of its input.</summary>
    internal static async Task<string> AddedAsync(Speaker admin, params (string Input, string Value)[] typed)
    {
        var card = (await admin.SaysAsync("添加字段")).NewCard;
        var list = await admin.PressesAsync(card, "保存", typed);
        var name = typed.First(t => t.Input == "chinese").Value;
        admin.Reads(list, $"“{name}”已添加");
        return "x." + list.Card.Data(list.Card.Row(name), new Dictionary<string, string>(StringComparer.Ordinal))["field"]!.GetValue<string>();
    }

    internal static string ChoiceOf(CardSeen card, string input, string title) =>
        card.Element(input).GetProperty("choices").EnumerateArray().First(c => c.GetProperty("title").GetString() == title).GetProperty("value").GetString()!;

    private static int PlaceOf(CardSeen card, string input) => card.Json.GetRawText().IndexOf($"\"{input}\"", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> SummariesAsync(BotUnderTest bot, Speaker speaker) =>
        MovingFiles.Rows(await bot.TakesAsync((await speaker.SaysAsync("导出跟进总结")).NewCard, "CSV"));
}
