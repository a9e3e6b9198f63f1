using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

public sealed class DueRowTests
{
    [Theory]
    [InlineData(1, 1, 0, PromptState.Pending, DueMeaning.Fire)]
    [InlineData(1, 1, 0, PromptState.Sending, DueMeaning.Sending)]
    [InlineData(1, 1, 0, PromptState.Sent, DueMeaning.Stale)]
    [InlineData(1, 1, 0, PromptState.Parked, DueMeaning.Stale)]
    [InlineData(1, 1, 0, PromptState.Unknown, DueMeaning.Stale)]
    [InlineData(1, 1, 5, PromptState.Pending, DueMeaning.Stale)] // another instant than the prompt's
    [InlineData(0, 1, 0, PromptState.Pending, DueMeaning.Stale)] // an older version
    [InlineData(1, 0, 0, PromptState.Pending, DueMeaning.Stale)] // an older plan
    [InlineData(2, 1, 0, PromptState.Pending, DueMeaning.Ahead)] // the prompt follows
    [InlineData(2, 1, 0, PromptState.Sent, DueMeaning.Ahead)]
    [InlineData(1, 2, 0, PromptState.Pending, DueMeaning.Ahead)]
    [InlineData(1, 2, 0, PromptState.Parked, DueMeaning.Ahead)] // a release is at work
    [InlineData(1, 2, 0, PromptState.Sending, DueMeaning.Sending)] // a new try was planned, and its settling died
    [InlineData(1, 2, 0, PromptState.Sent, DueMeaning.Stale)]
    [InlineData(1, 2, 0, PromptState.Unknown, DueMeaning.Stale)] // a new try was planned and died; the next end was the last
    [InlineData(1, 2, 0, PromptState.Poison, DueMeaning.Stale)]
    public void A_due_row_means_what_its_prompt_makes_of_it(int ver, int plan, int minutes, PromptState state, DueMeaning meaning) =>
        Assert.Equal(meaning, DueRows.Meaning(Row(ver, plan, minutes), Stored(state)));

    [Fact]
    public void A_due_row_without_its_prompt_is_ahead() => Assert.Equal(DueMeaning.Ahead, DueRows.Meaning(Row(1, 1, 0), null));

    [Theory]
    [InlineData(2, DueMeaning.Stale)]
    [InlineData(3, DueMeaning.Stale)]
    [InlineData(4, DueMeaning.Ahead)]
    public void A_due_row_of_a_version_that_was_taken_away_is_stale_even_before_its_prompt(int ver, DueMeaning meaning) =>
        Assert.Equal(meaning, DueRows.Meaning(Row(ver, 2, 0), Stored(PromptState.Sent) with { RemovedVer = 3 }));

    [Fact]
    public async Task However_much_waits_in_a_shard_all_of_it_is_found()
    {
        var tables = new MemoryTables();
        var rows = Enumerable.Range(0, 1203).Select(i => Row(1, i, -i)).ToList();
        await tables.ApplyAsync([.. rows.Select(r => r.Set())], default);
        var due = new DueStore(tables);
        var found = await due.UntilAsync(Sample.DueAt, Sample.DueAt, await due.HeadsAsync(default), default).SelectMany(page => page).ToListAsync();
        Assert.Equal(rows.Count, found.Distinct().Count());
    }

    private static DueRow Row(int ver, int plan, int minutes) =>
        new(1, Sample.Tenant, Sample.Owner, "p", Sample.CustomerId, Sample.StepId, ver, plan, Sample.DueAt.AddMinutes(minutes));

    private static Prompt Stored(PromptState state) =>
        new("p", PromptKind.FollowUp, Sample.CustomerId, Sample.StepId, 1, 0, Sample.DueAt, Sample.DueAt, 1, state);
}
