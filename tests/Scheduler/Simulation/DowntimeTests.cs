using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>
/// The bot was down for three days and comes back in the middle of a morning: the real pass and the connector's own pace, in
/// virtual time.
/// </summary>
public sealed class DowntimeTests(ITestOutputHelper output)
{
    private const int Late = 10_000;
    private const int OnTime = 60;
    private const string Zone = "Asia/Shanghai";

    // From a Monday at nine to the Wednesday at ten; what is late was due from the Sunday before.
    private static readonly TimeSpan Back = TimeSpan.FromHours(49);
    private static readonly ConnectorOptions Teams = new();

    private readonly VirtualTime _time = new();
    private readonly MemoryTables _tables = new();
    private readonly List<(TimeSpan At, DueBatch Batch)> _sent = [];

    [Fact]
    public void Everybody_gets_one_message_at_the_pace_and_what_is_due_meanwhile_is_on_time()
    {
        _time.Run(PlayAsync);

        var late = _sent.Where(s => s.Batch.Recipient.StartsWith("late", StringComparison.Ordinal)).ToList();
        Assert.Equal(Late, late.Count);
        Assert.Equal(Late, late.Select(s => s.Batch.Recipient).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, Late).Sum(Items), late.Sum(s => s.Batch.Prompts.Count));

        var waits = _sent.Except(late).Select(s => Simulated.Start + s.At - Assert.Single(s.Batch.Prompts).DueAt).ToList();
        Assert.Equal(OnTime, waits.Count);
        var took = late[^1].At - Back;
        output.WriteLine($"{Late:N0} messages in {took.TotalSeconds:F0} s; what was due meanwhile at most {waits.Max().TotalSeconds:F1} s late, {waits.Average(w => w.TotalSeconds):F1} s on average");
        Assert.True(waits.Max() <= TimeSpan.FromSeconds(60), $"{waits.Max()} late");

        var (second, minute) = (Most(TimeSpan.FromSeconds(1)), Most(TimeSpan.FromMinutes(1)));
        var first = _sent.Count(s => s.At < Back + TimeSpan.FromSeconds(10));
        output.WriteLine($"At most {second} in any second and {minute} in any minute; {first} in the first ten seconds");
        var burst = Teams.TenantPerSecond / 5;
        Assert.True(second <= Teams.TenantPerSecond + burst && minute <= (60 * Teams.TenantPerSecond) + burst, $"{second} in a second, {minute} in a minute");
        Assert.True(first < 10 * Teams.TenantPerSecond / 2, $"{first} in the first ten seconds is no ramp.");
        Assert.True(took < TimeSpan.FromSeconds((Late / (double)Teams.TenantPerSecond * 1.1) + 60), $"{took} is far below the pace");
    }

    private static int Items(int person) => 1 + (person % 4);

    private async Task PlayAsync()
    {
        var life = new Life(_time, 0, 1, TimeSpan.Zero, TimeSpan.Zero);
        var replica = new Replica(life, _tables, new Paced(this, life), null, _ => { });
        for (var n = 0; n < Late; n++)
        {
            await PlanAsync(replica.Stores, $"late{n:D5}", Items(n), i => Back - TimeSpan.FromHours(20 + (((n * 7) + (i * 13)) % 50)));
        }

        for (var n = 0; n < OnTime; n++)
        {
            await PlanAsync(replica.Stores, $"on-time{n}", 1, _ => Back + TimeSpan.FromSeconds(7 * (n + 1)));
        }

        await _time.UntilAsync(Back);
        while (_sent.Count < Late + OnTime && _time.Now < Back + TimeSpan.FromHours(1))
        {
            var next = (await replica.Pass.RunAsync(default)).NextDue - life.PeopleClock.GetUtcNow();
            await life.SleepAsync(next < TimeSpan.Zero ? TimeSpan.Zero : next < TimeSpan.FromSeconds(5) ? next.Value : TimeSpan.FromSeconds(5));
        }
    }

    private static async Task PlanAsync(Process stores, string person, int items, Func<int, TimeSpan> at)
    {
        await stores.People.PutAsync(Sample.Tenant, person, _ => new Person(person, "name", null, [], Role.Rep, null, null, Zone, "zh-CN"), default);
        await stores.Reach.PutAsync(Sample.Tenant, person, Sample.Reach(), default);
        var head = Sample.Head with { Id = "of-" + person, OwnerId = person };
        var outcome = await stores.Customers.ChangeAsync<string>(
            new ChangeRequest(Sample.Tenant, head.Id, "create-" + person, person, Simulated.Start - TimeSpan.FromDays(5)),
            _ => new Decision<string>.Commit(new CustomerEdit("created", head) { Steps = [.. Enumerable.Range(0, items).Select(i => NewStep($"{person}-{i}", person, at(i)))] }),
            default);
        Assert.IsType<ChangeOutcome<string>.Committed>(outcome);
    }

    private static Step NewStep(string id, string owner, TimeSpan at)
    {
        var due = Simulated.Start + at;
        var local = Zones.LocalOf(due, Zone);
        return new Step(id, "call", owner, OwedBy.Us, DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), Zone, due, StepState.Open, 1, null, null);
    }

    /// <summary>The most messages that went in any stretch of time.</summary>
    private int Most(TimeSpan within)
    {
        var (most, from) = (0, 0);
        for (var to = 0; to < _sent.Count; to++)
        {
            while (_sent[to].At - _sent[from].At >= within)
            {
                from++;
            }

            most = Math.Max(most, to - from + 1);
        }

        return most;
    }

    private sealed class Paced(DowntimeTests test, Life life) : IPromptDelivery
    {
        private readonly Pace _pace = new(Teams, life.MachineClock, new Random(1), NullLogger.Instance);

        public async ValueTask<Delivered> DeliverAsync(DueBatch batch, CancellationToken ct)
        {
            if (await _pace.EnterAsync(batch.Tenant, batch.Recipient, ct) is { } wait)
            {
                return new Delivered.Later(wait);
            }

            test._sent.Add((test._time.Now, batch));
            await life.SleepAsync(TimeSpan.FromMilliseconds(150));
            return new Delivered.Arrived("activity");
        }
    }
}
