namespace CrmBot.Storage.Tests.AzureEngine;

/// <summary>An answer is lost, the pipeline tries again, and the second try meets what the first one did.</summary>
public sealed class LostAnswerTests : AzureStage
{
    public static TheoryData<string> Done => ["lost", "cut", "500"];

    [Theory]
    [MemberData(nameof(Done))]
    public async Task An_insert_that_meets_itself_stands(string how)
    {
        Way.OnWrites(Named(how));
        Assert.Equal(new Applied(1), await Apply(new Change.Insert("r", Json("2"))));
        Assert.Equal("2", await Stored("r"));
    }

    [Theory]
    [MemberData(nameof(Done))]
    public async Task A_replace_that_meets_itself_stands(string how)
    {
        var version = await Version("stands");
        Way.OnWrites(Named(how));
        Assert.Equal(new Applied(1), await Apply(new Change.Replace("stands", version, Json("2"))));
        Assert.Equal("2", await Stored("stands"));
    }

    [Theory]
    [MemberData(nameof(Done))]
    public async Task A_put_that_meets_itself_stands(string how)
    {
        Way.OnWrites(Named(how));
        Assert.Equal(new Applied(1), await Apply(new Change.Put("r", Json("2"))));
        Assert.Equal("2", await Stored("r"));
    }

    [Theory]
    [MemberData(nameof(Done))]
    public async Task A_delete_that_meets_itself_is_done(string how)
    {
        var version = await Version("stands");
        Way.OnWrites(Named(how));
        Assert.Equal(new Applied(1), await Apply(new Change.Delete("stands", version)));
        Assert.Null(await Stored("stands"));

        await ByOther(new Change.Insert("stands", Json("1")));
        Way.OnWrites(Named(how));
        Assert.Equal(new Applied(1), await Apply(new Change.Delete("stands", null)));
        Assert.Null(await Stored("stands"));
    }

    [Theory]
    [MemberData(nameof(Done))]
    public async Task A_set_that_meets_itself_stands(string how)
    {
        await ByOther(new Change.Insert("gone", Json("1")));
        var version = await Version("stands");
        Way.OnWrites(Named(how));
        Assert.Equal(new Applied(1), await Apply(
            new Change.Delete("gone", null), new Change.Replace("stands", version, Json("2")), new Change.Insert("r", Json("2")), new Change.Put("s", Json("2"))));
        Assert.Equal((null, "2", "2", "2"), (await Stored("gone"), await Stored("stands"), await Stored("r"), await Stored("s")));
    }

    [Theory]
    [MemberData(nameof(Done))]
    public async Task A_set_of_deletes_that_meets_itself_is_done(string how)
    {
        await ByOther(new Change.Insert("a", Json("1")), new Change.Insert("b", Json("1")));
        Way.OnWrites(Named(how));
        Assert.Equal(new Applied(1), await Apply(new Change.Delete("a", null), new Change.Delete("b", await Version("b"))));
        Assert.Equal((null, null), (await Stored("a"), await Stored("b")));
    }

    [Fact]
    public async Task A_write_whose_every_answer_was_lost_is_found_standing()
    {
        Way.OnWrites(Faults.AnswerLost, Faults.AnswerLost, Faults.FailedAfter);
        Assert.Equal(new Applied(1), await Apply(new Change.Insert("r", Json("2")), new Change.Insert("s", Json("2"))));
        Assert.Equal("2", await Stored("s"));
    }

    [Fact]
    public async Task A_write_that_never_arrived_is_an_outage_and_does_not_stand()
    {
        Way.OnWrites(Faults.RequestLost, Faults.RequestLost, Faults.RequestLost);
        await Throws<StorageUnavailableException>(() => Apply(new Change.Insert("r", Json("2"))));
        Assert.Null(await Stored("r"));
    }

