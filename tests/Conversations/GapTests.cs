using System.Text.Json.Nodes;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>Customers that are being forgotten: checklist A27.</summary>
public sealed class GapTests
{
    [Fact]
    public async Task A_manager_reads_who_is_forgotten_longest_first_of_the_team_of_one_and_by_tier_in_both_languages()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var all = await ly.SaysAsync("断档的客户");
        ly.Reads(all, "断档客户(2)", "你和团队共 5 人", "没有下一步 1 家,久未联系 1 家", "共看了 13 家", "蓝海科技（深圳）有限公司", "36 天前", "下一步 12月1日", "鼎盛建材股份有限公司", "意向或成交阶段满 14 天");
        ly.Expect(all.Read.IndexOf("蓝海科技", StringComparison.Ordinal) < all.Read.IndexOf("鼎盛建材", StringComparison.Ordinal), "the longest alone comes first");
        ly.Reads(await ly.SaysAsync("李强的断档客户有哪些"), "断档客户(2)", "李强");
        ly.Reads(await ly.SaysAsync("王敏的断档客户有哪些"), "断档客户(0)", "没有断档的客户", "意向和成交阶段的都有下一步", "没有一家超过该联系的天数");
        ly.Reads(await ly.SaysAsync("老王头的断档客户"), "你的团队里没有叫“老王头”的人");
        ly.Reads(await ly.SaysAsync("30天没联系的A类客户"), "30 天没联系的客户(1)", "A 类", "满 30 天");
        var none = await ly.SaysAsync("40天没联系的A类客户");
        ly.Reads(none, "40 天没联系的客户(0)", "没有断档的客户", "没有一家满 40 天没联系");
        Assert.DoesNotContain("下一步", none.Read, StringComparison.Ordinal);
        none = await ly.SaysAsync("王敏的哪些客户没有下一步");
        ly.Reads(none, "没有下一步的客户(0)", "意向和成交阶段的都有下一步");
        Assert.DoesNotContain("天数", none.Read, StringComparison.Ordinal);

