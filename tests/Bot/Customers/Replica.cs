using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Bot.Tests.Customers;

/// <summary>One bot on a shared store, with a clock of its own: what it writes and what it finds by name.</summary>
internal sealed class Replica
{
    public const string Tenant = "t1";

    private readonly CustomerStore customers;
    private int operations;

    public Replica(ITables tables, FakeClock clock, string name)
    {
        Clock = clock;
        Prefix = name;
        Names = new CustomerNames(new NameLog(tables, clock), clock, NullLogger<CustomerNames>.Instance);
        customers = new CustomerStore(tables, clock, new CountedIds(name), new NoSignal(), NullLogger<CustomerStore>.Instance, Names);
    }

    public FakeClock Clock { get; }

    public CustomerNames Names { get; }

    private string Prefix { get; }

    public async Task<string?> FindAsync(string text) => (await Names.OfAsync(Tenant, default)).Find(text) is [var hit, ..] ? hit.Id : null;

    /// <summary>Makes a customer, or gives one another name.</summary>
    public async Task CallAsync(string id, string name)
    {
        var head = new Customer(id, name, [], "ann", [], Tier.C, Stage.Intent, Status.New, null);
        var outcome = await customers.ChangeAsync<string>(
            new ChangeRequest(Tenant, id, $"{Prefix}-{++operations}", "ann", Clock.GetUtcNow()),
            _ => new Decision<string>.Commit(new CustomerEdit("named", head)),
            default);
        Assert.IsType<ChangeOutcome<string>.Committed>(outcome);
    }

    private sealed class NoSignal : IDueSignal
    {
        public void Planned(DateTimeOffset due)
        {
        }
    }
}
