using Azure.Core.Pipeline;
using CrmBot.Storage.Tests.AzureEngine;
using CrmBot.Storage.Tests.Stores;
using Xunit.Abstractions;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>
/// One call in five of a history of changes fails: refused, not answered in time, or done with its answer lost; and people
/// press again until they are answered. Afterwards every invariant holds and nothing acknowledged is lost or done twice.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const string Tenant = "t1";

    public static TheoryData<string, int> Runs
    {
        get
        {
            var runs = new TheoryData<string, int>();
            for (var seed = 1; seed <= LongRun.Times(8); seed++)
            {
                runs.Add("memory", seed);
            }

            for (var seed = 1; seed <= LongRun.Times(2); seed++)
            {
                runs.Add("SQLite", seed);
                runs.Add("Azurite", seed);
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_fifth_of_all_calls_may_fail(string engine, int seed)
    {
        // On Azurite the faults come over HTTP, so the engine's own retries and its resolving of lost answers take part.
        using var way = new RandomWay(seed);
        await using var on = await Engine.OpenAsync(engine, o =>
        {
            o.Retries = 2;
            o.Transport = new HttpClientTransport(way);
        });
        var random = new RandomFaults(on.Tables, seed);
        ITables faulty = engine == "Azurite" ? on.Tables : random;
        var history = new RandomHistory(faulty, Tenant, seed);
        await history.DoAsync(faulty, engine == "memory" ? 40 : 15, again: true);
        await SettleAsync(faulty, history.Clock);

        way.IsOn = false;
        Assert.Empty(await Invariants.BrokenAsync(on.Tables, Tenant));
        using var process = new Process(on.Tables, history.Clock, new CountedIds("check"));
        foreach (var (customer, opId) in history.Acknowledged)
        {
            Assert.NotNull(await process.Customers.ReceiptAsync(Tenant, customer, opId, default));
        }

        var faults = engine == "Azurite" ? way.Faults : random.Faults;
        output.WriteLine($"{history.Acknowledged.Count} changes acknowledged, {faults} faults");
        Assert.InRange(faults, 20, int.MaxValue);
        Assert.InRange(history.Acknowledged.Count, 10, int.MaxValue);
        Assert.True((await new ShadowRebuild(on.Tables, history.Clock).CheckAsync(null, null, default)).Stands);
    }

    /// <summary>Passes of the relay, which fail too, until none of what was begun is left.</summary>
    private static async Task SettleAsync(ITables tables, FakeClock clock)
    {
        using var process = new Process(tables, clock, new CountedIds("relay"));
        for (var (passes, quiet) = (0, 0); quiet < 2; passes++)
        {
            Assert.True(passes < 2000, "The relay does not come to an end.");
            try
            {
                quiet = (await process.Relay.RunAsync(default)).Seen == 0 ? quiet + 1 : 0;
            }
            catch (StorageUnavailableException)
            {
                quiet = 0;
            }

            clock.Advance(TimeSpan.FromSeconds(20));
        }
    }
}

/// <summary>One call in five of a process fails, before it does anything or after.</summary>
internal sealed class RandomFaults(ITables inner, int seed) : ITables
{
    private readonly Random _random = new(seed);

    public int Faults { get; private set; }

    public async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        Meet();
        return await inner.GetAsync(table, partitionKey, rowKey, ct);
    }

    public async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Meet();
        return await inner.QueryAsync(range, take, next, ct);
    }

    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        for (var i = 0; i < sets.Count; i++)
        {
            Meet(10);
            var one = await inner.ApplyAsync([sets[i]], ct);
            if (!one.All)
            {
                return one with { Standing = i };
            }

            Meet(10);
        }

        return new Applied(sets.Count);
    }

    /// <param name="percent">A write meets it before and after, each with half the chance.</param>
    private void Meet(int percent = 20)
    {
        lock (_random)
        {
            if (_random.Next(100) < percent)
            {
                Faults++;
                throw new StorageUnavailableException("A fault of the test.");
            }
        }
    }
}

/// <summary>The way to a real table service, on which one request in five meets a fault.</summary>
internal sealed class RandomWay(int seed) : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly Fault[] Kinds =
        [AzureEngine.Faults.Busy, AzureEngine.Faults.AnswerLost, AzureEngine.Faults.CutOff, AzureEngine.Faults.FailedAfter, AzureEngine.Faults.RequestLost, AzureEngine.Faults.NoConnection];

    private readonly Random _random = new(seed);

    public bool IsOn { get; set; } = true;

    public int Faults { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Fault? fault = null;
        lock (_random)
        {
            if (IsOn && _random.Next(100) < 20)
            {
                Faults++;
                fault = Kinds[_random.Next(Kinds.Length)];
            }
        }

        return fault is null ? await Pass(request) : await fault(request, Pass);

        Task<HttpResponseMessage> Pass(HttpRequestMessage passed) => base.SendAsync(passed, cancellationToken);
    }
}
