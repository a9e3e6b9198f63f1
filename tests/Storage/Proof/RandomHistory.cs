using CrmBot.Domain;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>What people might do in a company, by a seed: several customers, every kind of change, now and then a process that dies.</summary>
internal sealed class RandomHistory(ITables tables, string tenant, int seed)
{
    private static readonly string[] People = ["ann", "bob", "cat", "eve"];
    private readonly Random _random = new(seed);
    private readonly CountedIds _ids = new($"{tenant}-");
    private int _operations;

    public FakeClock Clock { get; } = new(Sample.Start);

    /// <summary>Operations that were answered as committed, with their customer.</summary>
    public List<(string Customer, string OpId)> Acknowledged { get; } = [];

    /// <param name="on">The tables of the process that does it.</param>
    /// <param name="again">Whoever is not answered for a fault of the store tries again.</param>
    public async Task DoAsync(ITables on, int changes, bool again = false)
    {
        using var process = new Process(on, Clock, _ids);
        for (var i = 0; i < changes; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(_random.Next(600)));
            if (_random.Next(12) == 0)
            {
                var cut = new CutTables(on, _random.Next(30));
                using var dying = new Process(cut, Clock, _ids);
                try
                {
                    await ChangeAsync(dying, again);
                }
                catch (CrashException)
                {
                    continue;
                }
            }
            else
            {
                await ChangeAsync(process, again);
            }
        }
    }

    /// <summary>A process that took part in nothing finishes what was left.</summary>
    public async Task SettleAsync()
    {
        using var process = new Process(tables, Clock, _ids);
        foreach (var wait in new[] { TimeSpan.Zero, Relay.Patience, Relay.VoidAfter })
        {
            Clock.Advance(wait);
            await process.Relay.RunAsync(default);
        }
    }

    /// <summary>One change with a new operation id; it is told apart from others of the history by that.</summary>
    public async Task ChangeAsync(Process process, bool again = false)
    {
        var (customer, opId) = ($"c{_random.Next(4)}", $"op{++_operations}");
        var (what, who, other, day) = (_random.Next(14), Person(), Person(), _random.Next(1, 40));
        var at = Clock.GetUtcNow();
        for (var tries = 0; ; tries++)
        {
            try
            {
                var outcome = await process.Customers.ChangeAsync<string>(
                    new ChangeRequest(tenant, customer, opId, who.Id, at), file => Decide(file, customer, opId, what, who, other, day, at), default);
                if (outcome is ChangeOutcome<string>.Committed or ChangeOutcome<string>.AlreadyDone)
                {
                    Acknowledged.Add((customer, opId));
                }

                return;
            }
            catch (StorageUnavailableException) when (again && tries < 50)
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
            }
            catch (StorageUnavailableException) when (again)
            {
                return;
            }
        }
    }

    private static Decision<string> Decide(CustomerFile? file, string customer, string opId, int what, Person who, Person other, int day, DateTimeOffset now)
    {
        if (file is null)
        {
            return Commit(new CustomerEdit("created", Sample.Head with { Id = customer, OwnerId = who.Id }));
        }

        var open = file.OpenSteps.ToList();
        var step = open.Count == 0 ? null : open[day % open.Count];
        var head = file.Head;
        var report = new Report(
            Channel.Visit, now.AddDays(-day % 5), null, $"day {day}", null, (Status)(day % 4),
            open.Count < 20 ? [new NextStep("call", OwedBy.Us, who.Id, who.Zone, new DateOnly(2025, 10, 1).AddDays(day), null)] : [],
            open.Count < 20 ? null : "enough", day % 7 == 0)
        {
            Gist = day % 3 == 0 ? Gist.None with { Needs = $"need {day}" } : null,
        };
        return what switch
        {
            0 => Commit(new CustomerEdit("tier", head with { Tier = (Tier)(day % 3) })),
            1 => Commit(new CustomerEdit("helper", head with { Helpers = [other.Id] })),
            2 => Commit(new CustomerEdit("alone", head with { Helpers = [] })),
            3 => Commit(new CustomerEdit("renamed", head with { Name = $"Name {day}", Aliases = [$"N{day}"] })),
            4 => Commit(new CustomerEdit("reassigned", head with { OwnerId = other.Id })
            {
                Steps = [.. open.Where(s => s.OwnerId == head.OwnerId).Select(s => Steps.Hand(file, s, other).Steps[0])],
            }),
            5 => Commit(new CustomerEdit("records", head)
            {
                Contacts = [new Contact($"k{day % 3}", $"Zhang {day}", null, null, null)],
                Complaints = [new Complaint("x1", now, Severity.Low, "slow", other.Id, day % 2 == 0 ? now : null, null)],
                Scores = [new Satisfaction($"q{day % 3}", new DateOnly(2025, 9, 1).AddDays(day % 3), false, day % 5)],
            }),
            6 => Commit(new CustomerEdit("bought", head)
            {
                Orders = [new Order($"o{day}", new DateOnly(2025, 9, 1), day, "CNY")],
                Touches = [new Touch($"t{day}", now, other.Id, "call", null)],
                Moments = [new Moment($"m{day % 5}", MomentKind.Hobby, $"golf {day}", $"Zhang {day}", null, false, "f1", who.Id, now)],
            }),
            7 when step is not null => Commit(Steps.Done(file, step, now)),
            8 when step is not null => Commit(Steps.PutOff(file, step, step.DueDay.AddDays(day), null)),
            9 when step is not null => Commit(Steps.Hand(file, step, other)),
            10 when step is not null => Commit(Steps.Cancel(file, step, now)),
            11 or 12 when file.Recent.Count > 0 => Commit(Filing.Edit(file, file.Recent[day % file.Recent.Count], report, opId, who, now)),
            13 when day % 2 == 0 => Commit(new CustomerEdit("promise", head) { Steps = [Sample.Step("p" + opId, other.Id) with { By = OwedBy.Customer }] }),
            _ => Commit(Filing.File(file, report, opId, who, now)),
        };
    }

    private static Decision<string>.Commit Commit(CustomerEdit edit) => new(edit);

    private Person Person() => Scene.Ann with { Id = People[_random.Next(People.Length)] };
}
