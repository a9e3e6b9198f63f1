namespace CrmBot.Domain.Tests;

public sealed class SightTests
{
    [Theory]
    [InlineData("wm", true)] // owner
    [InlineData("ly", true)] // manager
    [InlineData("hw", true)] // the manager's manager
    [InlineData("lq", false)] // a colleague of the same team
    [InlineData("tb", false)]
    [InlineData("admin", false)] // settings, not customers
    public void A_customer_is_seen_by_its_owner_and_up_the_line(string viewer, bool sees) =>
        Assert.Equal(sees, Sight.Content(Sample.Who(viewer), Sample.File(), Sample.Company));

    [Fact]
    public void A_helper_and_whoever_holds_an_open_task_see_it()
    {
        Assert.True(Sight.Content(Sample.Who("lq"), Sample.File(helpers: ["lq"]), Sample.Company));
        var step = Sample.Step(new DateOnly(2025, 9, 17), owner: "zw");
        Assert.True(Sight.Content(Sample.Who("zw"), Sample.File(steps: [step]), Sample.Company));
        Assert.False(Sight.Content(Sample.Who("zw"), Sample.File(steps: [step with { State = StepState.Done }]), Sample.Company));
    }

    [Fact]
    public void Who_did_a_task_may_write_down_how_it_went_although_their_sight_ended()
    {
        var done = Sample.Step(new DateOnly(2025, 9, 17), owner: "tb") with { State = StepState.Done };
        var file = Sample.File(steps: [done]);
        Assert.False(Sight.Content(Sample.Who("tb"), file, Sample.Company));
        Assert.True(Sight.Report(Sample.Who("tb"), file, done.Id, Sample.Company));
        Assert.False(Sight.Report(Sample.Who("tb"), file, null, Sample.Company));
        Assert.False(Sight.Report(Sample.Who("zw"), file, done.Id, Sample.Company));
    }

    [Fact]
    public void A_rep_lists_only_themselves_and_a_manager_the_line_below()
    {
        Assert.Equal(["wm"], Sight.People(Sample.Who("wm"), Sample.Company).Select(p => p.Id));
        Assert.Equal(["ly", "lq", "wm", "zw"], Sight.People(Sample.Who("ly"), Sample.Company).Select(p => p.Id));
        Assert.Equal(["hw", "lq", "ly", "tb", "wm", "zw"], Sight.People(Sample.Who("hw"), Sample.Company).Select(p => p.Id));
    }

    [Fact]
    public void A_circle_of_managers_ends()
    {
        var a = Sample.Who("wm") with { Id = "a", ManagerId = "b" };
        var company = new Company([a, a with { Id = "b", ManagerId = "a" }]);

        Assert.Equal(["b"], company.ReportsOf("a").Select(p => p.Id));
        Assert.False(company.ReportsTo("a", "c"));
    }
}

public sealed class CodeTests
{
    [Theory]
    [InlineData("Call", Channel.Call)]
    [InlineData("3", null)]
    [InlineData("99", null)]
    [InlineData("Call,Visit", null)]
    [InlineData("call", null)]
    [InlineData(" Call", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_by_its_very_name_only(string? said, Channel? code) => Assert.Equal(code, Codes.Read<Channel>(said));
}

public sealed class IdsTests
{
    [Fact]
    public void Ids_are_short_and_depend_on_every_part()
    {
        var id = Ids.Hash("step", "kind", "1");
        Assert.Equal(16, id.Length);
        Assert.Equal(id, Ids.Hash("step", "kind", "1"));
        Assert.NotEqual(id, Ids.Hash("step", "kin", "d1"));
        Assert.Equal(500, Enumerable.Range(0, 500).Select(i => Ids.From("op", "step", i)).Distinct().Count());
    }
}
