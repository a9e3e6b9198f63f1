using CrmBot.Domain;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>Whom to greet, and the card of a contact that it leads to.</summary>
public sealed class AheadTests
{
    [Fact]
    public async Task Birthdays_of_both_calendars_and_planned_greetings_are_listed_by_their_day()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山医疗", "min", Step("c1", "问候吴主任母亲恢复情况", "min", "2025-09-22", StepKind.Care));
        await bot.ContactsAsync(
            "K1", new Contact("w", "吴主任", null, null, null) { BornLunar = new(8, 22), Taste = "爱喝普洱" }, new Contact("h", "护士长", null, null, null) { Born = new(9, 20), Family = "女儿读初三" },
            new Contact("g", "老李", null, null, null) { Born = new(9, 15), LeftOn = new DateOnly(2025, 8, 1) });

        var birthdays = await min.SaysAsync("近期有哪些生日");
        min.Reads(birthdays, "近期生日", "你的客户 · 1 个生日", "9月20日(周六)", "护士长 · 远山医疗", "生日:9月20日 · 女儿读初三");
        min.Expect(!birthdays.Read.Contains("老李", StringComparison.Ordinal) && !birthdays.Read.Contains("吴主任", StringComparison.Ordinal), "who left, and who is later, is not there");
        min.Reads(await min.SaysAsync("下个月有谁过生日"), "10月13日(周一)", "吴主任 · 远山医疗", "生日:农历八月廿二 · 爱喝普洱");

