using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

public sealed class RetentionTests : IDisposable
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Start);
    private readonly Process _process;
    private readonly DraftStore _drafts;

    public RetentionTests()
    {
        _process = new Process(_tables, _clock, new CountedIds("i"));
        _drafts = new DraftStore(_tables, _clock);
    }

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task A_receipt_is_kept_for_thirty_days_and_what_it_is_of_for_ever()
    {
        await Create(_process, Step());
        _clock.Advance(TimeSpan.FromDays(2));
        await Done(_process);
        _clock.Advance(TimeSpan.FromDays(28));
        Assert.Equal(0, await WalkAsync());
        Assert.NotNull(await _process.Customers.ReceiptAsync(Tenant, CustomerId, "create", default));

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await WalkAsync());
        Assert.Null(await _process.Customers.ReceiptAsync(Tenant, CustomerId, "create", default));
        Assert.NotNull(await _process.Customers.ReceiptAsync(Tenant, CustomerId, "done", default));
        Assert.Equal(StepState.Done, (await _process.Customers.LoadAsync(Tenant, CustomerId, default))!.Steps.Single().State);
    }

    [Fact]
    public async Task A_form_is_gone_before_the_receipt_of_what_it_was_sent_for()
    {
        await _drafts.PutAsync(Tenant, Form("create"), default);
        _clock.Advance(TimeSpan.FromMinutes(5));
        await Create(_process, Step());
        _clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.Equal(1, await WalkAsync());
        Assert.Null(await _drafts.GetAsync(Tenant, Owner, "create", default));
        Assert.NotNull(await _process.Customers.ReceiptAsync(Tenant, CustomerId, "create", default));
    }

    [Fact]
    public async Task A_form_that_is_written_again_counts_from_then()
    {
        await _drafts.PutAsync(Tenant, Form("d"), default);
        _clock.Advance(TimeSpan.FromDays(29));
        await _drafts.PutAsync(Tenant, Form("d") with { Coached = true }, default);
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await WalkAsync());
        Assert.NotNull(await _drafts.GetAsync(Tenant, Owner, "d", default));
    }

    [Fact]
    public async Task A_form_of_a_bot_that_kept_no_date_counts_from_the_first_walk()
    {
        var old = Rows.Bytes(new Kept<Draft>(Rows.V, 0, Form("d")), StoreJson.Default.KeptDraft);
        await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.OfPerson(Tenant, Owner), [new Change.Put(Keys.Draft("d"), old)]), default);
        Assert.Equal(0, await WalkAsync());
        _clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await WalkAsync());
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await WalkAsync());
    }

    [Fact]
    public async Task All_tenants_and_pages_are_walked_through_whatever_their_names()
    {
        foreach (var tenant in new[] { "!", "a", "zz", "租户", "~" })
        {
            for (var person = 0; person < 3; person++)
            {
                for (var i = 0; i < 210; i++)
                {
                    await _drafts.PutAsync(tenant, Form($"d{i:D3}") with { PersonId = $"p{person}" }, default);
                }
            }
        }

        _clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(5 * 3 * 210, await WalkAsync());
        Assert.Equal(0, _tables.Count(Keys.Crm));
    }

    [Fact]
    public async Task A_row_that_is_written_while_it_is_walked_over_stays()
    {
        await _drafts.PutAsync(Tenant, Form("d"), default);
        _clock.Advance(TimeSpan.FromDays(31));
        var late = new Meddling(_tables, () => _drafts.PutAsync(Tenant, Form("d") with { Coached = true }, default));
        Assert.Equal(0, (await new Retention(late, _clock).WalkAsync(null, _clock.GetUtcNow(), default)).Removed);
        Assert.True((await _drafts.GetAsync(Tenant, Owner, "d", default))!.Coached);
    }

    [Fact]
    public async Task A_prompt_goes_thirty_days_after_it_was_settled_but_not_while_its_step_is_open()
    {
        await Create(_process, Step(), Step("s2"));
        Assert.Equal(2, await SettleAsync([StepId, "s2"]));
        await Done(_process);
        _clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1));
        await WalkAsync();
        Assert.Empty(await PromptsAsync(StepId));
        Assert.Equal(PromptState.Sent, Assert.Single(await PromptsAsync("s2")).State);

        // The sweep finds nothing missing: it would be told a second time.
        Assert.Equal(0, (await new Sweep(_tables, _clock, new Quiet()).WalkAsync(null, _clock.GetUtcNow(), default)).Missing);
        await Done(_process, "done2", "s2");
        await WalkAsync();
        Assert.Empty(await PromptsAsync("s2"));
    }

    [Fact]
    public async Task A_prompt_that_waits_is_no_matter_of_time()
    {
        await Create(_process, Step());
        _clock.Advance(TimeSpan.FromDays(400));
        await WalkAsync();
        Assert.Equal(PromptState.Pending, Assert.Single(await PromptsAsync(StepId)).State);
    }

    [Fact]
    public async Task A_card_that_names_no_customer_goes_and_one_that_does_stays_for_an_erase()
    {
        await _process.Reach.RememberCardAsync(Tenant, Owner, "help", "a1", [], default);
        await _process.Reach.RememberCardAsync(Tenant, Owner, "status", "a2", [CustomerId], default);
        var old = Rows.Bytes(new CardRow(Rows.V, ["a3"]), StoreJson.Default.CardRow);
        await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(Tenant, Owner), [new Change.Put(Keys.Card("unsaid"), old)]), default);
        _clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await WalkAsync());
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await WalkAsync());
        Assert.Equal(["status", "unsaid"], (await _process.Reach.CardsAsync(Tenant, Owner, default)).Select(c => c.CardId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_own_reminder_goes_thirty_days_after_it_was_closed_and_one_of_a_customer_never()
    {
        await Create(_process, Step());
        await Done(_process);
        foreach (var tenant in new[] { "!", Tenant, "租户" })
        {
            await OwnAsync(tenant, "open", s => s);
            await OwnAsync(tenant, "closed", s => s with { State = StepState.Done, ClosedAt = _clock.GetUtcNow() });
        }

        _clock.Advance(TimeSpan.FromDays(30));
        await WalkAsync();
        Assert.NotNull(await _process.Own.GetAsync(Tenant, Owner, "closed", default));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await WalkAsync();
        foreach (var tenant in new[] { "!", Tenant, "租户" })
        {
            Assert.Equal(["open"], (await _process.Own.AllAsync(tenant, Owner, default)).Select(s => s.Id));
        }

        Assert.Equal(StepState.Done, (await _process.Customers.LoadAsync(Tenant, CustomerId, default))!.Steps.Single().State);
        Assert.Equal(0, await WalkAsync());
    }

    private async Task OwnAsync(string tenant, string id, Func<Step, Step> change)
    {
        await _process.Own.ChangeAsync(tenant, Owner, id, "set" + id, _ => Step(id) with { Kind = StepKind.Reminder }, default);
        await _process.Own.ChangeAsync(tenant, Owner, id, "change" + id, s => change(s!), default);
    }

    private async Task<int> SettleAsync(string[] steps)
    {
        var seen = await _process.Prompts.SeeAsync(Tenant, Owner, steps.Select(Prompt.IdOf), default);
        Assert.NotNull(await _process.Prompts.ClaimAsync(Tenant, Owner, seen, "a1", "p1", _clock.GetUtcNow().AddMinutes(10), default));
        var sent = seen.Select(s => new Settlement(s.Prompt.Id, PromptState.Sent, _clock.GetUtcNow())).ToList();
        return (await _process.Prompts.SettleAsync(Tenant, Owner, "a1", sent, default)).Count;
    }

    private async Task<IReadOnlyList<Prompt>> PromptsAsync(string step) =>
        [.. (await _process.Prompts.SeeAsync(Tenant, Owner, [Prompt.IdOf(step)], default)).Select(s => s.Prompt)];

    private sealed class Quiet : IDueSignal
    {
        public void Planned(DateTimeOffset due)
        {
        }
    }

    private static Draft Form(string id) => new(id, Owner, "follow-up", CustomerId, null, null, 0, false, null);

    private async Task<int> WalkAsync()
    {
        var retention = new Retention(_tables, _clock);
        var (removed, next) = (0, (string?)null);
        do
        {
            var walked = await retention.WalkAsync(next, _clock.GetUtcNow(), default);
            removed += walked.Removed;
            next = walked.Next;
        }
        while (next is not null);
        return removed;
    }

    /// <summary>Somebody else writes between the read and the write.</summary>
    private sealed class Meddling(ITables inner, Func<ValueTask> between) : ITables
    {
        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => inner.GetAsync(table, partitionKey, rowKey, ct);

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) => inner.QueryAsync(range, take, next, ct);

        public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            await between();
            return await inner.ApplyAsync(sets, ct);
        }
    }
}
