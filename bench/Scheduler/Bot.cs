using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler.Bench;

/// <summary>The stores and the pass of one process, with a channel that answers at once.</summary>
internal sealed class Bot : IDisposable
{
    private readonly Relay _relay;

    public Bot(ITables tables, TimeProvider people, int lanes)
    {
        var machine = TimeProvider.System;
        var (ids, signal) = (new CountedIds(), new Quiet());
        Customers = new CustomerStore(tables, machine, ids, signal, NullLogger<CustomerStore>.Instance);
        People = new PeopleStore(tables, machine, ids, signal);
        var prompts = new PromptStore(tables, machine, ids, signal);
        Reach = new ReachStore(tables, prompts, machine);
        _relay = new Relay(tables, machine, ids, signal, NullLogger<Relay>.Instance);
        Pass = new SchedulerPass(
            _relay, new DueStore(tables), prompts, new PromptMoves(tables, signal), People, Reach, Customers, new OwnStepStore(tables, machine, ids, signal, NullLogger<OwnStepStore>.Instance), Channel, ids, machine,
            people, Options.Create(new SchedulerOptions { Lanes = lanes, Slice = TimeSpan.FromHours(1) }), NullLogger<SchedulerPass>.Instance);
    }

    public CustomerStore Customers { get; }
    public PeopleStore People { get; }
    public ReachStore Reach { get; }
    public SchedulerPass Pass { get; }
    public Instant Channel { get; } = new();

    public void Dispose() => _relay.Dispose();

    internal sealed class Instant : IPromptDelivery
    {
        private int _messages;

        public int Messages => _messages;

        public ValueTask<Delivered> DeliverAsync(DueBatch batch, CancellationToken ct)
        {
            Interlocked.Increment(ref _messages);
            return ValueTask.FromResult<Delivered>(new Delivered.Arrived("activity"));
        }
    }

    private sealed class CountedIds : IIds
    {
        // Another run on the same file must make other ids.
        private readonly string _run = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(5));
        private int _count;

        public string New() => $"{_run}{Interlocked.Increment(ref _count):x}";
    }

    private sealed class Quiet : IDueSignal
    {
        public void Planned(DateTimeOffset due)
        {
        }
    }
}

/// <summary>People's clock, moved by hand.</summary>
internal sealed class Hands(DateTimeOffset at) : TimeProvider
{
    public DateTimeOffset At { get; set; } = at;

    public override DateTimeOffset GetUtcNow() => At;
}