        var all = await min.SaysAsync("最近该问候谁");
        min.Reads(all, "1 个生日 · 1 个问候 · 1 个节日", "9月22日(周一)", "问候吴主任母亲恢复情况", "10月1日(周三) · 国庆节");
        var profile = await min.PressesRowAsync(all.NewCard, "护士长");
        min.Reads(profile, "护士长", "女儿读初三", "负责人 闵捷");
    }

    [Fact]
    public async Task A_feast_that_is_named_is_its_day_and_where_nobody_is_to_be_greeted_it_says_so()
    {
        await using var bot = await BotUnderTest.StartAsync("2026-02-05T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山医疗", "min");
        var nobody = await min.SaysAsync("小年那天要给谁发问候");
        min.Reads(nobody, "小年:2月10日(周二)", "这段时间没有人过生日,也没有约好的问候。");

        await bot.ContactsAsync("K1", new Contact("w", "吴主任", null, null, null) { BornLunar = new(12, 23) }, new Contact("x", "王总", null, null, null) { BornLunar = new(12, 24) });
        var one = await min.SaysAsync("小年那天要給誰發問候?");
        min.Reads(one, "小年", "2月10日(周二)", "吴主任 · 远山医疗", "生日:农历腊月廿三");
        min.Expect(!one.Read.Contains("王总", StringComparison.Ordinal), "the day after is another day");
    }

    [Fact]
    public async Task A_manager_sees_the_team_or_one_of_them_and_a_colleague_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var mia = await bot.RepAsync("mia", "Mia Stone", "en-US", role: Role.Manager);
        await bot.RepAsync("min", "Min Park", "en-US", manager: "mia");
        await bot.RepAsync("ned", "Ned Hill", "en-US", manager: "mia");
        var ola = await bot.RepAsync("ola", "Ola Berg", "en-US");
        await bot.CustomerAsync("K1", "Far Hills", "min");
        await bot.CustomerAsync("K2", "Near Lake", "ned");
        await bot.ContactsAsync("K1", new Contact("s", "Sarah Lee", "Sarah", null, null) { Born = new(9, 18), Taste = "green tea" });
        await bot.ContactsAsync("K2", new Contact("j", "Jim Wong", "Jim", null, null) { Born = new(9, 25) });

        mia.Reads(
            await mia.SaysAsync("upcoming birthdays this month"), "Birthdays coming up", "Customers of you and your team, 3 people · 2 birthdays",
            "Thu 18 Sep", "Sarah · Far Hills", "Birthday: 18 Sep · Min Park · green tea", "Jim · Near Lake");
        var one = await mia.SaysAsync("upcoming moments for Ned's customers");
        mia.Reads(one, "Customers of Ned Hill", "Jim · Near Lake");
        mia.Expect(!one.Read.Contains("Sarah", StringComparison.Ordinal), "only his");
        mia.Reads(await mia.SaysAsync("upcoming moments for Ola's customers"), "Nobody you can see is called");
        var ahead = await mia.SaysAsync("whose moments are coming up");
        mia.Reads(ahead, "Sarah · Far Hills");
        ola.Reads(await ola.SaysAsync("whose birthday is coming up"), "No contact has a birthday then.");
        ola.Reads(await ola.ExecuteAsync("care/ahead", new() { ["first"] = "2025-09-10", ["last"] = "2025-09-30", ["person"] = "min" }), "Nobody has a birthday then");
    }

    [Fact]
    public async Task A_long_list_goes_on_where_it_was_cut()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山医疗", "min");
        await bot.ContactsAsync("K1", [.. Enumerable.Range(1, 12).Select(i => new Contact($"k{i}", $"联系人{i:D2}", null, null, null) { Born = new(9, 10 + i) })]);
        var first = await min.SaysAsync("近期生日");
        min.Reads(first, "12 个生日", "联系人10", "还有 2 条");
        var rest = await min.PressesRowAsync(first.NewCard, "还有 2 条");
        min.Reads(rest, "联系人11", "联系人12", "近期生日");
        min.Expect(!rest.Read.Contains("联系人10", StringComparison.Ordinal), "only the rest");
    }

    [Fact]
    public async Task The_rest_of_a_list_of_several_who_are_called_the_same_is_theirs_and_nobody_else_s()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var mia = await bot.RepAsync("mia", "Mia Stone", "en-US", role: Role.Manager);
        foreach (var (id, name) in new[] { ("ned1", "Ned Hill"), ("ned2", "Ned Park"), ("ola", "Ola Berg") })
        {
            await bot.RepAsync(id, name, "en-US", manager: "mia");
            await bot.CustomerAsync("K" + id, "Far " + id, id);
            await bot.ContactsAsync("K" + id, [.. Enumerable.Range(1, 6).Select(i => new Contact($"{id}{i}", $"{name[..3]}{i}", null, null, null) { Born = new(9, 10 + i) })]);
        }

        var first = await mia.SaysAsync("upcoming birthdays for Ned's customers");
        mia.Reads(first, "Customers of 2 people called \"Ned\" · 12 birthdays", "3 more");
        var rest = await mia.PressesRowAsync(first.NewCard, "3 more");
        mia.Reads(rest, "12 birthdays", "Ned6 · Far ned1", "Ned6 · Far ned2");
        mia.Expect(!rest.Read.Contains("Ola", StringComparison.Ordinal), "who was not asked for is not in the rest either");

        // The asker's own alone, though others report to them.
        await bot.CustomerAsync("Kmia", "Far mia", "mia");
        await bot.ContactsAsync("Kmia", [.. Enumerable.Range(1, 12).Select(i => new Contact($"mia{i}", $"Own{i:D2}", null, null, null) { Born = new(9, 10 + i) })]);
        var own = await mia.SaysAsync("upcoming birthdays for Mia's customers");
        mia.Reads(own, "Your customers · 12 birthdays");
        mia.Reads(await mia.PressesRowAsync(own.NewCard, "3 more"), "Your customers · 12 birthdays", "Own12");
    }

    [Fact]
    public async Task Holidays_that_are_not_known_yet_are_told_and_are_no_empty_list()
    {
        await using var bot = await BotUnderTest.StartAsync("2027-12-20T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        min.Reads(await min.SaysAsync("最近该问候谁"), "2028 年的节假日还不全");
    }

    [Fact]
    public async Task How_a_contact_is_opens_the_contact_and_the_customer_is_one_tap_away()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var zw = await bot.MeetAsync("zw");
        var profile = await zw.SaysAsync("吴主任的情况");
        zw.Reads(profile, "联系人", "吴主任", "爱喝普洱", "负责人 张伟");
        zw.Expect(!profile.Read.Contains("最近跟进", StringComparison.Ordinal), "not how the customer stands");
        zw.Reads(await zw.PressesAsync(profile.NewCard, "客户情况"), "瑞康医药连锁有限公司", "最近跟进");
        zw.Reads(await zw.SaysAsync("瑞康怎么样"), "瑞康医药连锁有限公司", "最近跟进");
        zw.Reads(await zw.SaysAsync("吴主任那边进展如何"), "瑞康医药连锁有限公司", "最近跟进");
    }

    [Fact]
    public async Task In_English_how_a_contact_is_doing_opens_the_contact()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var min = await bot.RepAsync("min", "Min", "en-US");
        await min.SaysAsync("hello");
        await bot.CustomerAsync("K1", "Far Hills", "min");
        await bot.ContactsAsync("K1", new Contact("w", "Dr. Wu", null, "Head of care", null) { Taste = "plays chess" });
        var profile = await min.SaysAsync("how is Dr. Wu doing");
        min.Reads(profile, "Contact", "Dr. Wu", "plays chess", "Far Hills · Head of care");
        min.Reads(await min.PressesAsync(profile.NewCard, "How the customer stands"), "Far Hills");

        // A colleague without sight is not told that there is such a contact.
        var ola = await bot.RepAsync("ola", "Ola", "en-US");
        ola.Expect(!(await ola.SaysAsync("how is Dr. Wu doing")).Read.Contains("Far Hills", StringComparison.Ordinal), "no word of it");
    }
}
