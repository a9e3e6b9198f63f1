using CrmBot.Domain;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>One tenant on given tables, with the operations people do on its customer.</summary>
internal sealed class Scene(ITables tables, string tenant, FakeClock clock)
{
    public const string CustomerId = "c1";

    public static readonly Person Ann = Someone("ann");
    public static readonly Person Bob = Someone("bob");

    private int _processes;

    public ITables Tables => tables;
    public string Tenant => tenant;
    public FakeClock Clock => clock;

    /// <summary>Operations that were answered as done, in order.</summary>
    public List<string> Acknowledged { get; } = [];

    public Process Start(ITables? on = null) => new(on ?? tables, clock, new CountedIds($"{tenant}-p{++_processes}-"));

    /// <summary>An operation on the customer; true when it was answered as done.</summary>
    public async Task<bool> ChangeAsync(Process process, string opId, Func<CustomerFile?, CustomerEdit> edit, DateTimeOffset? at = null)
    {
        var outcome = await process.Customers.ChangeAsync<string>(
            new ChangeRequest(tenant, CustomerId, opId, Ann.Id, at ?? clock.GetUtcNow()),
            file => new Decision<string>.Commit(edit(file)),
            default);
        var done = outcome is ChangeOutcome<string>.Committed or ChangeOutcome<string>.AlreadyDone;
        if (done && !Acknowledged.Contains(opId))
        {
            Acknowledged.Add(opId);
        }

        return done;
    }

    /// <summary>What ever is begun is finished: one relay pass over what it has seen for its patience.</summary>
    public async Task RelayAsync(Process process, TimeSpan patience)
    {
        await process.Relay.RunAsync(default);
        clock.Advance(patience);
        await process.Relay.RunAsync(default);
    }

    /// <summary>Nothing is broken, and all that was acknowledged is there once.</summary>
    public async Task CheckAsync(Process process, string when, bool hintsMayStand = false)
    {
        var broken = (await Invariants.BrokenAsync(tables, tenant, hintsMayStand)).ToList();
        foreach (var opId in Acknowledged)
        {
            if (await process.Customers.ReceiptAsync(tenant, CustomerId, opId, default) is null)
            {
                broken.Add($"{opId} was acknowledged and is lost");
            }
        }

        Assert.True(broken.Count == 0, $"{when}: {string.Join("; ", broken)}");
    }

    public async Task<int> RevAsync() =>
        (await tables.GetAsync(Keys.Crm, Keys.Customer(tenant, CustomerId), Keys.Head, default))?.As(StoreJson.Default.HeadRow).Rev ?? 0;

    private static Person Someone(string id) => new(id, id, null, [], Role.Rep, null, null, "Asia/Shanghai", "zh-CN");
}
