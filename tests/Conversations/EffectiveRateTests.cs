namespace CrmBot.Conversations.Tests;

/// <summary>How many follow-ups of a quarter were effective: checklist A28.</summary>
public sealed class EffectiveRateTests
{
    [Fact]
    public async Task A_manager_reads_the_quarter_person_by_person_beside_the_one_before_in_both_languages()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var last = await ly.SaysAsync("上季度团队有效跟进率");
        ly.Reads(last, "有效跟进率", "2025 年第 2 季度 · ", "你和团队共 5 人", "59 条里 58 条有效(98%)", "2025 年第 1 季度:15 条里 15 条有效(100%)", "李强", "16 条里 15 条有效(94%) · 此前 4 条里 4 条有效(100%)", "偏浅 1 条", "结果没写的 59 条按联系上算");
        Assert.DoesNotContain("Tom", last.Read, StringComparison.Ordinal);
        foreach (var asked in new[] { "李强上季度的有效跟进率", "上季度李强的有效跟进率" })
        {
            var one = await ly.SaysAsync(asked);
            ly.Reads(one, "2025 年第 2 季度", "16 条里 15 条有效(94%)");
            Assert.DoesNotContain("王敏", one.Read, StringComparison.Ordinal);
        }

        ly.Reads(await ly.SaysAsync("Tom的有效跟进率"), "你的团队里没有叫“Tom”的人");
        var hw = await bot.MeetAsync("hw", "en-US");
        hw.Reads(await hw.SaysAsync("effective follow-up rate this quarter"), "Effective follow-up rate", "Q3 2025 so far", "65 of 67 (97%)", "Q2 2025: 86 of 87 (99%)", "Tom Baker", "13 of 13 (100%) · before: 16 of 16 (100%)");
        hw.Reads(await hw.SaysAsync("effective follow-up rate last quarter by rep"), "Q2 2025", "86 of 87 (99%)");
    }

    [Fact]
    public async Task Since_a_day_goes_on_to_today_in_both_languages()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        foreach (var asked in new[] { "今年以来有效跟进率", "今年以来的有效跟进率", "从1月1日起的有效跟进率" })
        {
            ly.Reads(await ly.SaysAsync(asked), "1月1日", "至9月10日(周三)", "条有效");
        }

        var hw = await bot.MeetAsync("hw", "en-US");
        var since = await hw.SaysAsync("status changes since 1 July");
        hw.Reads(since, "1 Jul", "to Wed 10 Sep");
        hw.Expect(!since.Read.Contains("Status changes (0)", StringComparison.Ordinal), "not the one day");
        hw.Reads(await hw.SaysAsync("status changes since June"), "1 Jun", "to Wed 10 Sep");
        hw.Reads(await hw.SaysAsync("status changes in June"), "June 2025");
    }

    [Fact]
    public async Task A_colleague_who_is_called_as_a_month_is_a_colleague()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var mia = await bot.RepAsync("mia", "Mia Stone", "en-US", role: CrmBot.Domain.Role.Manager);
        await bot.RepAsync("june", "June Lee", "en-US", manager: "mia");
        mia.Reads(await mia.SaysAsync("June Lee's effective follow-up rate"), "Q3 2025 so far · June Lee");
        mia.Reads(await mia.SaysAsync("June's effective follow-up rate last quarter"), "Q2 2025 · June Lee");
        mia.Reads(await mia.SaysAsync("effective follow-up rate in June"), "June 2025 · you and your team");
    }

    [Fact]
    public async Task Nobody_there_and_shallow_count_as_filed_and_not_as_effective_and_a_rep_reads_their_own()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-US");
        tb.Reads(await tb.SaysAsync("effective follow-up rate this quarter"), "13 of 13 (100%)");
        await FileAsync(tb, "Called about the pilot of 12 devices, nobody picked up. I send the revised quote on Friday 12 Sep.", "NoAnswer");
        await FileAsync(tb, "They need pricing for 3 more stores and legal wants EU hosting. I send the revised quote on Friday 12 Sep.", "Reached");
        var shallow = await tb.PressesAsync(await FormAsync(tb), "Submit", ("channel", "Call"), ("summary", "Touched base, circling back soon"));
        await tb.PressesAsync(shallow.Card, "File anyway");

        var now = await tb.SaysAsync("my effective follow-up rate");
        tb.Reads(now, "14 of 16 (88%)", "Not effective: 1 shallow, 1 not reached. Of 14 the outcome was not said", "Effective means reached and not shallow");
        await tb.SaysAsync("undo");
        tb.Reads(await tb.SaysAsync("my effective follow-up rate"), "14 of 15 (93%)", "0 shallow, 1 not reached");
        tb.Reads(await tb.SaysAsync("effective follow-up rate for Q1 2024"), "Q1 2024", "No follow-ups were filed");
    }

    private static async Task<CardSeen> FormAsync(Speaker rep) => (await rep.SaysAsync("follow up Contoso")).NewCard;

    private static async Task FileAsync(Speaker rep, string summary, string outcome)
    {
        var seen = await rep.PressesAsync(await FormAsync(rep), "Submit", ("channel", "Call"), ("summary", summary), ("outcome", outcome), ("nextStep", "send the revised quote"), ("nextOn", "2025-09-12"));
        rep.Reads(seen, "Saved");
    }
}