        var hw = await bot.MeetAsync("hw", "en-US");
        hw.Reads(await hw.SaysAsync("which A accounts haven't been touched in 30 days"), "Customers without contact for 30 days (1)", "tier A", "蓝海科技", "36 days ago", "李强");
        hw.Reads(await hw.SaysAsync("which customers have no next step"), "Customers without a next step (1)", "20 looked at", "No next step");
        hw.Reads(await hw.SaysAsync("华东团队的断档客户"), "team 华东, 5 people", "13 looked at");
        var status = await hw.PressesRowAsync((await hw.SaysAsync("which customers have no next step")).NewCard, "鼎盛建材");
        hw.Reads(status, "鼎盛建材股份有限公司", "李强");
    }

    [Fact]
    public async Task A_rep_reads_their_own_and_sets_a_next_step_or_files_from_the_row()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tom = await bot.RepAsync("tom2", "Tom Two", "en-US", "Europe/London");
        await PutAsync(bot, "G1", "Umbra Ltd", "tom2", Stage.Intent, Status.New, Tier.C, "2025-08-01");
        await PutAsync(bot, "G2", "Never Met Ltd", "tom2", Stage.Deal, Status.Won, Tier.B, null);

        var list = await tom.SaysAsync("which customers have no next step");
        tom.Reads(list, "Customers without a next step (2)", "you", "Never Met Ltd", "no contact yet", "Umbra Ltd", "40 days ago");
        var set = await tom.PressesAsync(list.NewCard, "Set next step");
        tom.Reads(set, "Next step set: get in touch with Never Met Ltd on Thu 11 Sep");
        var step = Assert.Single((await bot.FileOfAsync("G2")).OpenSteps);
        Assert.Equal(("tom2", new DateOnly(2025, 9, 11), OwedBy.Us, null), (step.OwnerId, step.DueDay, step.By, step.Kind));
        tom.Reads(await tom.PressesAsync(list.NewCard, "Set next step"), "Never Met Ltd has a next step already");
        Assert.Single((await bot.FileOfAsync("G2")).OpenSteps);

        var rest = await tom.SaysAsync("which of my accounts have no next step");
        tom.Reads(rest, "Customers without a next step (1)", "Umbra Ltd");
        Assert.DoesNotContain("Never Met", rest.Read, StringComparison.Ordinal);
        Assert.True((await tom.PressesAsync(rest.NewCard, "Record")).NewCard.HasInput("summary"));
        tom.Reads(await tom.SaysAsync("who changed Never Met Ltd"), "Next step set");
    }

    [Fact]
    public async Task A_colleague_s_step_is_a_next_step_care_and_the_customer_s_promise_are_not()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.RepAsync("gap1", "方芳");
        await PutAsync(bot, "H1", "有人帮忙公司", "gap1", Stage.Intent, Status.Interested, Tier.B, "2025-09-09", Step("a", "出方案", "zl", "2025-09-12", StepKind.Help));
        await PutAsync(bot, "H2", "只有生日公司", "gap1", Stage.Intent, Status.Interested, Tier.B, "2025-09-09", Step("b", "生日", "gap1", "2025-10-01", StepKind.Birthday));
        await PutAsync(bot, "H3", "等对方公司", "gap1", Stage.Intent, Status.Interested, Tier.B, "2025-09-09", Step("c", "发资料", "gap1", "2025-09-12") with { By = OwedBy.Customer });

        var list = await rep.SaysAsync("哪些客户没有下一步");
        rep.Reads(list, "没有下一步的客户(2)", "只有生日公司", "等对方公司");
        Assert.DoesNotContain("有人帮忙公司", list.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_on_hold_and_quiet_by_wish_are_left_out_and_said_so_muted_by_oneself_is_no_excuse()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.RepAsync("gap2", "许可");
        await PutAsync(bot, "L1", "丢单公司", "gap2", Stage.Lost, Status.Lost, Tier.B, "2025-05-01");
        await PutAsync(bot, "L2", "搁置公司", "gap2", Stage.Intent, Status.OnHold, Tier.B, "2025-05-01");
        await PutAsync(bot, "L3", "请勿打扰公司", "gap2", Stage.Intent, Status.Hesitant, Tier.B, "2025-05-01");
        await PutAsync(bot, "L4", "自己静音公司", "gap2", Stage.Intent, Status.Hesitant, Tier.B, "2025-05-01");
        await bot.ChangeAsync("gap2", p => p with { Mutes = [new Mute("L3", new DateOnly(2025, 9, 20)) { SourceId = "f1" }, new Mute("L4", new DateOnly(2025, 9, 20))] });

        var list = await rep.SaysAsync("断档的客户");
        rep.Reads(list, "断档客户(1)", "自己静音公司", "没算进来:已丢单 1 家、暂停 1 家、客户要求先别打扰 1 家");
        Assert.DoesNotContain("请勿打扰公司", list.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_goes_on_where_it_was_cut_and_a_button_shows_nobody_out_of_sight()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.RepAsync("gap3", "丁一");
        foreach (var n in Enumerable.Range(1, 8))
        {
            await PutAsync(bot, $"M{n}", $"久等公司{n}", "gap3", Stage.Intent, Status.New, Tier.C, $"2025-08-0{n}");
        }

        var first = await rep.SaysAsync("超过三十天没跟进的客户");
        rep.Reads(first, "30 天没联系的客户(8)", "久等公司1", "久等公司6", "还有 2 家");
        Assert.DoesNotContain("久等公司7", first.Read, StringComparison.Ordinal);
        var rest = await rep.PressesRowAsync(first.NewCard, "还有 2 家");
        rep.Reads(rest, "30 天没联系的客户(8)", "久等公司7", "久等公司8");
        Assert.DoesNotContain("还有", rest.Read, StringComparison.Ordinal);

        var other = await bot.MeetAsync("wm");
        var none = await other.ExecuteAsync("reviews/gaps", new JsonObject { ["who"] = "gap3", ["kind"] = "", ["days"] = "", ["tier"] = "", ["from"] = "" });
        other.Reads(none, "名下没有客户可看");
        Assert.DoesNotContain("久等公司", none.Read, StringComparison.Ordinal);
        var tooLong = await rep.ExecuteAsync("reviews/gaps", new JsonObject { ["who"] = string.Join(',', Enumerable.Repeat("gap3", 600)), ["kind"] = "", ["days"] = "", ["tier"] = "", ["from"] = "" });
        rep.Reads(tooLong, "名下没有客户可看");
        other.Reads(await other.ExecuteAsync("reviews/step", new JsonObject { ["customer"] = "M1" }), "丁一");
        Assert.Empty((await bot.FileOfAsync("M1")).OpenSteps);
    }

    private static async Task PutAsync(BotUnderTest bot, string id, string name, string owner, Stage stage, Status status, Tier tier, string? last, params Step[] steps)
    {
        var head = new Customer(id, name, [], owner, [], tier, stage, status, last is null ? null : DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        Assert.IsType<ChangeOutcome<NotFiled>.Committed>(await bot.Services.GetRequiredService<CustomerStore>().ChangeAsync<NotFiled>(
            new ChangeRequest("demo", id, "import" + id, owner, DateTimeOffset.UnixEpoch),
            _ => new Decision<NotFiled>.Commit(new CustomerEdit("imported", head) { Steps = steps }), CancellationToken.None));
    }
}
