using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests;

public sealed class PassTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_reminder_is_sent_at_its_instant_and_once()
    {
        await _stage.SetAsync();
        _stage.Advance(Sample.DueAt - Sample.Start - TimeSpan.FromTicks(1));
        Assert.Equal((0, Sample.DueAt), (await _stage.PassAsync()) is var early ? (early.Due, early.NextDue!.Value) : default);
        _stage.Advance(TimeSpan.FromTicks(1));
        var report = await _stage.PassAsync();
        Assert.Equal(new PassReport(1, 1, 1, 0, 0, 0, null), report);
        Assert.Equal(new PassReport(0, 0, 0, 0, 0, 0, null), await _stage.PassAsync());

        var batch = Assert.Single(_stage.Channel.Sent);
        var due = Assert.Single(batch.Prompts);
        Assert.Equal((Sample.Owner, Sample.StepId, 1, 1, Sample.DueAt), (batch.Recipient, due.StepId, due.Ver, due.Attempt, due.DueAt));
        var prompt = await _stage.PromptAsync();
        Assert.Equal((PromptState.Sent, "activity", due.AttemptId), (prompt.State, prompt.ActivityId, prompt.AttemptId));
        Assert.Equal(0, _stage.Tables.Count("due"));
    }

    [Fact]
    public async Task Two_passes_at_once_send_once()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        using var other = _stage.Start(oneProcess: false);
        using var third = _stage.Start(oneProcess: false);
        for (var i = 0; i < 10; i++)
        {
            await Task.WhenAll(
                Task.Run(() => other.Pass.RunAsync(default).AsTask()),
                Task.Run(() => third.Pass.RunAsync(default).AsTask()),
                Task.Run(() => other.Pass.RunAsync(default).AsTask()));
        }

        Assert.Single(_stage.Channel.Sent);
    }

    [Fact]
    public async Task Everything_of_one_person_that_is_due_is_one_message()
    {
        await _stage.SetAsync([.. Enumerable.Range(1, 5).Select(i => Sample.Step($"s{i}") with { DueAt = Sample.DueAt.AddMinutes(-i) }), Sample.Step("s9", Sample.Other)]);
        _stage.AdvanceToDue();
        Assert.Equal(6, (await _stage.PassAsync()).Arrived);
        Assert.Equal(2, _stage.Channel.Sent.Count);
        var batch = _stage.Channel.Sent.Single(b => b.Recipient == Sample.Owner);
        Assert.Equal(["s5", "s4", "s3", "s2", "s1"], batch.Prompts.Select(p => p.StepId));
        Assert.Single(batch.Prompts.Select(p => p.AttemptId).Distinct());
    }

    [Fact]
    public async Task What_is_done_is_not_sent()
    {
        await _stage.SetAsync();
        await Sample.Done(_stage.Bot.Stores);
        _stage.AdvanceToDue();
        Assert.Equal(0, (await _stage.PassAsync()).Claimed);
        Assert.Empty(_stage.Channel.Sent);
        Assert.Equal(0, _stage.Tables.Count("due"));
    }

    [Fact]
    public async Task A_snoozed_reminder_comes_at_its_new_instant_only()
    {
        await _stage.SetAsync();
        await Sample.Snooze(_stage.Bot.Stores);
        _stage.AdvanceToDue();
        await _stage.PassAsync();
        Assert.Empty(_stage.Channel.Sent);
        _stage.Advance(TimeSpan.FromDays(1));
        await _stage.PassAsync();
        Assert.Equal(2, Assert.Single(Assert.Single(_stage.Channel.Sent).Prompts).Ver);
    }

    [Fact]
    public async Task A_reminder_that_was_sent_and_snoozed_is_sent_again()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        await _stage.PassAsync();
        await Sample.Snooze(_stage.Bot.Stores);
        _stage.Advance(TimeSpan.FromDays(1));
        await _stage.PassAsync();
        Assert.Equal([1, 2], _stage.Channel.Sent.Select(b => b.Prompts[0].Ver));
        Assert.Equal(1, _stage.Channel.Sent[1].Prompts[0].Attempt);
    }

    [Fact]
    public async Task After_a_reassignment_the_new_owner_is_reminded()
    {
        await _stage.SetAsync();
        await Sample.Reassign(_stage.Bot.Stores);
        _stage.AdvanceToDue();
        await _stage.PassAsync();
        Assert.Equal(Sample.Other, Assert.Single(_stage.Channel.Sent).Recipient);
    }

    [Fact]
    public async Task A_throttled_message_waits_as_asked_and_costs_no_attempt()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.AnswerWith(new Delivered.Later(TimeSpan.FromSeconds(40)));
        for (var i = 0; i < 20; i++)
        {
            var report = await _stage.PassAsync();
            Assert.Equal((1, Sample.DueAt.AddSeconds(40 * (i + 1))), (report.Held, report.NextDue));
            Assert.Equal(0, (await _stage.PromptAsync()).Attempt);
            _stage.Advance(TimeSpan.FromSeconds(39));
            Assert.Equal(0, (await _stage.PassAsync()).Due);
            _stage.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, _stage.Tables.Count("due"));
    }

    [Fact]
    public async Task A_jump_of_peoples_clock_does_not_end_the_wait_that_the_channel_asked_for()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.AnswerWith(new Delivered.Later(TimeSpan.FromSeconds(40)));
        await _stage.PassAsync();
        _stage.People.Advance(TimeSpan.FromDays(1));
        await _stage.PassAsync();
        Assert.Single(_stage.Channel.Sent);
        _stage.Channel.AnswerWith(new Delivered.Arrived("second"));
        _stage.Machine.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(1, (await _stage.PassAsync()).Arrived);
    }

    [Fact]
    public async Task The_wait_that_the_channel_asked_for_begins_with_its_answer()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.Answer = _ =>
        {
            _stage.Advance(TimeSpan.FromSeconds(15));
            return Task.FromResult<Delivered>(new Delivered.Later(TimeSpan.FromSeconds(40)));
        };
        Assert.Equal(Sample.DueAt.AddSeconds(55), (await _stage.PassAsync()).NextDue);
    }

    [Fact]
    public async Task A_message_that_is_not_sent_is_tried_eight_times_with_growing_waits_and_then_given_up()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.AnswerWith(new Delivered.NotSent("refused"));
        var waits = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var before = _stage.People.GetUtcNow();
            if ((await _stage.PassAsync()).NextDue is { } next)
            {
                waits.Add((next - before).TotalSeconds);
                _stage.Advance(next - before);
            }
        }

        Assert.Equal([15, 30, 60, 120, 240, 480, 960], waits);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], _stage.Channel.Sent.Select(b => b.Prompts[0].Attempt));
        Assert.All(_stage.Channel.Sent, b => Assert.False(b.Prompts[0].MayHaveArrived));
        var prompt = await _stage.PromptAsync();
        Assert.Equal((PromptState.Poison, "refused"), (prompt.State, prompt.Why));
        Assert.Equal(0, _stage.Tables.Count("due"));
    }

    [Fact]
    public async Task A_rejected_message_is_given_up_at_once()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.AnswerWith(new Delivered.Rejected("too large"));
        Assert.Equal(1, (await _stage.PassAsync()).Failed);
        Assert.Equal(PromptState.Poison, (await _stage.PromptAsync()).State);
    }

    [Fact]
    public async Task An_ambiguous_message_is_sent_once_more_after_its_lease_and_then_left()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.Answer = _ => throw new TimeoutException();
        await _stage.PassAsync();
        _stage.Advance(TimeSpan.FromMinutes(9));
        await _stage.PassAsync();
        Assert.Single(_stage.Channel.Sent);
        _stage.Advance(TimeSpan.FromMinutes(1));
        await _stage.PassAsync();
        Assert.Equal(2, _stage.Channel.Sent.Count);
        _stage.Advance(TimeSpan.FromMinutes(10));
        await _stage.PassAsync();
        Assert.Equal(2, _stage.Channel.Sent.Count);
        Assert.Equal(PromptState.Unknown, (await _stage.PromptAsync()).State);
        Assert.Equal(0, _stage.Tables.Count("due"));
    }

    [Fact]
    public async Task Done_during_the_send_says_it_is_on_its_way_and_is_not_tried_again()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        ChangeOutcome<string>? outcome = null;
        _stage.Channel.Answer = async _ =>
        {
            outcome = await Sample.Done(_stage.Bot.Stores);
            return new Delivered.NotSent("refused");
        };
        await _stage.PassAsync();
        Assert.Equal([Sample.StepId], Assert.IsType<ChangeOutcome<string>.Committed>(outcome).OnItsWay);
        _stage.Advance(TimeSpan.FromHours(1));
        await _stage.PassAsync();
        Assert.Single(_stage.Channel.Sent);
        Assert.Equal(0, _stage.Tables.Count("due"));
    }

    [Fact]
    public async Task A_claim_that_is_older_than_the_fence_is_not_sent()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        var slow = new SlowTables(_stage.Tables, _stage.Machine);
        using var bot = _stage.Start(slow);
        await bot.Pass.RunAsync(default);
        Assert.Empty(_stage.Channel.Sent);
        Assert.Equal((PromptState.Pending, 0), (await _stage.PromptAsync()) is var p ? (p.State, p.Attempt) : default);
    }

    [Fact]
    public async Task One_recipients_fault_does_not_keep_the_others_waiting()
    {
        await _stage.SetAsync(Sample.Step("s1"), Sample.Step("s2", Sample.Other));
        _stage.AdvanceToDue();
        _stage.Channel.Answer = b => b.Recipient == Sample.Owner ? throw new InvalidOperationException() : Task.FromResult<Delivered>(new Delivered.Arrived("x"));
        Assert.Equal(1, (await _stage.PassAsync()).Arrived);
    }

    /// <summary>A claim takes a minute.</summary>
    private sealed class SlowTables(ITables inner, FakeClock clock) : ITables
    {
        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) =>
            inner.GetAsync(table, partitionKey, rowKey, ct);

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) =>
            inner.QueryAsync(range, take, next, ct);

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return inner.ApplyAsync(sets, ct);
        }
    }
}
