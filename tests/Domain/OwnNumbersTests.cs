namespace CrmBot.Domain.Tests;

public sealed class OwnNumbersTests
{
    private static readonly DateOnly Today = new(2025, 9, 10);

    [Fact]
    public void What_was_taken_back_or_closed_by_mistake_does_not_count()
    {
        var numbers = OwnNumbers.Of(
        [
            Act(-20, "filed", "f0"), Act(-3, "filed", "f1"), Act(-2, "filed", "f2"), Act(-2, "unfiled", "f2"), Act(-1, "done", "s1", true), Act(-1, "done", "s2", false),
            Act(0, "done", "s3", true), Act(0, "reopened", "s3"),
        ], Today);

        Assert.Equal((1, 1, 2), (numbers.Filed, numbers.Kept, numbers.Done));
    }

    [Theory]
    [InlineData(new[] { 0, -7, -14 }, 3)]
    [InlineData(new[] { -7, -14 }, 2)] // this week has just begun
    [InlineData(new[] { 0, -14 }, 1)]
    [InlineData(new[] { -14 }, 0)]
    [InlineData(new int[0], 0)]
    public void Weeks_in_a_row_end_at_the_first_gap(int[] days, int weeks) =>
        Assert.Equal(weeks, OwnNumbers.Of([.. days.Order().Select((d, n) => Act(d, "filed", $"f{n}"))], Today).Weeks);

    [Fact]
    public void A_week_begins_on_Monday()
    {
        var monday = new DateOnly(2025, 9, 8);
        Assert.Equal(1, OwnNumbers.Of([new DayAct(monday, "filed", "f1", null)], monday.AddDays(6)).Weeks);
        Assert.Equal(2, OwnNumbers.Of([new DayAct(monday.AddDays(-1), "filed", "f0", null), new DayAct(monday, "filed", "f1", null)], monday).Weeks);
    }

    private static DayAct Act(int days, string code, string id, bool? onTime = null) => new(Today.AddDays(days), code, id, onTime);
}
