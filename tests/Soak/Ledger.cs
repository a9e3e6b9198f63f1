using System.Collections.Concurrent;
using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Soak.Tests;

/// <summary>The tables as a third process writes and reads them: people, their follow-ups, and how the reminders stand.</summary>
internal sealed class Ledger
{
    private readonly ITables tables;
    private readonly CustomerStore customers;
    private readonly PeopleStore people;
    private readonly GivenUpStore givenUp;
    private readonly ConcurrentDictionary<string, string> made = new(StringComparer.Ordinal);
    private int counter;

    public Ledger(string connection, string prefix)
    {
        var ids = new Ids();
        tables = new AzureTables(
            new AzureTablesOptions { ConnectionString = connection, TablePrefix = prefix }, ids, TimeProvider.System, NullLogger<AzureTables>.Instance);
        customers = new CustomerStore(tables, TimeProvider.System, ids, new Deaf(), NullLogger<CustomerStore>.Instance);
        people = new PeopleStore(tables, TimeProvider.System, ids, new Deaf());
        givenUp = new GivenUpStore(tables, new Deaf());
    }

    /// <summary>The marks of all reminders that were asked for, with their owners.</summary>
    public IReadOnlyDictionary<string, string> Made => made;

    public ValueTask HireAsync(IEnumerable<string> persons) => people.ImportAsync(
        SoakTests.Tenant,
        [.. persons.Select(p => (new Person(p, p, null, [], Role.Rep, null, null, "Asia/Shanghai", "en-US"), (IReadOnlyList<string>)[p]))],
        CancellationToken.None);

    /// <summary>A follow-up of a new customer, due in a while. It exists from then on, whatever happens.</summary>
    public async Task PlanAsync(string person, TimeSpan ahead)
    {
        var mark = $"soak{Interlocked.Increment(ref counter):D5}";
        var now = TimeProvider.System.GetUtcNow();
        var due = now + ahead;
        var local = Zones.LocalOf(due, "Asia/Shanghai");
        var head = new Customer($"c{mark}", $"Customer {counter}", [], person, [], Tier.B, Stage.Intent, Status.New, null);
        var step = new Step(
            mark, $"call {mark}", person, OwedBy.Us, DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), "Asia/Shanghai", due, StepState.Open, 1, null, null);
        var outcome = await customers.ChangeAsync<string>(
            new ChangeRequest(SoakTests.Tenant, head.Id, $"op{mark}", person, now), _ => new Decision<string>.Commit(new CustomerEdit("created", head) { Steps = [step] }), CancellationToken.None);
        Assert.IsType<ChangeOutcome<string>.Committed>(outcome);
        made[mark] = person;
    }

    /// <summary>How the reminders stand, by their marks.</summary>
    public async Task<IReadOnlyDictionary<string, Prompt>> StandAsync()
    {
        var rows = await tables.AllAsync(new RowRange("prompts", $"{SoakTests.Tenant}|r|", $"{SoakTests.Tenant}|r}}", "p|", "p}"), CancellationToken.None);
        return rows.Select(r => r.As(StoreJson.Default.KeptPrompt).It).ToDictionary(p => p.StepId, StringComparer.Ordinal);
    }

    /// <summary>Does what an administrator does with reminders that were given up.</summary>
    public async Task RedriveAsync(IReadOnlySet<string> marks)
    {
        foreach (var one in (await givenUp.AllAsync(SoakTests.Tenant, CancellationToken.None)).Where(g => marks.Contains(g.Prompt.StepId)))
        {
            await givenUp.RedriveAsync(SoakTests.Tenant, one.Recipient, one.Prompt.Id, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        }
    }

    private sealed class Ids : IIds
    {
        private readonly string _run = Azurite.NewPrefix();
        private int _count;

        public string New() => Domain.Ids.Hash(_run, Interlocked.Increment(ref _count).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private sealed class Deaf : IDueSignal
    {
        public void Planned(DateTimeOffset due)
        {
        }
    }
}
