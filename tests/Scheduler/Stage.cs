using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler.Tests;

/// <summary>The far side: keeps what it was sent and answers as told.</summary>
internal sealed class FakeChannel : IPromptDelivery
{
    private readonly Lock _gate = new();
    private readonly List<DueBatch> _sent = [];

    /// <summary>Answers a message; by default it arrives.</summary>
    public Func<DueBatch, Task<Delivered>> Answer { get; set; } = _ => Task.FromResult<Delivered>(new Delivered.Arrived("activity"));

    public IReadOnlyList<DueBatch> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    public void AnswerWith(Delivered delivered) => Answer = _ => Task.FromResult(delivered);

    public async ValueTask<Delivered> DeliverAsync(DueBatch batch, CancellationToken ct)
    {
        lock (_gate)
        {
            _sent.Add(batch);
        }

        return await Answer(batch);
    }
}

/// <summary>Tables, clocks and a channel that outlive the processes of the bot.</summary>
internal sealed class Stage : IDisposable
{
    private int _processes;

    public Stage() => Bot = Start();

    public MemoryTables Tables { get; } = new();
    public FakeClock Machine { get; } = new(Sample.Start);
    public FakeClock People { get; } = new(Sample.Start);
    public FakeChannel Channel { get; } = new();
    public Bot Bot { get; private set; }

    /// <summary>What every process from now on does to its tables; for deliberate bugs.</summary>
    public Func<ITables, ITables> Wrap { get; set; } = t => t;

    /// <summary>The stores on the tables themselves.</summary>
    public Process Whole => field ??= new Process(Tables, Machine, new CountedIds("whole"));

    /// <summary>A process of the bot; on other tables to let it die.</summary>
    public Bot Start(ITables? tables = null, bool oneProcess = true, IPromptDelivery? channel = null, TimeProvider? machine = null, SchedulerWatch? watch = null, ShardLeases? leases = null) => new(
        Wrap(tables ?? Tables), machine ?? Machine, this, channel ?? Channel, new CountedIds($"p{++_processes}-"), new SchedulerOptions { OneProcess = oneProcess, Lanes = 1 }, watch, leases);

    public void Restart()
    {
        Bot.Dispose();
        Bot = Start();
    }

    public void Advance(TimeSpan by)
    {
        People.Advance(by);
        Machine.Advance(by);
    }

    public void AdvanceToDue() => Advance(Sample.DueAt - People.GetUtcNow());

    /// <summary>A reachable owner with one step.</summary>
    public async Task SetAsync(params Step[] steps)
    {
        await Bot.Stores.Reach.PutAsync(Sample.Tenant, Sample.Owner, Sample.Reach(), default);
        await Bot.Stores.Reach.PutAsync(Sample.Tenant, Sample.Other, Sample.Reach(), default);
        await Sample.Create(Bot.Stores, steps.Length == 0 ? [Sample.Step()] : steps);
    }

    public async Task<Prompt> PromptAsync(string stepId = Sample.StepId, string recipient = Sample.Owner) =>
        Assert.Single(await Bot.Stores.Prompts.SeeAsync(Sample.Tenant, recipient, [Prompt.IdOf(stepId)], default)).Prompt;

    public ValueTask<PassReport> PassAsync() => Bot.Pass.RunAsync(default);

    public void Dispose()
    {
        Bot.Dispose();
        Whole.Dispose();
    }
}

/// <summary>One process: the stores and the scheduler's pass.</summary>
internal sealed class Bot : IDisposable
{
    public Bot(ITables tables, TimeProvider machine, Stage stage, IPromptDelivery channel, IIds ids, SchedulerOptions options, SchedulerWatch? watch = null, ShardLeases? leases = null)
    {
        Stores = new Process(tables, machine, ids);
        Pass = new SchedulerPass(
            Stores.Relay, Stores.Due, Stores.Prompts, Stores.Moves, Stores.People, Stores.Reach, Stores.Customers, Stores.Own, channel, ids, machine, stage.People,
            Options.Create(options), NullLogger<SchedulerPass>.Instance, watch, leases);
    }

    public Process Stores { get; }
    public SchedulerPass Pass { get; }

    public void Dispose() => Stores.Dispose();
}