    [Fact]
    public async Task A_write_that_stands_but_cannot_be_looked_for_is_an_outage()
    {
        Way.OnAll(Faults.AnswerLost, Faults.RequestLost, Faults.RequestLost, Faults.RequestLost, Faults.RequestLost, Faults.RequestLost);
        await Throws<StorageUnavailableException>(() => Apply(new Change.Insert("r", Json("2"))));
        Assert.Equal("2", await Stored("r"));
    }

    [Fact]
    public async Task A_replace_that_was_written_over_before_it_met_itself_is_not_called_refused()
    {
        var version = await Version("stands");
        Way.OnWrites(Faults.AnswerLost, Faults.Meanwhile(() => ByOther(new Change.Put("stands", Json("3")))));
        await Throws<StorageUnavailableException>(() => Apply(new Change.Replace("stands", version, Json("2"))));
        Assert.Equal("3", await Stored("stands"));
    }

    [Fact]
    public async Task A_set_is_known_by_any_of_its_rows_when_another_was_written_over()
    {
        var version = await Version("stands");
        Way.OnWrites(Faults.AnswerLost, Faults.Meanwhile(() => ByOther(new Change.Put("stands", Json("3")))));
        Assert.Equal(new Applied(1), await Apply(new Change.Replace("stands", version, Json("2")), new Change.Insert("op", Json("2"))));
        Assert.Equal(("3", "2"), (await Stored("stands"), await Stored("op")));
    }

    [Fact]
    public async Task A_delete_whose_row_was_made_anew_is_not_called_refused()
    {
        var version = await Version("stands");
        Way.OnWrites(Faults.AnswerLost, Faults.Meanwhile(() => ByOther(new Change.Insert("stands", Json("3")))));
        await Throws<StorageUnavailableException>(() => Apply(new Change.Delete("stands", version)));
        Assert.Equal("3", await Stored("stands"));
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("throttled")]
    [InlineData("unconnected")]
    public async Task A_write_that_was_turned_away_and_then_came_too_late_is_refused(string how)
    {
        var version = await Version("stands");
        Way.OnWrites(Named(how), Faults.Meanwhile(() => ByOther(new Change.Put("stands", Json("3")))));
        Assert.Equal(new Applied(0, Refusal.Changed, 1), await Apply(new Change.Insert("op", Json("2")), new Change.Replace("stands", version, Json("2"))));

        Way.OnWrites(Named(how), Faults.Meanwhile(() => ByOther(new Change.Delete("stands", null))));
        Assert.Equal(new Applied(0, Refusal.NotFound, 0), await Apply(new Change.Delete("stands", null)));
        Assert.Null(await Stored("op"));
    }

    [Fact]
    public async Task A_set_that_is_busy_inside_its_answer_is_tried_again()
    {
        Way.OnWrites(Faults.BusyInside, Faults.BusyInside);
        Assert.Equal(new Applied(1), await Apply(new Change.Insert("r", Json("2")), new Change.Insert("s", Json("2"))));
    }

    [Fact]
    public async Task A_busy_service_is_an_outage_once_patience_ends()
    {
        Way.OnWrites(Faults.Busy, Faults.Throttled, Faults.Busy);
        await Throws<StorageUnavailableException>(() => Apply(new Change.Insert("r", Json("2"))));
        Assert.Null(await Stored("r"));
    }

    [Fact]
    public async Task Of_several_sets_the_ones_before_the_outage_stand()
    {
        Way.OnWrites((request, passOn) => passOn(request), Faults.Busy, Faults.Busy, Faults.Busy);
        await Throws<StorageUnavailableException>(() =>
            Tables.ApplyAsync([Set(new Change.Insert("a", Json("2"))), Set(new Change.Insert("b", Json("2")))], CancellationToken.None).AsTask());
        Assert.Equal(("2", null), (await Stored("a"), await Stored("b")));
    }

    private static Fault Named(string how) => how switch
    {
        "lost" => Faults.AnswerLost,
        "cut" => Faults.CutOff,
        "500" => Faults.FailedAfter,
        "busy" => Faults.Busy,
        "throttled" => Faults.Throttled,
        "unconnected" => Faults.NoConnection,
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };
}
