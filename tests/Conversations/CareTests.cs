using System.Text;
using System.Text.RegularExpressions;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>What was told of somebody's life comes back as a dated prompt, and goes when it is to be forgotten. Scenario S9.</summary>
public sealed class CareTests
{
    private const string Told = "瑞康吴主任妈妈住院了,这周先不打扰,下下周一再问项目进度";

    [Fact]
    public async Task A_line_that_tells_of_a_step_and_of_a_word_of_care_goes_with_what_either_was_told_in()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        var step = DueWorld.Step("s1", "寄样品", "min", "2025-09-10") with { SourceId = "f1" };
        await bot.CustomerAsync("K1", "远山医疗", "min", step);
        await bot.ContactsAsync("K1", new Contact("w", "吴主任", null, null, null));
        await bot.MomentAsync("K1", new Moment("m1", MomentKind.FamilyHealth, "妈妈住院", "吴主任", null, false, "f2", "min", DateTimeOffset.UnixEpoch), DueWorld.Step("c1", "问候吴主任母亲恢复情况", "min", "2025-09-10", StepKind.Care));
        var today = await min.SaysAsync("今天要跟谁");
        min.Reads(today, "寄样品", "问候吴主任母亲恢复情况");
        foreach (var source in new[] { "f1", "m1" })
        {
            var noted = false;
            for (var waited = 0; waited < 600 && !noted; waited++)
            {
                var cards = await bot.Services.GetRequiredService<ReachStore>().CardsAboutAsync("demo", "min", ["q:" + source], CancellationToken.None);
                noted = cards.Any(c => Lists().Any(l => c.Activities.Contains(l.ActivityId)));
                await Task.Delay(TimeSpan.FromMilliseconds(noted ? 0 : 50), TimeProvider.System);
            }

            Assert.True(noted, source);
        }

        // What it quotes is noted behind the answer, and the morning's own list may come meanwhile.
        IEnumerable<Sent> Lists() => bot.Teams.To(min.Conversation).Where(m => m.Card is not null && m.Read.Contains("寄样品", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_moment_comes_back_in_one_message_with_the_step_of_the_same_contact()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var zw = await bot.MeetAsync("zw");
        var saved = await zw.PressesAsync((await zw.SaysAsync(Told)).NewCard, "保存", ("channel", "WeChat"));
        zw.Reads(saved, "妈妈住院", "9月22日(周一)可以问候一句,要吗?");
        Assert.DoesNotContain((await FileAsync(bot, "C018")).OpenSteps, s => s.Kind == StepKind.Care);

        zw.Reads(await zw.PressesAsync(saved.Card, "要"), "已记住", "9月22日(周一) 提醒");
        var file = await FileAsync(bot, "C018");
        var moment = Assert.Single(file.Moments);
        var care = Assert.Single(file.OpenSteps, s => s.SourceId == moment.Id);
        Assert.Equal(("问候吴主任母亲恢复情况", StepKind.Care, new DateOnly(2025, 9, 22), "zw"), (care.What, care.Kind!.Value, care.DueDay, care.OwnerId));
        Assert.NotNull(care.Until);

        zw.SkipTo(bot.Teams.Count);
        await bot.UntilAsync("2025-09-22T09:00:30+08:00");
        var due = await HearsOfAsync(zw, "问候吴主任母亲恢复情况,再问项目进度");
        Assert.DoesNotContain("在吗", due.Read, StringComparison.Ordinal);

        // Both are one thing to do.
        var lead = file.OpenSteps.Single(s => s.SourceId == moment.SourceId && s.DueDay == care.DueDay);
        await zw.ExecuteAsync("reminders/done", new System.Text.Json.Nodes.JsonObject { ["customer"] = "C018", ["step"] = lead.Id, ["ver"] = $"{lead.Ver}" });
        Assert.All((await FileAsync(bot, "C018")).Steps.Where(s => s.Id == lead.Id || s.Id == care.Id), s => Assert.Equal(StepState.Done, s.State));
    }

    [Fact]
    public async Task No_keeps_nothing_and_derives_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var zw = await bot.MeetAsync("zw");
        var saved = await zw.PressesAsync((await zw.SaysAsync(Told)).NewCard, "保存", ("channel", "WeChat"));
        await zw.PressesAsync(saved.Card, "不用");
        var file = await FileAsync(bot, "C018");
        Assert.Empty(file.Moments);
        Assert.DoesNotContain(file.Steps, s => s.Kind == StepKind.Care);
    }

