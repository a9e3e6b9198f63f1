using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

public sealed class ShadowTests : IDisposable
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Start);
    private readonly Process _process;

    public ShadowTests() => _process = new Process(_tables, _clock, new CountedIds("i"));

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task Creating_puts_the_customer_on_its_owners_list_and_plans_the_reminder()
    {
        await Create(_process, Step());
        var stake = Assert.Single(await _process.Index.OfPersonAsync(Tenant, Owner, default));
        Assert.Equal((CustomerId, Part.Owner, 1), (stake.CustomerId, stake.Part, stake.Rev));
        Assert.Equal(StepId, Assert.Single(stake.OpenSteps).Id);
        Assert.Equal(["EP"], Assert.Single(await _process.NamesAsync(Tenant)).Aliases);
        Assert.Equal((PromptState.Pending, 1, DueAt), await PromptAsync(Owner));
        Assert.Equal(DueAt, Assert.Single(await _process.DueUntilAsync(DueAt)).At);
        Assert.Empty(await _process.DueUntilAsync(DueAt.AddTicks(-1)));
        Assert.Equal(DueAt, await _process.NextDueAsync(Start));
        Assert.Null(await _process.NextDueAsync(DueAt));
    }

    [Fact]
    public async Task Helpers_and_step_owners_have_the_customer_on_their_lists_too()
    {
        await Change(_process, "create", _ => new CustomerEdit("x", Head with { Helpers = ["hal"] }) { Steps = [Step("s1", "sue"), Step("s2", "hal")] });
        Assert.Equal(Part.Helper, Assert.Single(await _process.Index.OfPersonAsync(Tenant, "hal", default)).Part);
        Assert.Equal(Part.StepOwner, Assert.Single(await _process.Index.OfPersonAsync(Tenant, "sue", default)).Part);
        await Done(_process, step: "s1");
        Assert.Empty(await _process.Index.OfPersonAsync(Tenant, "sue", default));
    }

    [Fact]
    public async Task Reassigning_moves_list_and_reminder_and_leaves_a_tombstone_for_a_day()
    {
        await Create(_process, Step());
        await Reassign(_process);
        Assert.Empty(await _process.Index.OfPersonAsync(Tenant, Owner, default));
        Assert.Equal(Other, Assert.Single(await _process.Index.OfPersonAsync(Tenant, Other, default)).OwnerId);
        Assert.Equal(PromptState.Removed, (await PromptAsync(Owner))!.Value.State);
        Assert.Equal((PromptState.Pending, 2, DueAt), await PromptAsync(Other));

        var tombstone = await _tables.GetAsync(Keys.Index, Keys.Stakes(Tenant, Owner), Keys.Stake(CustomerId), default);
        Assert.Equal(2, tombstone!.As(StoreJson.Default.StakeRow).Rev);
        _clock.Advance(TimeSpan.FromHours(25));
        await _process.Index.OfPersonAsync(Tenant, Owner, default);
        Assert.Null(await _tables.GetAsync(Keys.Index, Keys.Stakes(Tenant, Owner), Keys.Stake(CustomerId), default));
    }

    [Fact]
    public async Task Reassigning_there_and_back_plans_the_reminder_of_the_first_owner_again()
    {
        await Create(_process, Step());
        await Reassign(_process, "there");
        await Reassign(_process, "back", Owner);
        Assert.Equal((PromptState.Pending, 3, DueAt), await PromptAsync(Owner));
        Assert.Equal(PromptState.Removed, (await PromptAsync(Other))!.Value.State);
        Assert.Equal(DueMeaning.Fire, await MeaningAsync(Owner, 3));
    }

    [Fact]
    public async Task Done_takes_the_reminder_and_the_step_away()
    {
        await Create(_process, Step());
        var outcome = Assert.IsType<ChangeOutcome<string>.Committed>(await Done(_process));
        Assert.Empty(outcome.OnItsWay);
        Assert.Equal(PromptState.Removed, (await PromptAsync(Owner))!.Value.State);
        Assert.Empty(Assert.Single(await _process.Index.OfPersonAsync(Tenant, Owner, default)).OpenSteps);
        Assert.Equal(DueMeaning.Stale, await MeaningAsync(Owner, 1));
    }

    [Fact]
    public async Task A_snooze_plans_the_reminder_anew()
    {
        await Create(_process, Step());
        await Snooze(_process);
        Assert.Equal((PromptState.Pending, 2, DueAt.AddDays(1)), await PromptAsync(Owner));
        Assert.Equal(DueMeaning.Stale, await MeaningAsync(Owner, 1));
        Assert.Equal(DueMeaning.Fire, await MeaningAsync(Owner, 2));
    }

    [Fact]
    public async Task What_was_done_is_counted_for_its_person_once_however_often_the_relay_comes()
    {
        using var cut = new Process(new CutTables(_tables, 12, () => new StorageUnavailableException("down")), _clock, new CountedIds("j"));
        await Create(cut, Step());
        await Done(_process);
        await _process.Relay.RunAsync(default);
        _clock.Advance(Relay.Patience);
        await _process.Relay.RunAsync(default);

        var rows = await _tables.AllAsync(new RowRange(Keys.Index, Keys.Facts(Tenant, Owner, Start)), default);
        Assert.Equal(["status", "due", "done"], rows.Select(r => r.As(StoreJson.Default.FactRow).Code));
        Assert.True(rows[^1].As(StoreJson.Default.FactRow).OnTime);
    }

    [Fact]
    public async Task A_promise_of_the_customer_comes_back_to_who_waits_for_it_and_is_no_arrear_of_theirs()
    {
        await Create(_process, Step() with { By = OwedBy.Customer });
        Assert.Single(await _process.DueUntilAsync(DueAt));
        Assert.Equal(PromptKind.Promise, Assert.Single(await _process.Prompts.SeeAsync(Tenant, Owner, [Prompt.IdOf(StepId)], default)).Prompt.Kind);
        var facts = await _tables.AllAsync(new RowRange(Keys.Index, Keys.Facts(Tenant, Owner, Start)), default);
        Assert.All(facts.Select(r => r.As(StoreJson.Default.FactRow)).Where(f => f.Code == "due"), f => Assert.Equal(OwedBy.Customer, f.By));
        Assert.Single(Assert.Single(await _process.Index.OfPersonAsync(Tenant, Owner, default)).OpenSteps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Taking_away_says_when_the_reminder_is_on_its_way(bool sent)
    {
        await Create(_process, Step());
        var prompts = await _process.Prompts.SeeAsync(Tenant, Owner, [Prompt.IdOf(StepId)], default);
        Assert.NotNull(await _process.Prompts.ClaimAsync(Tenant, Owner, prompts, "a1", "p1", Start.AddMinutes(10), default));
        if (sent)
        {
            await _process.Prompts.SettleAsync(Tenant, Owner, "a1", [new Settlement(prompts[0].Prompt.Id, PromptState.Sent, DueAt, ActivityId: "x")], default);
        }

        var outcome = Assert.IsType<ChangeOutcome<string>.Committed>(await Done(_process));
        Assert.Equal([StepId], outcome.OnItsWay);
        Assert.Equal(sent ? [StepId] : [], outcome.Arrived);
        Assert.Equal(sent ? PromptState.Sent : PromptState.Sending, (await PromptAsync(Owner))!.Value.State);

        // Asked again, the answer is the same: what surely arrived is no more on its way.
        var again = Assert.IsType<ChangeOutcome<string>.AlreadyDone>(await Done(_process));
        Assert.Equal(sent ? [] : [StepId], again.OnItsWay);
    }

    [Fact]
    public async Task An_own_reminder_that_is_closed_twice_says_twice_that_it_is_on_its_way()
    {
        await _process.Own.ChangeAsync(Tenant, Owner, "o1", "set", _ => Step("o1") with { Kind = StepKind.Reminder }, default);
        var prompts = await _process.Prompts.SeeAsync(Tenant, Owner, [Prompt.IdOf("o1")], default);
        Assert.NotNull(await _process.Prompts.ClaimAsync(Tenant, Owner, prompts, "a1", "p1", Start.AddMinutes(10), default));
        Assert.True(Assert.IsType<OwnChange.Committed>(await CloseAsync()).OnItsWay);
        Assert.True(Assert.IsType<OwnChange.AlreadyDone>(await CloseAsync()).OnItsWay);
        await _process.Prompts.SettleAsync(Tenant, Owner, "a1", [new Settlement(prompts[0].Prompt.Id, PromptState.Sent, DueAt, ActivityId: "x")], default);
        Assert.False(Assert.IsType<OwnChange.AlreadyDone>(await CloseAsync()).OnItsWay);

        Task<OwnChange> CloseAsync() => _process.Own.ChangeAsync(Tenant, Owner, "o1", "close", s => s! with { State = StepState.Done }, default).AsTask();
    }

    [Fact]
    public async Task An_outage_after_the_commit_leaves_the_shadows_to_the_relay()
    {
        // Cut: receipt, head, 4 queries, the hint and the commit succeed; the first read of the shadows does not.
        var cut = new CutTables(_tables, 4, () => new StorageUnavailableException("down"));
        using var failing = new Process(cut, _clock, new CountedIds("j"));
        var committed = Assert.IsType<ChangeOutcome<string>.Committed>(await Create(failing, Step()));
        Assert.False(committed.ShadowsStand);
        Assert.Empty(await _process.Index.OfPersonAsync(Tenant, Owner, default));

        Assert.Equal(1, (await _process.Relay.RunAsync(default)).Waiting);
        _clock.Advance(Relay.Patience);
        Assert.Equal(1, (await _process.Relay.RunAsync(default)).Done);
        Assert.Single(await _process.Index.OfPersonAsync(Tenant, Owner, default));
        Assert.Equal(0, _tables.Count(Keys.Work));
    }

    [Fact]
    public async Task What_cannot_be_read_counts_as_on_its_way()
    {
        await Create(_process, Step());
        var whole = new CutTables(_tables, int.MaxValue);
        using var counting = new Process(whole, _clock, new CountedIds("k"));
        await counting.Customers.LoadAsync(Tenant, CustomerId, default);
        var cut = new CutTables(_tables, whole.Calls + 3, () => new StorageUnavailableException("down"));
        using var failing = new Process(cut, _clock, new CountedIds("j"));
        var committed = Assert.IsType<ChangeOutcome<string>.Committed>(await Done(failing));
        Assert.Equal([StepId], committed.OnItsWay);
        Assert.False(committed.ShadowsStand);
    }

    private async Task<(PromptState State, int Ver, DateTimeOffset FireAt)?> PromptAsync(string person)
    {
        var seen = await _process.Prompts.SeeAsync(Tenant, person, [Prompt.IdOf(StepId)], default);
        return seen is [{ Prompt: var p }] ? (p.State, p.Ver, p.FireAt) : null;
    }

    private async Task<DueMeaning> MeaningAsync(string person, int ver)
    {
        var row = (await _process.DueUntilAsync(DueAt.AddDays(9))).Single(r => r.Recipient == person && r.Ver == ver);
        var seen = await _process.Prompts.SeeAsync(Tenant, person, [row.PromptId], default);
        return DueRows.Meaning(row, seen.SingleOrDefault()?.Prompt);
    }
}
