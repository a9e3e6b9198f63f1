namespace CrmBot.Domain.Tests;

/// <summary>Who may give a customer away, and what goes with it.</summary>
public class OwnershipTests
{
    private static readonly DateOnly Day = new(2025, 9, 12);

    [Theory]
    [InlineData("wm", true)]
    [InlineData("ly", true)]
    [InlineData("hw", true)]
    [InlineData("admin", true)]
    [InlineData("lq", false)]
    [InlineData("tb", false)]
    public void The_owner_their_managers_and_an_administrator_may_give_a_customer_away(string who, bool may) =>
        Assert.Equal(may, Ownership.MayGive(Sample.Who(who), "wm", Sample.Company));

    [Fact]
    public void The_owner_s_open_steps_go_with_the_customer_and_are_planned_in_the_new_owner_s_zone()
    {
        var theirs = Sample.Step(Day) with { Id = "s2", By = OwedBy.Customer };
        var another = Sample.Step(Day, owner: "zw") with { Id = "s3" };
        var done = Sample.Step(Day) with { Id = "s4", State = StepState.Done };
        var edit = Ownership.Reassign(Sample.File(steps: [Sample.Step(Day), theirs, another, done]), Sample.Who("tb"));
        Assert.Equal("tb", edit.Head.OwnerId);
        Assert.Equal(["s1", "s2"], edit.Steps.Select(s => s.Id).Order(StringComparer.Ordinal));
        Assert.All(edit.Steps, s =>
        {
            Assert.Equal(("tb", "Europe/London", Day, 2), (s.OwnerId, s.Zone, s.DueDay, s.Ver));
            Assert.Equal(Due.At(Day, null, "Europe/London"), s.DueAt);
        });
    }

    [Fact]
    public void Who_becomes_the_owner_is_no_helper_any_more()
    {
        var edit = Ownership.Reassign(Sample.File(helpers: ["lq", "zw"]), Sample.Who("lq"));
        Assert.Equal(["zw"], edit.Head.Helpers);
    }

    [Fact]
    public void Open_complaints_go_with_the_customer_closed_ones_stay_as_they_were()
    {
        var open = new Complaint("x1", default, Severity.High, "停机", "wm", null, null);
        var closed = open with { Id = "x2", ClosedAt = new DateTimeOffset(2025, 9, 1, 0, 0, 0, TimeSpan.Zero) };
        var edit = Ownership.Reassign(Sample.File() with { Complaints = [open, closed] }, Sample.Who("lq"));
        Assert.Equal(("x1", "lq"), Assert.Single(edit.Complaints.Select(c => (c.Id, c.OwnerId))));
    }

    [Fact]
    public void A_leaver_hands_over_steps_at_somebody_else_s_customer_and_the_owner_stays()
    {
        var edit = Ownership.HandOver(Sample.File(owner: "zw", steps: [Sample.Step(Day)], helpers: ["wm", "tb"]), "wm", Sample.Who("lq"))!;
        Assert.Equal(("handed-over", "zw"), (edit.What, edit.Head.OwnerId));
        Assert.Equal(["tb", "lq"], edit.Head.Helpers);
        Assert.Equal("lq", Assert.Single(edit.Steps).OwnerId);
    }

    [Fact]
    public void Handing_over_to_the_owner_makes_no_helper_of_the_owner()
    {
        var edit = Ownership.HandOver(Sample.File(owner: "zw", helpers: ["wm"]), "wm", Sample.Who("zw"))!;
        Assert.Empty(edit.Head.Helpers);
    }

    [Fact]
    public void Handing_over_what_was_handed_over_is_no_change()
    {
        var file = Sample.File(steps: [Sample.Step(Day)]);
        var edit = Ownership.HandOver(file, "wm", Sample.Who("lq"))!;
        Assert.Equal("reassigned", edit.What);
        Assert.Null(Ownership.HandOver(file with { Head = edit.Head, Steps = edit.Steps }, "wm", Sample.Who("lq")));
    }

    [Fact]
    public void A_step_does_not_fall_back_to_somebody_who_has_left()
    {
        var company = new Company(Sample.Company.People.Select(p => p.Id == "zw" ? p with { Left = true } : p));
        Assert.Null(Steps.Heir(Sample.File(owner: "zw"), Sample.Step(Day), company));
    }

    [Fact]
    public void Reports_get_the_new_manager_and_nobody_becomes_their_own_superior()
    {
        Assert.Equal([("lq", "tb"), ("wm", "tb"), ("zw", "tb")], Reports("ly", "tb"));
        Assert.Equal([("lq", "wm"), ("wm", "hw"), ("zw", "wm")], Reports("ly", "wm"));
        Assert.Equal([("ly", null), ("tb", "wm")], Reports("hw", "wm"));

        static IEnumerable<(string, string?)> Reports(string from, string to) =>
            Ownership.Reports(Sample.Company, from, to).Select(r => (r.Report.Id, r.ManagerId));
    }
}
