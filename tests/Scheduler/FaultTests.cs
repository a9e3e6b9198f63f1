using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests;

/// <summary>What goes wrong around one reminder stays with that reminder.</summary>
public sealed class FaultTests : IDisposable
{
    private const string Broken = "c2";

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_customer_that_cannot_be_read_holds_up_no_other_reminder_of_the_same_person()
    {
        await _stage.SetAsync();
        await CreateAsync(Broken, Sample.Step("s2") with { DueAt = Sample.DueAt.AddMinutes(-1) });
        await BreakAsync();
        _stage.AdvanceToDue();
        Assert.Equal((2, 1, 1), (await _stage.PassAsync()) is var r ? (r.Claimed, r.Arrived, r.Failed) : default);
        Assert.Equal(Sample.StepId, Assert.Single(Assert.Single(_stage.Channel.Sent).Prompts).StepId);
        Assert.Equal((PromptState.Pending, 1, 0), (await _stage.PromptAsync("s2")) is var p ? (p.State, p.Attempt, p.Resent) : default);

        for (var i = 0; i < 8; i++)
        {
            _stage.Advance(TimeSpan.FromHours(1));
            await _stage.PassAsync();
        }

        Assert.Equal(PromptState.Poison, (await _stage.PromptAsync("s2")).State);
        Assert.Single(_stage.Channel.Sent);
    }

