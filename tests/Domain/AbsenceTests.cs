namespace CrmBot.Domain.Tests;

public sealed class AbsenceTests
{
    private static readonly DateTimeOffset Tuesday = new(2025, 9, 23, 2, 0, 0, TimeSpan.Zero);

    private static Person Of(string id, params Leave[] leaves) =>
        new(id, id, null, [], Role.Rep, null, null, "Asia/Shanghai", "zh-CN") { Leaves = leaves };

    private static Leave Away(string? delegateId, int from = 22, int until = 26) => new(new DateOnly(2025, 9, from), new DateOnly(2025, 9, until), delegateId);

    private static Cover CoverOf(params Person[] people) => Absence.CoverOf(people[0], Tuesday, id => people.FirstOrDefault(p => p.Id == id));

    [Fact]
    public void Somebody_who_is_there_needs_no_delegate() =>
        Assert.IsType<Cover.NotNeeded>(CoverOf(Of("tom", Away("grace", 24)), Of("grace")));

    [Fact]
    public void The_named_one_stands_in_and_the_named_ones_own_delegate_next()
    {
        Assert.Equal(new Cover.By("grace"), CoverOf(Of("tom", Away("grace")), Of("grace")));
        Assert.Equal(new Cover.By("ann"), CoverOf(Of("tom", Away("grace")), Of("grace", Away("ann")), Of("ann")));
    }

    [Fact]
    public void A_circle_a_third_absent_one_and_a_leaver_leave_it_with_the_person()
    {
        Assert.IsType<Cover.Nobody>(CoverOf(Of("tom", Away("grace")), Of("grace", Away("tom"))));
        Assert.IsType<Cover.Nobody>(CoverOf(Of("tom", Away("tom"))));
        Assert.IsType<Cover.Nobody>(CoverOf(Of("tom", Away("grace")), Of("grace", Away("ann")), Of("ann", Away("bob")), Of("bob")));
        Assert.IsType<Cover.Nobody>(CoverOf(Of("tom", Away("grace")), Of("grace") with { Left = true }));
        Assert.IsType<Cover.Nobody>(CoverOf(Of("tom", Away("nobody"))));
    }

    [Fact]
    public void An_absence_without_a_delegate_waits() => Assert.IsType<Cover.Waits>(CoverOf(Of("tom", Away(null))));

    [Fact]
    public void The_day_is_the_persons_own()
    {
        var tom = Of("tom", Away("grace", 23, 23)) with { Zone = "America/New_York" };
        Assert.IsType<Cover.NotNeeded>(CoverOf(tom, Of("grace"))); // still Monday there
        Assert.IsType<Cover.By>(Absence.CoverOf(tom, Tuesday.AddHours(10), _ => Of("grace")));
    }

    [Fact]
    public void The_return_is_the_first_worked_day_after()
    {
        // 27 September is a Saturday, 28 a Sunday that is worked in China.
        Assert.Equal(new DateOnly(2025, 9, 28), Absence.Return(Of("tom", Away("grace")), new DateOnly(2025, 9, 22)));
        Assert.Equal(new DateOnly(2025, 9, 29), Absence.Return(Of("tom", Away("grace")) with { Region = "GB" }, new DateOnly(2025, 9, 22)));
        Assert.Equal(new DateOnly(2025, 10, 9), Absence.Return(Of("tom", Away("grace"), Away("grace", 26, 30)), new DateOnly(2025, 9, 24)));
    }

    [Fact]
    public void A_delegate_sees_what_the_absent_one_sees_while_it_lasts()
    {
        Person[] people = [Of("tom", Away("grace")), Of("grace"), Of("ann")];
        var file = Sample.File() with { Head = Sample.File().Head with { OwnerId = "tom", Helpers = [] }, Steps = [] };
        Assert.True(Sight.Content(people[1], file, new Company(people, Tuesday)));
        Assert.False(Sight.Content(people[2], file, new Company(people, Tuesday)));
        Assert.False(Sight.Content(people[1], file, new Company(people, Tuesday.AddDays(4))));
        Assert.False(Sight.Content(people[1], file, new Company(people)));
        var step = Sample.Step(new DateOnly(2025, 9, 24), owner: "tom");
        Assert.True(Sight.Act(people[1], step, file.Head, new Company(people, Tuesday)));
        Assert.False(Sight.Act(people[2], step, file.Head, new Company(people, Tuesday)));
    }
}
