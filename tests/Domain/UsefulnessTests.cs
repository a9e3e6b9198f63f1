using System.Globalization;

namespace CrmBot.Domain.Tests;

public sealed class UsefulnessTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2025-09-10T17:40:00+08:00", CultureInfo.InvariantCulture);

    private static readonly FollowUp Filed = Record("f9", 0, ObjectionCategory.Price) with { NextStepId = "s9" };

    [Fact]
    public void Nothing_is_made_up_and_nothing_of_the_record_itself_is_said_again()
    {
        var own = Open("s9", new DateOnly(2025, 9, 17), "f9");
        Assert.Empty(Of([own], [Filed, Record("f8", 3, null)]));
    }

    [Fact]
    public void What_we_owe_comes_before_the_next_date_and_that_before_what_they_owe()
    {
        var late = Open("s1", new DateOnly(2025, 9, 8));
        var next = Open("s2", new DateOnly(2025, 9, 15));
        var theirs = Open("s3", new DateOnly(2025, 9, 1)) with { By = OwedBy.Customer };
        FollowUp[] recent = [Filed, Record("f8", 3, null)];

        Assert.Equal([new Useful.Owed(late)], Of([late, next, theirs], recent));
        Assert.Equal([new Useful.NextDate(next)], Of([next, theirs], recent));
        Assert.Equal([new Useful.Theirs(theirs)], Of([theirs], recent));
    }

    [Fact]
    public void Somebody_else_s_own_reminder_is_not_told()
    {
        var mine = Open("s1", new DateOnly(2025, 9, 12)) with { Kind = StepKind.Reminder, OwnerId = "lq" };
        Assert.Empty(Of([mine], [Filed, Record("f8", 3, null)]));
    }

    [Fact]
    public void The_third_in_a_row_with_one_objection_is_a_pattern_and_the_second_is_none()
    {
        Assert.Equal([new Useful.SameObjection(ObjectionCategory.Price, 3)], Of([], [Filed, Record("f8", 3, ObjectionCategory.Price), Record("f7", 6, ObjectionCategory.Price)]));
        Assert.Empty(Of([], [Filed, Record("f8", 3, ObjectionCategory.Price), Record("f7", 6, ObjectionCategory.Timing), Record("f6", 9, ObjectionCategory.Price)]));
    }

    [Fact]
    public void A_long_pause_the_first_record_and_what_is_remembered_are_each_worth_a_word()
    {
        Assert.Equal([new Useful.AfterDays(42)], Of([], [Filed, Record("f8", 42, null)]));
        Assert.Empty(Of([], [Filed, Record("f8", 29, null)]));
        Assert.Equal([new Useful.First()], Of([], [Filed]));

        var soon = new Moment("m1", MomentKind.Birthday, "生日", "李工", new DateOnly(2025, 10, 8), false, "f1", "wm", Now);
        var known = new Moment("m2", MomentKind.Preference, "爱喝绿茶", "张总", null, false, "f1", "wm", Now);
        FollowUp[] recent = [Filed, Record("f8", 3, null)];
        Assert.Equal([new Useful.Remembered(soon)], Of([], recent, soon, known));
        Assert.Equal([new Useful.Remembered(known)], Of([], recent, soon with { On = new DateOnly(2025, 12, 8) }, known));
        Assert.Empty(Of([], recent, known with { SourceId = "f9" }));
    }

    [Fact]
    public void It_is_at_most_one_thing_to_do_and_one_to_know()
    {
        var late = Open("s1", new DateOnly(2025, 9, 8));
        var soon = new Moment("m1", MomentKind.Birthday, "生日", "李工", new DateOnly(2025, 9, 18), false, "f1", "wm", Now);
        Assert.Equal(
            [new Useful.Owed(late), new Useful.Remembered(soon)],
            Of([late, Open("s2", new DateOnly(2025, 9, 15))], [Filed, Record("f8", 50, ObjectionCategory.Price), Record("f7", 60, ObjectionCategory.Price)], soon));
    }

    private static IReadOnlyList<Useful> Of(IReadOnlyList<Step> steps, IReadOnlyList<FollowUp> recent, params Moment[] moments) =>
        Usefulness.Of(Sample.File(steps: steps) with { Recent = recent, Moments = moments }, Filed, Sample.Who("wm"), Sample.Company, Now);

    private static Step Open(string id, DateOnly day, string source = "f1") => Sample.Step(day) with { Id = id, SourceId = source };

    private static FollowUp Record(string id, int daysAgo, ObjectionCategory? category) => new(
        id, "wm", Now.AddDays(-daysAgo), Now.AddDays(-daysAgo), Channel.Call, "张总", "谈了谈", null, null, null, null, false, 1)
    {
        Gist = category is null ? null : new Gist(null, null, "太贵", category),
    };
}