    [Fact]
    public async Task What_is_remembered_of_a_contact_is_shown_with_its_source_and_its_day()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-US");
        var saved = await tb.PressesAsync((await tb.SaysAsync("Call w/ Sarah at Contoso - they love the pilot, want pricing for 3 more stores. I'll send revised quote by next Fri. She's running the London Marathon in April btw")).NewCard, "Save");
        tb.Reads(saved, "a word on Fri 1 May 2026 would be kind. Remember it?");
        tb.Reads(await tb.PressesAsync(saved.Card, "Yes"), "Remembered");

        var profile = await tb.SaysAsync("what do we know about Sarah personally");
        tb.Reads(profile, "Sarah Lee", "London Marathon", "kept by Tom Baker", "Ask how the event went for Sarah", "Forget this");

        var asked = await tb.SaysAsync("forget Sarah's marathon");
        tb.Reads(asked, "Forget \"", "London Marathon", "Goes with it", "The sentence too");
        tb.Reads(await tb.PressesAsync(asked.NewCard, "Keep"), "nothing was changed");
        tb.Reads(await tb.PressesAsync((await tb.SaysAsync("forget Sarah's marathon")).NewCard, "Forget"), "is forgotten", "with the reminders");
        var file = await FileAsync(bot, "C005");
        Assert.Empty(file.Moments);
        Assert.Contains("London Marathon", file.Recent[0].Summary, StringComparison.Ordinal); // only the moment was to go
    }

    [Fact]
    public async Task A_colleague_without_sight_is_told_of_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var zw = await bot.MeetAsync("zw");
        var saved = await zw.PressesAsync((await zw.SaysAsync(Told)).NewCard, "保存", ("channel", "WeChat"));
        await zw.PressesAsync(saved.Card, "要");
        var moment = Assert.Single((await FileAsync(bot, "C018")).Moments);

        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("吴主任的个人情况"), "没有找到联系人");
        wm.Reads(await wm.SaysAsync("把吴主任妈妈住院那条删掉"), "我没有记着这件事");
        wm.Reads(await wm.ExecuteAsync("care/forget", new System.Text.Json.Nodes.JsonObject { ["customer"] = "C018", ["moment"] = moment.Id, ["how"] = "all" }), "已经不在了");
        Assert.Single((await FileAsync(bot, "C018")).Moments);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_forget_nothing_of_it_is_in_the_store_or_on_a_card(bool sent)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var zw = await bot.MeetAsync("zw");
        var captured = await zw.SaysAsync(Told);
        var saved = await zw.PressesAsync(captured.NewCard, "保存", ("channel", "WeChat"));
        await zw.PressesAsync(saved.Card, "要");
        await zw.SaysAsync("吴主任的个人情况");
        var ly = await bot.MeetAsync("ly");
        await ly.SaysAsync("瑞康怎么样");
        if (sent)
        {
            zw.SkipTo(bot.Teams.Count);
            await bot.UntilAsync("2025-09-22T09:00:30+08:00");
            await HearsOfAsync(zw, "问候吴主任母亲恢复情况,再问项目进度");
        }

        var asked = await zw.SaysAsync("把吴主任妈妈住院那条删掉");
        zw.Reads(asked, "忘掉“", "妈妈住院", "9月22日(周一) 问候吴主任母亲恢复情况", "原话也删掉");
        var forgotten = await zw.PressesAsync(asked.NewCard, "原话也删掉");
        zw.Reads(forgotten, "已忘掉 瑞康医药连锁有限公司 的一条个人事件", "1 条问候提醒取消了", "张伟");
        zw.Reads(await zw.PressesAsync(asked.NewCard, "忘掉"), "已经忘掉了"); // the same once more

        foreach (var word in (string[])["妈妈住院", "母亲恢复"])
        {
            await GoneAsync(bot, word);
        }

        var file = await FileAsync(bot, "C018");
        Assert.Empty(file.Moments);
        Assert.Contains("项目进度", file.Recent[0].Summary, StringComparison.Ordinal);
        Assert.Contains(file.OpenSteps, s => s.What == "再问项目进度"); // what was to be done anyway stays
        ly.Reads(await ly.SaysAsync("谁改过瑞康"), "忘掉个人事件");
        if (!sent)
        {
            zw.SkipTo(bot.Teams.Count);
            await bot.UntilAsync("2025-09-22T09:00:30+08:00");
            Assert.DoesNotContain("问候", (await HearsOfAsync(zw, "再问项目进度")).Read, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_the_erase_of_the_contact_nothing_of_the_moment_is_left()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var zw = await bot.MeetAsync("zw");
        var saved = await zw.PressesAsync((await zw.SaysAsync(Told)).NewCard, "保存", ("channel", "WeChat"));
        await zw.PressesAsync(saved.Card, "要");
        await zw.SaysAsync("吴主任的个人情况");

        var ly = await bot.MeetAsync("ly");
        var contact = (await FileAsync(bot, "C018")).Contacts.First(c => c.Name == "吴主任");
        var ask = await ly.SaysAsync($"删除联系人{contact.Name}");
        var erased = await ly.PressesAsync(ask.NewCard, "永久删除", ("typed", contact.Name));
        await ly.ReadsSoonAsync(erased, "删除完成");
        await GoneAsync(bot, "母亲恢复");
        await GoneAsync(bot, "吴主任");
        Assert.Empty((await FileAsync(bot, "C018")).Moments);
    }

    [Theory]
    [InlineData("zh-CN", "给远山机械的吴主任打了电话,他要两条产线,我周五发报价,吴主任9月20号到28号去云南旅游", "保存", "要", "云南旅游", "9月29日(周一)可以问候一句", "问问吴主任这趟玩得怎么样")]
    [InlineData("en-US", "Call with Sarah at 远山机械, they want pricing, I'll send a quote on Friday. Sarah is on holiday until 28 September", "Save", "Yes", "on holiday", "a word on Mon 29 Sep would be kind", "Ask how the trip was for Sarah")]
    public async Task Who_is_back_from_a_journey_is_asked_about_it(string language, string told, string save, string yes, string moment, string offer, string ask)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "Min", language);
        await min.SaysAsync("hi");
        await bot.CustomerAsync("K1", "远山机械", "min");
        await bot.ContactsAsync("K1", new Contact("w", "吴主任", null, null, null), new Contact("s", "Sarah Lee", "Sarah", null, null));
        var saved = await min.PressesAsync((await min.SaysAsync(told)).NewCard, save);
        min.Reads(saved, moment, offer);
        await min.PressesAsync(saved.Card, yes);
        var care = Assert.Single((await bot.FileOfAsync("K1")).OpenSteps, s => s.Kind == StepKind.Care);
        Assert.Equal((ask, new DateOnly(2025, 9, 29), new DateOnly(2025, 10, 13)), (care.What, care.DueDay, care.Until));
        var before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-29T09:00:30+08:00");
        min.SkipTo(before);
        await HearsOfAsync(min, ask);
    }

    [Theory]
    [InlineData("zh-CN", "瑞康分院", "谁改过瑞康分院", "过了日子,自动关闭", "自动", "过了日子,不用再做:问候吴主任")]
    [InlineData("en-US", "Far Hills", "who changed Far Hills", "Closed: its last day was over", "by itself", "Its day is over, so this is closed: 问候吴主任")]
    public async Task A_word_that_was_brought_and_not_said_is_closed_when_its_last_day_is_over(string language, string name, string who, string what, string by, string line)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "闵捷", language);
        await min.SaysAsync("hi");
        await bot.CustomerAsync("K1", name, "min", DueWorld.Step("c1", "问候吴主任", "min", "2025-09-11", StepKind.Care) with { Until = new DateOnly(2025, 9, 13) });
        await bot.CustomerAsync("K2", "远山机械", "min", DueWorld.Step("c2", "问候闵工", "min", "2025-09-17", StepKind.Care) with { Until = new DateOnly(2025, 9, 30) });
        var before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-11T09:00:30+08:00");
        min.SkipTo(before);
        var due = await HearsOfAsync(min, "问候吴主任");
        await SweepAsync(bot);
        Assert.Equal(StepState.Open, (await bot.StepAsync("K1", "c1")).State);

        // Two bots may sweep at once; it is closed once.
        await bot.UntilAsync("2025-09-14T10:00:00+08:00");
        await Task.WhenAll(SweepAsync(bot), SweepAsync(bot));
        await SweepAsync(bot);
        Assert.Equal(StepState.Cancelled, (await bot.StepAsync("K1", "c1")).State);
        Assert.Equal(StepState.Open, (await bot.StepAsync("K2", "c2")).State);
        await bot.UpdatedAsync(min, due.Card!, line);
        var history = await min.SaysAsync(who);
        min.Reads(history, what, by);
        min.Expect(history.Read.Split(what).Length == 2, "closed once");
    }

    private static async Task SweepAsync(BotUnderTest bot)
    {
        var sweep = bot.Services.GetServices<IJobKind>().OfType<SweepJob>().Single();
        for (var job = new Job("-", "sweep-test", SweepJob.Name, "-", DateTimeOffset.UnixEpoch, "{}"); ;)
        {
            var step = await sweep.RunAsync(job, CancellationToken.None);
            if (step.Finished)
            {
                return;
            }

            job = job with { Cursor = step.Cursor };
        }
    }

    /// <summary>Waits until the word stands in no row of any table and on no card as it is shown now.</summary>
    private static async Task GoneAsync(BotUnderTest bot, string word)
    {
        var found = "";
        for (var waited = 0; waited < 400; waited++)
        {
            found = await FoundAsync(bot, word) + Shown(bot, word);
            if (found.Length == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Fail($"'{word}' is left: {found}");
    }

    /// <summary>What each sent activity shows now, where it shows the word.</summary>
    private static string Shown(BotUnderTest bot, string word) => string.Join(
        '\n',
        bot.Teams.All.GroupBy(s => (s.Conversation, s.ActivityId)).Select(g => g.OrderBy(s => s.Order).Last()).Where(s => s.Read.Contains(word, StringComparison.Ordinal)).Select(s => $"{s.Conversation} {s.ActivityId}: {s.Read}"));

    private static async Task<string> FoundAsync(BotUnderTest bot, string word)
    {
        var tables = bot.Services.GetRequiredService<ITables>();
        var found = new StringBuilder();
        foreach (var table in StoreCopy.Tables)
        {
            string? next = null;
            do
            {
                var page = await tables.QueryAsync(new RowRange(table, "", "\uffff"), 1000, next, CancellationToken.None);
                foreach (var row in page.Rows)
                {
                    var text = Regex.Unescape(Encoding.UTF8.GetString(row.Data.Span).Replace("\\\"", "", StringComparison.Ordinal).Replace("\\\\", "", StringComparison.Ordinal));
                    if (text.Contains(word, StringComparison.Ordinal))
                    {
                        found.AppendLine($"{table} {row.PartitionKey} {row.RowKey} {text}");
                    }
                }

                next = page.Next;
            }
            while (next is not null);
        }

        return found.ToString();
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
