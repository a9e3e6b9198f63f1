namespace CrmBot.Domain.Tests;

/// <summary>Which records are good examples, and how somebody's summaries were week by week.</summary>
public sealed class MeritTests
{
    private static readonly DateTimeOffset Start = new(2025, 9, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_came_of_a_record_counts_beside_how_it_was_written()
    {
        Assert.Equal(80, Merit.Points(80, Later.Nothing));
        Assert.Equal(120, Merit.Points(80, Later.Nothing with { MovedOn = true }));
        Assert.Equal(180, Merit.Points(80, new Later(true, true, true, false)));
        Assert.Equal(0, Merit.Points(Coach.Good - 1, new Later(true, true, true, false)));
        Assert.Equal(0, Merit.Points(95, new Later(true, false, true, Lost: true)));
    }

    [Fact]
    public void The_best_come_first_and_a_step_done_on_its_day_or_a_status_that_moved_lifts_a_record()
    {
        List<Deed> deeds =
        [
            Filed("a", "C1", 2, "f1", 80), Filed("b", "C2", 2, "f2", 75), Filed("c", "C3", 2, "f3", 90),
            new(Start, "b", "C2", 2, Deed.StepSet, "s2"), new(Start.AddDays(3), "x", "C2", 5, Deed.StepDone, "s2") { OnTime = true },
            new(Start.AddDays(4), "a", "C1", 4, Deed.Moved, "C1") { Before = Status.Interested, After = Status.Proposal },
            new(Start.AddDays(4), "c", "C3", 4, Deed.Moved, "C3") { Before = Status.Proposal, After = Status.Hesitant },
        ];

        Assert.Equal(["f1", "f2", "f3"], Merit.Best(deeds, _ => true).Select(c => c.Filing.Id));
    }

    [Fact]
    public void Shallow_ones_lost_customers_and_whoever_said_no_give_no_example()
    {
        List<Deed> deeds =
        [
            Filed("a", "C1", 2, "f1", 80), Filed("b", "C2", 2, "f2", 75), Filed("c", "C3", 2, "f3", 90), Filed("d", "C4", 2, "f4", 95), Filed("e", "C5", 2, "f5", null),
            Filed("a", "C6", 2, "f6", 40) with { Shallow = true },
            new(Start.AddDays(4), "c", "C3", 4, Deed.Moved, "C3") { Before = Status.Proposal, After = Status.Lost },
            new(Start.AddDays(1), "b", "C2", 3, Deed.Unfiled, "f2"),
        ];

        Assert.Equal(["f4", "f1", "f5"], Merit.Best(deeds, _ => true).Select(c => c.Filing.Id));
        Assert.Empty(Merit.Best(deeds, id => id != "d"));
    }

    [Fact]
    public void Of_fewer_than_three_authors_there_is_none()
    {
        List<Deed> deeds = [Filed("a", "C1", 2, "f1", 80), Filed("b", "C2", 2, "f2", 75)];
        Assert.Empty(Merit.Best(deeds, _ => true));
        Assert.NotEmpty(Merit.Best([.. deeds, Filed("c", "C3", 2, "f3", 75)], _ => true));
    }

    [Fact]
    public void Quality_is_counted_by_the_local_weeks_of_the_last_eight_with_what_lacks_most()
    {
        List<Deed> deeds =
        [
            // Sunday evening in UTC is Monday in Shanghai.
            Filed("a", "C1", 2, "f1", 80) with { At = new DateTimeOffset(2025, 9, 7, 17, 0, 0, TimeSpan.Zero) },
            Filed("a", "C1", 3, "f2", 40) with { At = new DateTimeOffset(2025, 9, 10, 1, 0, 0, TimeSpan.Zero), Shallow = true, Lacks = ShallowReason.NoNextStep },
            Filed("a", "C1", 4, "f3", null) with { At = new DateTimeOffset(2025, 9, 10, 2, 0, 0, TimeSpan.Zero) },
            Filed("a", "C1", 5, "f4", 20) with { At = new DateTimeOffset(2025, 7, 22, 2, 0, 0, TimeSpan.Zero), Shallow = true, Lacks = ShallowReason.Vague },
            Filed("a", "C1", 6, "f5", 30) with { At = new DateTimeOffset(2025, 8, 22, 2, 0, 0, TimeSpan.Zero), Shallow = true, Lacks = ShallowReason.NoNextStep },
            Filed("a", "C1", 7, "old", 10) with { At = new DateTimeOffset(2025, 7, 20, 2, 0, 0, TimeSpan.Zero), Shallow = true },
        ];

        var quality = Quality.Of(deeds, new DateOnly(2025, 9, 10), "Asia/Shanghai");
        Assert.Equal(new DateOnly(2025, 7, 21), quality.Weeks[0].Monday);
        Assert.Equal(new QualityWeek(new DateOnly(2025, 9, 8), 3, 1, 2, 60), quality.Weeks[^1]);
        Assert.Equal((5, 3), (quality.Filed, quality.Shallow));
        Assert.Equal(ShallowReason.NoNextStep, quality.Lacks);
        Assert.Null(Quality.Of([], new DateOnly(2025, 9, 10), "Asia/Shanghai").Lacks);
    }

    private static Deed Filed(string who, string customer, int rev, string id, int? score) => new(Start, who, customer, rev, Deed.Filed, id) { Score = score, Shallow = false };
}
