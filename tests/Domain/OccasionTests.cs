using System.Globalization;

namespace CrmBot.Domain.Tests;

/// <summary>Which days ahead are a reason to be in touch, and with whom.</summary>
public sealed class OccasionTests
{
    [Theory]
    [InlineData(8, 22, false, true, "2025-10-13")]
    [InlineData(6, 8, true, true, "2026-07-21")] // 2026 has no leap sixth month
    [InlineData(12, 30, false, true, "2026-02-16")] // the twelfth month has 29 days
    [InlineData(2, 29, false, false, "2026-02-28")]
    [InlineData(1, 1, false, true, "2026-02-17")]
    public void A_birthday_is_on_its_day_of_the_year_and_on_no_other(int month, int day, bool leap, bool lunar, string on)
    {
        var born = new Birthday(month, day, null, leap);
        var file = Sample.File() with { Contacts = [new Contact("k", "吴主任", null, null, null) { Born = lunar ? null : born, BornLunar = lunar ? born : null }] };
        var that = Day(on);
        var found = Assert.Single(Occasions.Of(file, that, that));
        Assert.True(found.IsBirthday);
        Assert.Equal((that, lunar, "k"), (found.Day, found.Lunar, found.Whose!.Id));
        Assert.Single(Occasions.Of(file, that.AddDays(-150), that.AddDays(150)));
        Assert.Empty(Occasions.Of(file, that.AddDays(1), that.AddDays(150)));
    }

    [Fact]
    public void A_birthday_that_is_reminded_of_is_listed_once_and_on_its_own_day()
    {
        var moment = new Moment("m1", MomentKind.Birthday, "生日", "吴主任", Day("2025-09-20"), false, "f1", "wm", DateTimeOffset.UnixEpoch);
        var step = Sample.Step(Day("2025-09-19")) with { Kind = StepKind.Birthday, SourceId = "m1", On = Day("2025-09-20") };
        var file = Sample.File(steps: [step]) with { Moments = [moment], Contacts = [new Contact("k", "吴主任", null, null, null) { Born = new(9, 20), Taste = "普洱" }] };
        var found = Assert.Single(Occasions.Of(file, Day("2025-09-10"), Day("2025-10-10")));
        Assert.Equal((Day("2025-09-20"), step, "普洱"), (found.Day, found.Step, found.Fact));
    }

    [Fact]
    public void What_was_told_of_a_life_is_its_fact_and_who_left_is_greeted_no_more()
    {
        var moment = new Moment("m1", MomentKind.FamilyHealth, "妈妈住院", "吴主任", null, false, "f1", "wm", DateTimeOffset.UnixEpoch);
        var step = Sample.Step(Day("2025-09-22")) with { Kind = StepKind.Care, SourceId = "m1" };
        var wu = new Contact("k", "吴主任", null, null, null);
        var file = Sample.File(steps: [step, Sample.Step(Day("2025-09-22")) with { Id = "s2" }]) with { Moments = [moment], Contacts = [wu] };
        Assert.Equal("妈妈住院", Assert.Single(Occasions.Of(file, Day("2025-09-22"), Day("2025-09-22"))).Fact);
        Assert.Empty(Occasions.Of(file with { Contacts = [wu with { LeftOn = Day("2025-09-01") }] }, Day("2025-09-22"), Day("2025-09-22")));
    }

    [Fact]
    public void A_holiday_is_named_once_on_its_first_day() => Assert.Equal(
        [(Day("2025-10-01"), "国庆节、中秋节")], Occasions.Holidays(WorkCalendars.Of("CN"), Day("2025-09-20"), Day("2025-10-20")).Select(h => (h.Day, h.Holiday.Chinese)));

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);
}
