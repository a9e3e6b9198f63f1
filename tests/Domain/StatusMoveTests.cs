namespace CrmBot.Domain.Tests;

/// <summary>Changes of status as they are counted and drawn. Source: checklist A6.</summary>
public sealed class StatusMoveTests
{
    private static readonly LocalPeriod Quarter = LocalPeriod.QuarterOf(new DateOnly(2025, 9, 10));

    [Fact]
    public void Changes_are_counted_by_from_and_to_and_the_last_one_of_a_customer_says_whether_it_was_won_or_lost()
    {
        var changes = Of(
            Move("a", 1, "2025-06-30T12:00Z", Status.New, Status.Interested),
            Move("a", 2, "2025-07-02T02:00Z", Status.Interested, Status.Proposal), Move("a", 3, "2025-08-02T02:00Z", Status.Proposal, Status.Won), Move("a", 4, "2025-08-09T02:00Z", Status.Won, Status.Active),
            Move("b", 2, "2025-07-03T02:00Z", Status.Interested, Status.Proposal), Move("b", 3, "2025-08-03T02:00Z", Status.Proposal, Status.Lost),
            Move("c", 2, "2025-07-04T02:00Z", Status.Negotiating, Status.Won), Move("c", 3, "2025-08-04T02:00Z", Status.Won, Status.AtRisk),
            Move("d", 1, "2025-07-05T02:00Z", null, Status.New));

        Assert.Equal((7, 3, 1), (changes.Moves, changes.Customers, changes.Begun));
        Assert.Equal((Status.Interested, Status.Proposal, 2), changes.Counts[0]);
        Assert.Equal([new Turned("a", At("2025-08-02T02:00Z"))], changes.Won);
        Assert.Equal([new Turned("b", At("2025-08-03T02:00Z"))], changes.Lost);
    }

    [Fact]
    public void Who_was_won_in_the_period_before_and_became_active_in_this_one_is_won_once()
    {
        Deed[] deeds = [Move("a", 2, "2025-06-20T02:00Z", Status.Proposal, Status.Won), Move("a", 3, "2025-07-05T02:00Z", Status.Won, Status.Active)];
        Assert.Empty(Of(deeds).Won);
        Assert.Equal([new Turned("a", At("2025-06-20T02:00Z"))], StatusChanges.Of(deeds, Quarter.Before(), _ => "Asia/Shanghai").Won);
    }

    [Fact]
    public void A_slip_that_was_turned_back_behind_midnight_of_the_last_day_is_no_change_of_either_period()
    {
        Deed[] deeds = [Move("a", 2, "2025-06-30T15:58Z", Status.Proposal, Status.Lost), Move("a", 3, "2025-06-30T16:02Z", Status.Lost, Status.Proposal)];
        Assert.Equal((0, 0), (Of(deeds).Moves, StatusChanges.Of(deeds, Quarter.Before(), _ => "Asia/Shanghai").Moves));
    }

    [Fact]
    public void What_was_turned_back_within_the_time_of_an_undo_is_no_change_and_a_fact_counts_once()
    {
        var slip = Of(Move("a", 2, "2025-07-02T02:00Z", Status.Interested, Status.Won), Move("a", 3, "2025-07-02T02:10Z", Status.Won, Status.Interested));
        Assert.Equal((0, 0), (slip.Moves, slip.Won.Count));
        var later = Of(Move("a", 2, "2025-07-02T02:00Z", Status.Interested, Status.Won), Move("a", 3, "2025-07-02T02:11Z", Status.Won, Status.Interested));
        Assert.Equal((2, 0), (later.Moves, later.Won.Count));
        Assert.Equal(1, Of(Move("a", 2, "2025-07-02T02:00Z", Status.Interested, Status.Lost), Move("a", 2, "2025-07-02T02:00Z", Status.Interested, Status.Lost)).Moves);
    }

    [Fact]
    public void A_stay_is_as_long_as_its_local_days_and_the_last_one_goes_on_to_today()
    {
        StatusMove[] moves =
        [
            new(At("2025-09-01T20:00Z"), 1, null, Status.New, "p", "created"),
            new(At("2025-09-05T02:00Z"), 2, Status.New, Status.Proposal, "p", "filed"),
            new(At("2025-09-05T03:00Z"), 3, Status.Proposal, Status.Won, "p", "status-set"),
        ];
        Assert.Equal(
            [
                new StatusStay(Status.New, new DateOnly(2025, 9, 2), new DateOnly(2025, 9, 5), 3),
                new StatusStay(Status.Proposal, new DateOnly(2025, 9, 5), new DateOnly(2025, 9, 5), 0),
                new StatusStay(Status.Won, new DateOnly(2025, 9, 5), null, 5),
            ],
            StatusWay.Of(moves, new DateOnly(2025, 9, 10), "Asia/Shanghai"));
        Assert.Empty(StatusWay.Of([], new DateOnly(2025, 9, 10), "Asia/Shanghai"));
    }

    private static StatusChanges Of(params Deed[] deeds) => StatusChanges.Of(deeds, Quarter, _ => "Asia/Shanghai");

    private static Deed Move(string customer, int rev, string at, Status? from, Status to) =>
        new(At(at), "p", customer, rev, Deed.Moved, customer) { Before = from, After = to };

    private static DateTimeOffset At(string at) => DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
}