    [Fact]
    public async Task An_outage_between_claim_and_send_costs_no_attempt_and_does_not_wait_for_the_lease()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        using var bot = _stage.Start(new FailingTables(_stage.Tables, (table, row) => table == "crm" && row == "head"));
        Assert.Equal(1, (await bot.Pass.RunAsync(default)).Held);
        Assert.Equal((PromptState.Pending, 0), (await _stage.PromptAsync()) is var p ? (p.State, p.Attempt) : default);
        _stage.Advance(TimeSpan.FromSeconds(30));
        await bot.Pass.RunAsync(default);
        Assert.Equal(1, Assert.Single(Assert.Single(_stage.Channel.Sent).Prompts).Attempt);
        Assert.Equal(PromptState.Sent, (await _stage.PromptAsync()).State);
    }

    [Fact]
    public async Task An_outage_after_one_of_several_was_decided_leaves_none_claimed()
    {
        await _stage.SetAsync();
        await CreateAsync(Broken, Sample.Step("s2") with { DueAt = Sample.DueAt.AddMinutes(-1) });
        await BreakAsync();
        _stage.AdvanceToDue();
        using var bot = _stage.Start(new FailingTables(_stage.Tables, (table, row) => table == "crm" && row == Keys.Step(Sample.StepId)));
        await bot.Pass.RunAsync(default);
        Assert.Empty(_stage.Channel.Sent);
        Assert.Equal([PromptState.Pending, PromptState.Pending], [(await _stage.PromptAsync()).State, (await _stage.PromptAsync("s2")).State]);
    }

    [Fact]
    public async Task What_is_left_alone_of_several_has_its_whole_customer_and_of_several_each_has_its_head()
    {
        await _stage.SetAsync();
        await CreateAsync(Broken, Sample.Step("s2"));
        await CreateAsync("c3", Sample.Step("s3"));
        await CloseUnseenAsync("c3", "s3");
        _stage.AdvanceToDue();
        await _stage.PassAsync();
        Assert.Equal([(null, Sample.CustomerId), (null, Broken)], Assert.Single(_stage.Channel.Sent).Prompts.OrderBy(p => p.StepId).Select(p => (p.File, p.Head!.Id)));

        await CreateAsync("c4", Sample.Step("s4") with { DueAt = Sample.DueAt.AddHours(1) });
        await CreateAsync("c5", Sample.Step("s5") with { DueAt = Sample.DueAt.AddHours(1) });
        await CloseUnseenAsync("c5", "s5");
        _stage.Advance(TimeSpan.FromHours(1));
        await _stage.PassAsync();
        var alone = Assert.Single(_stage.Channel.Sent[1].Prompts);
        Assert.Equal(("c4", "s4"), (alone.File!.Head.Id, Assert.Single(alone.File.OpenSteps).Id));
    }

    [Fact]
    public async Task What_was_sent_again_and_put_off_may_still_be_on_its_way()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.AnswerWith(new Delivered.Ambiguous("timeout"));
        await _stage.PassAsync();
        _stage.Advance(TimeSpan.FromMinutes(11));
        _stage.Channel.AnswerWith(new Delivered.Later(TimeSpan.FromHours(1)));
        await _stage.PassAsync();
        Assert.Equal((PromptState.Pending, 1), (await _stage.PromptAsync()) is var p ? (p.State, p.Resent) : default);

        var done = Assert.IsType<ChangeOutcome<string>.Committed>(await Sample.Done(_stage.Bot.Stores));
        Assert.Equal([Sample.StepId], done.OnItsWay);
        Assert.Empty(done.Arrived);
    }

    [Fact]
    public async Task A_due_row_that_cannot_be_healed_ends_no_pass()
    {
        await _stage.SetAsync();
        await CreateAsync(Broken, Sample.Step("s2"));
        await BreakAsync();
        var prompts = await _stage.Tables.QueryAsync(new RowRange("prompts", "t1|r|ann", null, "p|" + Prompt.IdOf("s2")), 1, null, default);
        await _stage.Tables.ApplyAsync([new ChangeSet("prompts", "t1|r|ann", [new Change.Delete(prompts.Rows[0].RowKey, null)])], default);
        _stage.AdvanceToDue();
        Assert.Equal((2, 1), (await _stage.PassAsync()) is var r ? (r.Due, r.Arrived) : default);
    }

    [Fact]
    public async Task A_process_whose_claim_was_taken_over_leaves_the_due_row_to_the_one_that_took_it()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        using var slow = _stage.Start(oneProcess: false);
        using var other = _stage.Start(oneProcess: false);
        _stage.Channel.Answer = async _ =>
        {
            if (_stage.Channel.Sent.Count > 1)
            {
                throw new TimeoutException();
            }

            _stage.Advance(TimeSpan.FromMinutes(11));
            await other.Pass.RunAsync(default);
            return new Delivered.NotSent("refused");
        };
        await slow.Pass.RunAsync(default);
        var prompt = await _stage.PromptAsync();
        Assert.Equal(PromptState.Sending, prompt.State);
        Assert.Contains(await _stage.Whole.DueUntilAsync(_stage.People.GetUtcNow()), d => d.At == prompt.FireAt && d.Plan == prompt.Plan);
        _stage.Advance(TimeSpan.FromMinutes(11));
        await other.Pass.RunAsync(default);
        Assert.Equal(PromptState.Unknown, (await _stage.PromptAsync()).State);
        await other.Pass.RunAsync(default);
        Assert.Equal(0, _stage.Tables.Count("due"));
    }

    private async Task CreateAsync(string customer, Step step) => Assert.IsType<ChangeOutcome<string>.Committed>(
        await _stage.Bot.Stores.Customers.ChangeAsync<string>(
            Sample.Request("create-" + customer, customer),
            _ => new Decision<string>.Commit(new CustomerEdit("created", Sample.Head with { Id = customer }) { Steps = [step] }),
            default));

    /// <summary>The truth alone: the prompt does not know it yet.</summary>
    private async Task CloseUnseenAsync(string customer, string step)
    {
        var key = Keys.Customer(Sample.Tenant, customer);
        var kept = (await _stage.Tables.GetAsync(Keys.Crm, key, Keys.Step(step), default))!.As(StoreJson.Default.KeptStep);
        var closed = Rows.Bytes(kept with { It = kept.It with { State = StepState.Done } }, StoreJson.Default.KeptStep);
        Assert.True((await _stage.Tables.ApplyAsync([new ChangeSet(Keys.Crm, key, [new Change.Put(Keys.Step(step), closed)])], default)).All);
    }

    private async Task BreakAsync() =>
        await _stage.Tables.ApplyAsync([new ChangeSet("crm", "t1|c|" + Broken, [new Change.Put("head", "null"u8.ToArray())])], default);

    /// <summary>The first read that matches fails.</summary>
    private sealed class FailingTables(ITables inner, Func<string, string, bool> fails) : ITables
    {
        private bool _failed;

        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
        {
            if (!_failed && fails(table, rowKey))
            {
                _failed = true;
                throw new StorageUnavailableException("down");
            }

            return inner.GetAsync(table, partitionKey, rowKey, ct);
        }

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) =>
            inner.QueryAsync(range, take, next, ct);

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => inner.ApplyAsync(sets, ct);
    }
}
