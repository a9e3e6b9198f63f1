using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

public sealed class RelayTests : IDisposable
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Start);
    private readonly Process _process;

    public RelayTests() => _process = new Process(_tables, _clock, new CountedIds("i"));

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task A_hint_is_left_to_its_writer_until_this_relay_has_seen_it_for_ten_seconds()
    {
        await DieAfterCommitAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new RelayReport(1, 0, 0, 1), await _process.Relay.RunAsync(default));
        _clock.Advance(Relay.Patience - TimeSpan.FromTicks(1));
        Assert.Equal(new RelayReport(1, 0, 0, 1), await _process.Relay.RunAsync(default));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(new RelayReport(1, 1, 0, 0), await _process.Relay.RunAsync(default));
        Assert.Equal(new RelayReport(0, 0, 0, 0), await _process.Relay.RunAsync(default));
    }

    [Fact]
    public async Task An_operation_that_never_committed_is_made_void_after_two_minutes()
    {
        await DieBeforeCommitAsync();
        await _process.Relay.RunAsync(default);
        _clock.Advance(Relay.VoidAfter - TimeSpan.FromTicks(1));
        Assert.Equal(0, (await _process.Relay.RunAsync(default)).Voided);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, (await _process.Relay.RunAsync(default)).Voided);
        Assert.Equal(0, _tables.Count(Keys.Work));
        Assert.Null(await _process.Customers.ReceiptAsync(Tenant, CustomerId, "create", default));

        Assert.IsType<ChangeOutcome<string>.Committed>(await Create(_process, Step()));
        Assert.NotNull(await _process.Customers.ReceiptAsync(Tenant, CustomerId, "create", default));
    }

    [Fact]
    public async Task A_commit_that_a_void_refused_begins_again_with_a_new_hint()
    {
        await Create(_process, Step());
        var runs = 0;
        var outcome = await _process.Customers.ChangeAsync<string>(Request("slow"), file =>
        {
            if (runs++ == 0)
            {
                // Between the decision and the commit another process's relay gives the operation up.
                PutVoidAsync("slow").GetAwaiter().GetResult();
            }

            return new Decision<string>.Commit(Steps.Done(file!, file!.Steps[0], Start));
        }, default);

        Assert.IsType<ChangeOutcome<string>.Committed>(outcome);
        Assert.Equal(2, runs);
        await _process.Relay.RunAsync(default);
        _clock.Advance(Relay.Patience);
        Assert.Equal(0, (await _process.Relay.RunAsync(default)).Waiting);
        Assert.Equal(2, (await _process.Customers.ReceiptAsync(Tenant, CustomerId, "slow", default))!.Rev);
    }

    [Fact]
    public async Task A_writer_that_wakes_up_long_after_its_commit_writes_no_shadow_but_a_new_hint()
    {
        var tables = new SlowTables(_tables, _clock, TimeSpan.FromMinutes(11));
        using var slow = new Process(tables, _clock, new CountedIds("j"));
        var committed = Assert.IsType<ChangeOutcome<string>.Committed>(await Create(slow, Step()));
        Assert.False(committed.ShadowsStand);
        Assert.Empty(await _process.Index.OfPersonAsync(Tenant, Owner, default));
        Assert.Equal(2, _tables.Count(Keys.Work));

        await _process.Relay.RunAsync(default);
        _clock.Advance(Relay.Patience);
        Assert.Equal(2, (await _process.Relay.RunAsync(default)).Done);
        Assert.Single(await _process.Index.OfPersonAsync(Tenant, Owner, default));
    }

    [Fact]
    public async Task A_writer_that_took_half_a_minute_for_its_shadows_leaves_its_hint()
    {
        var tables = new SlowTables(_tables, _clock, TimeSpan.FromSeconds(31));
        using var slow = new Process(tables, _clock, new CountedIds("j"));
        Assert.True(Assert.IsType<ChangeOutcome<string>.Committed>(await Create(slow, Step())).ShadowsStand);
        Assert.Equal(1, _tables.Count(Keys.Work));
    }

    [Fact]
    public async Task A_relay_that_comes_late_does_not_undo_a_newer_change()
    {
        await Create(_process, Step());
        await CutAsync(p => Reassign(p), DiesAfterCommit);
        await Reassign(_process, "again", "cat");
        Assert.Single(await _process.Index.OfPersonAsync(Tenant, Owner, default));
        await _process.Relay.RunAsync(default);
        _clock.Advance(Relay.Patience);
        await _process.Relay.RunAsync(default);
        Assert.Empty(await _process.Index.OfPersonAsync(Tenant, Owner, default));
        Assert.Empty(await _process.Index.OfPersonAsync(Tenant, Other, default));
        Assert.Single(await _process.Index.OfPersonAsync(Tenant, "cat", default));
    }

    [Fact]
    public async Task A_hint_that_cannot_be_finished_holds_up_no_other()
    {
        await _tables.ApplyAsync([new ChangeSet(Keys.Crm, Keys.Customer(Tenant, "c9"), [new Change.Put(Keys.Op("bad"), "null"u8.ToArray())])], default);
        var bad = new Hints(_tables, _clock).OfCustomer(Tenant, "c9", "bad");
        await _tables.ApplyAsync([Hints.Set(bad with { PartitionKey = Keys.FirstWorkShard })], default);
        await DieAfterCommitAsync();
        await _process.Relay.RunAsync(default);
        _clock.Advance(Relay.Patience);
        Assert.Equal(new RelayReport(2, 1, 0, 1), await _process.Relay.RunAsync(default));
        Assert.Single(await _process.Index.OfPersonAsync(Tenant, Owner, default));
    }

    private bool DiesAfterCommit(int calls) => _process.Customers.LoadAsync(Tenant, CustomerId, default).AsTask().Result is { } file
        && file.Head.OwnerId != Owner && calls > 0;

    private Task DieAfterCommitAsync() =>
        CutAsync(p => Create(p, Step()), _ => _process.Customers.LoadAsync(Tenant, CustomerId, default).AsTask().Result is not null);

    private Task DieBeforeCommitAsync() => CutAsync(p => Create(p, Step()), _ => _tables.Count(Keys.Work) == 1);

    /// <summary>Runs an operation that dies at the first call after which the condition holds.</summary>
    private async Task CutAsync(Func<Process, Task> operation, Func<int, bool> dead)
    {
        var cut = new ConditionTables(_tables, dead);
        using var process = new Process(cut, _clock, new CountedIds("j"));
        await Assert.ThrowsAsync<CrashException>(() => operation(process));
    }

    private async Task PutVoidAsync(string opId)
    {
        var op = Rows.Bytes(new OpRow(Rows.V, true, 0, "void", null, null, null, Start), StoreJson.Default.OpRow);
        await _tables.ApplyAsync([new ChangeSet(Keys.Crm, Keys.Customer(Tenant, CustomerId), [new Change.Insert(Keys.Op(opId), op)])], default);
    }

    private sealed class ConditionTables(ITables inner, Func<int, bool> dead) : ITables
    {
        private int _calls;

        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
        {
            Step();
            return inner.GetAsync(table, partitionKey, rowKey, ct);
        }

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
        {
            Step();
            return inner.QueryAsync(range, take, next, ct);
        }

        public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            foreach (var set in sets)
            {
                Step();
                Assert.True((await inner.ApplyAsync([set], ct)).All);
            }

            return new Applied(sets.Count);
        }

        private void Step()
        {
            if (dead(_calls++))
            {
                throw new CrashException();
            }
        }
    }

    /// <summary>Every read of a prompt takes a while.</summary>
    private sealed class SlowTables(ITables inner, FakeClock clock, TimeSpan stall) : ITables
    {
        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
        {
            if (table == Keys.Prompts)
            {
                clock.Advance(stall);
            }

            return inner.GetAsync(table, partitionKey, rowKey, ct);
        }

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) =>
            inner.QueryAsync(range, take, next, ct);

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => inner.ApplyAsync(sets, ct);
    }
}
