using CrmBot.Domain;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>The stores of one process on given tables.</summary>
internal sealed class Process : IDisposable
{
    private readonly NameLog _names;

    public Process(ITables tables, TimeProvider machine, IIds ids, IDueSignal? signal = null)
    {
        _names = new NameLog(tables, machine);
        signal ??= new NoSignal();
        Customers = new CustomerStore(tables, machine, ids, signal, NullLogger<CustomerStore>.Instance);
        Merging = new Merging(tables, machine, ids, signal, NullLogger<CustomerStore>.Instance);
        History = new HistoryStore(tables);
        Index = new IndexStore(tables, machine);
        People = new PeopleStore(tables, machine, ids, signal);
        Own = new OwnStepStore(tables, machine, ids, signal, NullLogger<OwnStepStore>.Instance);
        Moves = new PromptMoves(tables, signal);
        Prompts = new PromptStore(tables, machine, ids, signal);
        Reach = new ReachStore(tables, Prompts, machine);
        Due = new DueStore(tables);
        Relay = new Relay(tables, machine, ids, signal, NullLogger<Relay>.Instance);
    }

    public CustomerStore Customers { get; }
    public Merging Merging { get; }
    public HistoryStore History { get; }
    public IndexStore Index { get; }
    public PeopleStore People { get; }
    public PromptStore Prompts { get; }
    public OwnStepStore Own { get; }
    public PromptMoves Moves { get; }
    public ReachStore Reach { get; }
    public DueStore Due { get; }
    public Relay Relay { get; }

    /// <summary>What all customers of a tenant are called.</summary>
    public async Task<IReadOnlyList<CustomerName>> NamesAsync(string tenant) => await _names.AllAsync(tenant, CancellationToken.None).Select(n => n.Name!).ToListAsync();

    public async Task<IReadOnlyList<DueRow>> DueUntilAsync(DateTimeOffset at) =>
        await Due.UntilAsync(at, at, await Due.HeadsAsync(CancellationToken.None), CancellationToken.None).SelectMany(rows => rows).ToListAsync();

    public async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset after) => await Due.NextAsync(after, await Due.HeadsAsync(CancellationToken.None), CancellationToken.None);

    public void Dispose() => Relay.Dispose();

    private sealed class NoSignal : IDueSignal
    {
        public void Planned(DateTimeOffset due)
        {
        }
    }
}

/// <summary>One tenant with a customer, whose owner owes a step at a known instant.</summary>
internal static class Sample
{
    public const string Tenant = "t1";
    public const string CustomerId = "c1";
    public const string Owner = "ann";
    public const string Other = "bob";
    public const string StepId = "s1";

    public static readonly DateTimeOffset Start = new(2025, 9, 10, 9, 40, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset DueAt = new(2025, 9, 17, 1, 0, 0, TimeSpan.Zero);

    public static readonly Customer Head =
        new(CustomerId, "East Precision", ["EP"], Owner, [], Tier.A, Stage.Intent, Status.New, null);

    public static Step Step(string id = StepId, string owner = Owner) =>
        new(id, "send the offer", owner, OwedBy.Us, new DateOnly(2025, 9, 17), null, "Asia/Shanghai", DueAt, StepState.Open, 1, null, null);

    public static Reach Reach(ReachState state = ReachState.Active) =>
        new(state, "msteams", "https://example.test/", "conversation", "personal", "user", null, "bot", null, "zh-CN");

    public static ChangeRequest Request(string opId, string customer = CustomerId, string by = Owner) => new(Tenant, customer, opId, by, Start);

    public static Task<ChangeOutcome<string>> Create(Process process, params Step[] steps) =>
        Change(process, "create", _ => new CustomerEdit("created", Head) { Steps = steps });

    public static Task<ChangeOutcome<string>> Done(Process process, string opId = "done", string step = StepId) =>
        Change(process, opId, file => One(file!, step) is { State: StepState.Open } s ? Steps.Done(file!, s, Start) : null);

    public static Task<ChangeOutcome<string>> Snooze(Process process, string opId = "snooze") =>
        Change(process, opId, file => Steps.PutOff(file!, One(file!, StepId), new DateOnly(2025, 9, 18), null));

    /// <summary>The customer and its step go to the other person.</summary>
    public static Task<ChangeOutcome<string>> Reassign(Process process, string opId = "reassign", string to = Other) =>
        Change(process, opId, file => new CustomerEdit("reassigned", file!.Head with { OwnerId = to })
        {
            Steps = [.. file.OpenSteps.Select(s => s with { OwnerId = to, Ver = s.Ver + 1 })],
        });

    public static Task<ChangeOutcome<string>> Change(Process process, string opId, Func<CustomerFile?, CustomerEdit?> edit) =>
        process.Customers.ChangeAsync<string>(
            Request(opId),
            file => edit(file) is { } e ? new Decision<string>.Commit(e) : new Decision<string>.No("no"),
            CancellationToken.None).AsTask();

    private static Step One(CustomerFile file, string id) => file.Steps.Single(s => s.Id == id);
}
