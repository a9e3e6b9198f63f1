using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

public sealed class SweepTests : IDisposable
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Start);
    private readonly Process _process;
    private readonly List<PastStep> _past = [];

    public SweepTests() => _process = new Process(_tables, _clock, new CountedIds("i"));

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task Where_nothing_is_missing_nothing_is_written()
    {
        await TeamAsync();
        await Create(_process, Step(), Step("s2", Other), Step("s3") with { By = OwedBy.Customer });
        var before = await DueAsync();
        Assert.Equal(0, await WalkAsync());
        Assert.Equal(before, await DueAsync());
    }

    [Fact]
    public async Task A_due_row_that_is_lost_is_made_again()
    {
        await TeamAsync();
        await Create(_process, Step(), Step("s2"));
        var before = await DueAsync();
        await _process.Due.RemoveAsync([before[0]], default);
        Assert.Equal(1, await WalkAsync());
        Assert.Equal(before, await DueAsync());
        Assert.Equal(0, await WalkAsync());
    }

    [Fact]
    public async Task A_prompt_that_is_lost_is_planned_again_from_the_customer()
    {
        await TeamAsync();
        await Create(_process, Step());
        var prompt = Prompt.IdOf(StepId);
        await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(Tenant, Owner), [new Change.Delete(Keys.Prompt(prompt), null)]), default);
        await _process.Due.RemoveAsync(await DueAsync(), default);

        Assert.Equal(1, await WalkAsync());
        Assert.Equal(PromptState.Pending, Assert.Single(await _process.Prompts.SeeAsync(Tenant, Owner, [prompt], default)).Prompt.State);
        Assert.Equal(prompt, Assert.Single(await DueAsync()).PromptId);
    }

    [Fact]
    public async Task A_prompt_of_an_older_version_of_its_step_is_planned_again()
    {
        await TeamAsync();
        await Create(_process, Step());
        var prompt = (await _process.Prompts.SeeAsync(Tenant, Owner, [Prompt.IdOf(StepId)], default)).Single();
        await Snooze(_process);
        var old = Rows.Bytes(new Kept<Prompt>(Rows.V, prompt.Rev, prompt.Prompt), StoreJson.Default.KeptPrompt);
        await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(Tenant, Owner), [new Change.Put(prompt.Row.RowKey, old)]), default);

        Assert.Equal(1, await WalkAsync());
        Assert.Equal(2, (await _process.Prompts.SeeAsync(Tenant, Owner, [prompt.Prompt.Id], default)).Single().Prompt.Ver);
    }

    [Theory]
    [InlineData(PromptState.Sent)]
    [InlineData(PromptState.Unknown)]
    [InlineData(PromptState.Poison)]
    [InlineData(PromptState.Parked)]
    [InlineData(PromptState.Sending)]
    public async Task What_is_settled_set_aside_or_being_sent_is_left_alone(PromptState state)
    {
        await TeamAsync();
        await Create(_process, Step());
        var seen = (await _process.Prompts.SeeAsync(Tenant, Owner, [Prompt.IdOf(StepId)], default)).Single();
        await _tables.ApplyAsync(
            new ChangeSet(Keys.Prompts, Keys.Recipient(Tenant, Owner), [PromptStore.Write(seen, seen.Prompt with { State = state })]), default);
        await _process.Due.RemoveAsync(await DueAsync(), default);

        Assert.Equal(0, await WalkAsync());
        Assert.Empty(await DueAsync());
    }

    [Theory]
    [InlineData(PromptState.Sent, 1)]
    [InlineData(PromptState.Unknown, 1)]
    [InlineData(PromptState.Pending, 0)] // is told when it comes
    [InlineData(PromptState.Parked, 0)]
    [InlineData(PromptState.Poison, 0)]
    public async Task What_was_brought_and_is_past_its_last_day_is_found(PromptState state, int found)
    {
        await TeamAsync();
        var last = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime).AddDays(-3);
        await Create(_process, Step() with { Kind = StepKind.Care, Until = last }, Step("s2") with { Kind = StepKind.Care, Until = last.AddDays(300) }, Step("s3"));
        foreach (var id in (string[])[StepId, "s2", "s3"])
        {
            var seen = (await _process.Prompts.SeeAsync(Tenant, Owner, [Prompt.IdOf(id)], default)).Single();
            await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(Tenant, Owner), [PromptStore.Write(seen, seen.Prompt with { State = state })]), default);
        }

        await WalkAsync();
        Assert.Equal(Enumerable.Repeat((CustomerId, StepId, 1), found), _past.Select(p => (p.CustomerId, p.StepId, p.Ver)));
    }

    [Fact]
    public async Task Everybody_of_every_tenant_is_looked_after_whatever_the_tenants_are_called()
    {
        string[] tenants = ["a", "a-b", "ab", "租户", "t~", "z{"];
        foreach (var tenant in tenants)
        {
            await TeamAsync(tenant, 120);
            await _process.Customers.ChangeAsync(
                Request("create") with { Tenant = tenant },
                _ => new Decision<string>.Commit(new CustomerEdit("created", Head with { OwnerId = "p119" }) { Steps = [Step(owner: "p119")] }),
                default);
        }

        var before = await DueAsync();
        Assert.Equal(tenants.Length, before.Count);
        await _process.Due.RemoveAsync(before, default);
        Assert.Equal(tenants.Length, await WalkAsync());
        Assert.Equal(before.Select(d => d.Tenant).Order(StringComparer.Ordinal), (await DueAsync()).Select(d => d.Tenant).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_empty_store_has_nobody_to_look_after() => Assert.Equal(0, await WalkAsync());

    private async Task TeamAsync(string tenant = Tenant, int people = 0)
    {
        string[] ids = [Owner, Other, .. Enumerable.Range(0, people).Select(i => $"p{i}")];
        await _process.People.ImportAsync(
            tenant,
            [.. ids.Select(id => (new Person(id, id, null, [], Role.Rep, null, null, "Asia/Shanghai", "zh-CN"), (IReadOnlyList<string>)[]))],
            default);
    }

    private Task<IReadOnlyList<DueRow>> DueAsync() => _process.DueUntilAsync(DueAt.AddYears(1));

    private async Task<int> WalkAsync()
    {
        var sweep = new Sweep(_tables, _clock, new Nobody());
        var (missing, next) = (0, (string?)null);
        do
        {
            var swept = await sweep.WalkAsync(next, _clock.GetUtcNow(), default);
            (next, missing) = (swept.Next, missing + swept.Missing);
            _past.AddRange(swept.Past);
        }
        while (next is not null);
        return missing;
    }

    private sealed class Nobody : IDueSignal
    {
        public void Planned(DateTimeOffset due)
        {
        }
    }
}
