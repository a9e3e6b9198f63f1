using System.Text;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>All shadows made anew from the truth are the shadows that stand, whatever was done before; and damage is found and put right.</summary>
public sealed class RebuildTests
{
    private const string Tenant = "t1";

    public static TheoryData<string, int> Histories
    {
        get
        {
            var seeds = new TheoryData<string, int>();
            for (var seed = 1; seed <= LongRun.Times(12); seed++)
            {
                seeds.Add("memory", seed);
            }

            seeds.Add("SQLite", 101);
            seeds.Add("Azurite", 102);
            return seeds;
        }
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public async Task The_shadows_that_stand_are_those_made_from_the_truth_alone(string engine, int seed)
    {
        await using var on = await Engine.OpenAsync(engine);
        var history = await PlayAsync(on.Tables, seed);
        var rebuild = new ShadowRebuild(on.Tables, history.Clock);
        var found = await rebuild.CheckAsync(null, null, default);
        Assert.Empty(found.Differences);
        Assert.True(found is { Stands: true, Customers: 4, Rows: > 50 }, $"{found}");

        var fresh = new MemoryTables();
        await foreach (var row in on.Tables.EachAsync(new RowRange(Keys.Crm, Keys.FirstPartition, Keys.PartitionsEnd), default))
        {
            await fresh.ApplyAsync(new ChangeSet(Keys.Crm, row.PartitionKey, [new Change.Insert(row.RowKey, row.Data)]), default);
        }

        Assert.True((await new ShadowRebuild(fresh, history.Clock).WriteAsync(null, null, default)).Stands);
        Assert.Equal(await IndexAsync(on.Tables), await IndexAsync(fresh));
        Assert.Equal(await WaitingAsync(on.Tables), await WaitingAsync(fresh));
        Assert.Empty(await Invariants.BrokenAsync(fresh, Tenant));
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public async Task Damage_is_found_and_put_right(string engine, int seed)
    {
        await using var on = await Engine.OpenAsync(engine);
        var history = await PlayAsync(on.Tables, seed);
        var rebuild = new ShadowRebuild(on.Tables, history.Clock);
        var (index, waiting) = (await IndexAsync(on.Tables), await WaitingAsync(on.Tables));
        var damaged = await DamageAsync(on.Tables, new Random(seed));
        Assert.NotEmpty(await Invariants.BrokenAsync(on.Tables, Tenant));

        var found = await rebuild.CheckAsync(Tenant, null, default);
        Assert.False(found.Stands);
        Assert.True(damaged.IsSubsetOf(found.Differences.Select(d => d.PartitionKey + "/" + d.RowKey)), $"{string.Join(", ", damaged)} are not in {string.Join(", ", found.Differences)}");
        var written = await rebuild.WriteAsync(Tenant, null, default);
        Assert.True(written.Stands, $"{written}");

        Assert.True((await rebuild.CheckAsync(Tenant, null, default)) is { Stands: true, Differences: [] });
        Assert.Equal(index, await IndexAsync(on.Tables));
        Assert.Equal(waiting, await WaitingAsync(on.Tables));
        Assert.Empty(await Invariants.BrokenAsync(on.Tables, Tenant));
    }

    [Fact]
    public async Task What_a_writer_has_begun_is_left_to_the_relay()
    {
        var tables = new MemoryTables();
        var scene = new Scene(tables, Tenant, new FakeClock(Sample.Start));
        var operation = Operation.All.Single(o => o.Name == "done");
        using var process = scene.Start();
        await operation.Before(scene, process);
        using var dying = scene.Start(new CutTables(tables, 9));
        await Assert.ThrowsAsync<CrashException>(() => operation.Run(scene, dying));
        Assert.Equal(3, await scene.RevAsync());

        var rebuild = new ShadowRebuild(tables, scene.Clock);
        var found = await rebuild.WriteAsync(null, null, default);
        Assert.True(found is { UnderWay: 1, Written: 0, Differences: [], Stands: false }, $"{found}");
        await scene.RelayAsync(process, Relay.Patience);
        Assert.True((await rebuild.CheckAsync(null, null, default)).Stands);
    }

    [Fact]
    public async Task Every_tenant_is_found_whatever_its_name_is()
    {
        var tables = new MemoryTables();
        string[] tenants = ["demo", "华东", "a|b", "a", "{x}", "demo2", "72f988bf-86f1-41af-91ab-2d7cd011db47"];
        foreach (var tenant in tenants)
        {
            using var process = new Process(tables, new FakeClock(Sample.Start), new CountedIds("i"));
            await process.Customers.ChangeAsync<string>(
                new ChangeRequest(tenant, "c1", "op", "ann", Sample.Start), _ => new Decision<string>.Commit(new Domain.CustomerEdit("created", Sample.Head)), default);
        }

        var rebuild = new ShadowRebuild(tables, TimeProvider.System);
        Assert.Equal(tenants.Order(StringComparer.Ordinal), (await tables.TenantsAsync(default).ToListAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(tenants.Length, (await rebuild.CheckAsync(null, null, default)).Customers);
    }

    private static async Task<RandomHistory> PlayAsync(ITables tables, int seed)
    {
        var history = new RandomHistory(tables, Tenant, seed);
        await history.DoAsync(tables, tables is MemoryTables ? 60 : 25);
        await history.SettleAsync();
        Assert.Empty(await Invariants.BrokenAsync(tables, Tenant));
        return history;
    }

    /// <summary>Everything of the index but tombstones and the log of names, which tells of writes.</summary>
    private static async Task<IReadOnlyList<string>> IndexAsync(ITables tables)
    {
        var rows = await tables.AllAsync(new RowRange(Keys.Index, Keys.FirstPartition, Keys.PartitionsEnd), default);
        return [.. rows.Where(r => r.PartitionKey != Keys.NameLog(Tenant)).Select(r => $"{r.PartitionKey}/{r.RowKey} {Encoding.UTF8.GetString(r.Data.Span)}").Where(r => !r.Contains("\"goneAt\"", StringComparison.Ordinal))];
    }

    /// <summary>What is planned to be sent: when, to whom, of which step and version.</summary>
    private static async Task<IReadOnlyList<string>> WaitingAsync(ITables tables)
    {
        var rows = await tables.AllAsync(new RowRange(Keys.Prompts, Keys.FirstPartition, Keys.PartitionsEnd), default);
        return [.. rows.Select(r => (r.PartitionKey, r.As(StoreJson.Default.KeptPrompt).It)).Where(p => p.It.State == PromptState.Pending)
            .Select(p => $"{p.PartitionKey} {p.It.Id} {p.It.CustomerId} {p.It.StepId} {p.It.Ver} {p.It.DueAt:O} {p.It.FireAt:O}")];
    }

    /// <summary>Deletes and changes shadows at random, and adds some that follow from nothing.</summary>
    private static async Task<HashSet<string>> DamageAsync(ITables tables, Random random)
    {
        var damaged = new HashSet<string>(StringComparer.Ordinal);
        var index = (await tables.AllAsync(new RowRange(Keys.Index, Keys.FirstPartition, Keys.PartitionsEnd), default))
            .Where(r => r.PartitionKey != Keys.NameLog(Tenant) && !Encoding.UTF8.GetString(r.Data.Span).Contains("\"goneAt\"", StringComparison.Ordinal)).ToArray();
        random.Shuffle(index);
        for (var i = 0; i < 12; i++)
        {
            var row = index[i];
            Change change = i % 3 == 0 ? new Change.Delete(row.RowKey, null) : new Change.Put(row.RowKey, Changed(row, random));
            await tables.ApplyAsync(new ChangeSet(Keys.Index, row.PartitionKey, [change]), default);
            damaged.Add(row.PartitionKey + "/" + row.RowKey);
        }

        // A row of a person who has no part in it, and a fact of a change that never was.
        var stake = index.First(r => r.PartitionKey.StartsWith(Tenant + "|o|", StringComparison.Ordinal));
        await tables.ApplyAsync(new ChangeSet(Keys.Index, Tenant + "|o|nobody", [new Change.Put(stake.RowKey, stake.Data)]), default);
        damaged.Add($"{Tenant}|o|nobody/{stake.RowKey}");
        var fact = index.First(r => r.PartitionKey.StartsWith(Tenant + "|a|", StringComparison.Ordinal));
        await tables.ApplyAsync(new ChangeSet(Keys.Index, fact.PartitionKey, [new Change.Put(fact.RowKey + "9", fact.Data)]), default);
        damaged.Add(fact.PartitionKey + "/" + fact.RowKey + "9");

        var prompts = (await tables.AllAsync(new RowRange(Keys.Prompts, Keys.FirstPartition, Keys.PartitionsEnd), default))
            .Select(r => (Row: r, Prompt: r.As(StoreJson.Default.KeptPrompt).It)).Where(p => p.Prompt.State == PromptState.Pending).ToArray();
        random.Shuffle(prompts);
        foreach (var (row, prompt) in prompts.Take(3))
        {
            await tables.ApplyAsync(new ChangeSet(Keys.Prompts, row.PartitionKey, [new Change.Delete(row.RowKey, null)]), default);
            damaged.Add(row.PartitionKey + "/" + row.RowKey);
        }

        foreach (var (row, prompt) in prompts.Skip(3).Take(3))
        {
            var due = DueRow.Of(Tenant, row.PartitionKey[(Tenant + "|r|").Length..], prompt);
            await tables.ApplyAsync(new ChangeSet(Keys.Due, due.PartitionKey, [new Change.Delete(due.RowKey, null)]), default);
            damaged.Add(due.PartitionKey + "/" + due.RowKey);
        }

        return damaged;
    }

    private static byte[] Changed(Row row, Random random)
    {
        var text = Encoding.UTF8.GetString(row.Data.Span);
        var codes = text.Contains("\"code\":", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(codes ? text.Replace("\"code\":\"", "\"code\":\"un", StringComparison.Ordinal)
            : text.Contains("\"customerName\":", StringComparison.Ordinal) ? text.Replace("\"customerName\":\"", "\"customerName\":\"un", StringComparison.Ordinal)
            : text.Contains("\"opId\":", StringComparison.Ordinal) ? text.Replace("\"opId\":\"", "\"opId\":\"un", StringComparison.Ordinal)
            : text.Replace("\"name\":\"", $"\"name\":\"{random.Next(10)}", StringComparison.Ordinal));
    }
}
