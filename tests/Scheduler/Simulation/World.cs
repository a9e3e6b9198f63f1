using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>The people of a run: what they are owed, and what they do meanwhile.</summary>
internal sealed class World : Plot
{
    private const int StepsOfCustomer = 5;
    private const string Zone = "Asia/Shanghai";

    private readonly Simulated _run;
    private readonly int _reminders;
    private readonly List<string> _people;
    private readonly List<(string Customer, Step Step)> _steps = [];

    public World(Simulated run, int reminders)
        : base(run, TimeSpan.FromHours(4), TimeSpan.FromHours(12), TimeSpan.FromSeconds(60))
    {
        _run = run;
        Oracle = new Oracle(run.Time);
        _reminders = reminders;
        _people = [.. Enumerable.Range(0, Math.Max(4, reminders / 25)).Select(i => $"person{i}")];
        Customers = [.. Enumerable.Range(0, reminders / StepsOfCustomer).Select(i => $"customer{i}")];
    }

    public IReadOnlyList<string> Customers { get; }

    public Oracle Oracle { get; }

    public override Witness Witness => Oracle;

    public static Ran<World> Run(int seed, int reminders, Bug? bug = null) => Simulated.Run(seed, run => new World(run, reminders), bug);

    /// <summary>Everybody can be reached, and most steps are planned already.</summary>
    public override async Task SetAsync(Process whole)
    {
        foreach (var person in _people)
        {
            await whole.Reach.PutAsync(Sample.Tenant, person, Sample.Reach(), default);
        }

        List<TimeSpan> together = [.. Enumerable.Range(0, 12).Select(_ => _run.Faults.Between(300, 3.2 * 3600))];
        var n = 0;
        foreach (var customer in Customers)
        {
            List<Step> steps = [];
            var owner = _people[Dice.Next(_people.Count)];
            for (var i = 0; i < StepsOfCustomer; i++)
            {
                var at = _run.Faults.Chance(0.7) ? together[Dice.Next(together.Count)] : _run.Faults.Between(60, 3.4 * 3600);
                steps.Add(NewStep($"s{n++}", _run.Faults.Chance(0.8) ? owner : _people[Dice.Next(_people.Count)], at));
            }

            await whole.Customers.ChangeAsync<string>(
                new ChangeRequest(Sample.Tenant, customer, "create-" + customer, owner, Simulated.Start),
                _ => new Decision<string>.Commit(new CustomerEdit("created", Sample.Head with { Id = customer, OwnerId = owner }) { Steps = steps }),
                default);
            _steps.AddRange(steps.Select(s => (customer, s)));
        }
    }

    public override Task Begin()
    {
        var acts = new List<Task>();
        foreach (var (customer, step) in _steps)
        {
            if (_run.Faults.Chance(0.35))
            {
                // Around the moment of the reminder, where it matters.
                var at = step.DueAt - Simulated.Start + (_run.Faults.Chance(0.5) ? _run.Faults.Between(-60, 60) : _run.Faults.Between(-600, 1500));
                acts.Add(Go(at, () => ActAsync(customer, step.Id, Dice.Next(10))));
            }
        }

        foreach (var customer in Customers.Where(_ => _run.Faults.Chance(0.2)))
        {
            acts.Add(Go(_run.Faults.Between(60, 3 * 3600), () => FileAsync(customer)));
        }

        foreach (var person in _people)
        {
            if (_run.Faults.Chance(0.6))
            {
                acts.Add(Go(_run.Faults.Between(60, 3 * 3600), () => BeAwayAsync(person)));
            }

            if (_run.Faults.Chance(0.15))
            {
                acts.Add(Go(_run.Faults.Between(0, 2.5 * 3600), () => BeThrottledAsync(person)));
            }
        }

        return Task.WhenAll(acts);
    }

    private async Task ActAsync(string customer, string step, int what)
    {
        var opId = NextOp();
        var (outcome, before) = await AskAsync(async r =>
        {
            int? before = null;
            var outcome = await ChangeAsync(r, opId, customer, file =>
            {
                var open = file.Steps.FirstOrDefault(s => s.Id == step && s.State == StepState.Open);
                before = open?.Ver;
                return open is null ? null : Edit(file, open, what);
            });
            return (outcome, before);
        });
        if (outcome is ChangeOutcome<string>.Committed done && before is { } ver && !done.OnItsWay.Except(done.Arrived, StringComparer.Ordinal).Contains(step))
        {
            Oracle.TookAway(step, ver);
        }
    }

    private CustomerEdit Edit(CustomerFile file, Step open, int what)
    {
        var now = Simulated.Start + _run.Time.Now;
        return what switch
        {
            < 4 => Steps.Done(file, open, now),
            < 5 => Steps.Cancel(file, open, now),
            < 9 => Steps.PutOff(file, open, Zones.DayOf(now, Zone), TimeOnly.FromDateTime(Zones.LocalOf(now.AddMinutes(10 + (what * 5)), Zone))),
            _ => Steps.Hand(file, open, new Person(_people[(int)(now.Ticks % _people.Count)], "name", null, [], Role.Rep, null, null, Zone, "zh-CN")),
        };
    }

    private Task FileAsync(string customer)
    {
        var step = NewStep($"f-{customer}", _people[Dice.Next(_people.Count)], _run.Time.Now + _run.Faults.Between(-30, 1200));
        var opId = NextOp();
        return AskAsync(r => ChangeAsync(r, opId, customer, file => file.Steps.Any(s => s.Id == step.Id) ? null : new CustomerEdit("filed", file.Head) { Steps = [step] }));
    }

    /// <summary>Cannot be reached for a while, then can, and says so a moment later.</summary>
    private async Task BeAwayAsync(string person)
    {
        var told = _run.Far.Leaves(person);
        var until = _run.Time.After(_run.Faults.Between(60, 1800));

        // Some come back in the very moment in which they are found to be away.
        await (_run.Faults.Chance(0.5) ? until : Task.WhenAny(told, until));
        _run.Far.Returns(person);
        await _run.Time.After(_run.Faults.Between(0, 0.05));
        await AskAsync(async r => await r.Stores.Reach.PutAsync(Sample.Tenant, person, Sample.Reach(), default));
    }

    private async Task BeThrottledAsync(string person)
    {
        _run.Far.Throttle(person, true);
        await _run.Time.After(TimeSpan.FromMinutes(50));
        _run.Far.Throttle(person, false);
    }

    public override async Task CheckAsync(Process whole)
    {
        foreach (var customer in Customers)
        {
            var file = (await whole.Customers.LoadAsync(Sample.Tenant, customer, default))!;
            var prompts = new Dictionary<(string, string), Prompt>();
            foreach (var owner in file.OpenSteps.GroupBy(s => s.OwnerId, StringComparer.Ordinal))
            {
                foreach (var seen in await whole.Prompts.SeeAsync(Sample.Tenant, owner.Key, owner.Select(s => Prompt.IdOf(s.Id)), default))
                {
                    prompts[(owner.Key, seen.Prompt.StepId)] = seen.Prompt;
                }
            }

            Oracle.Settled(file, (owner, step) => prompts.GetValueOrDefault((owner, step)));
        }
    }

    private static Step NewStep(string id, string owner, TimeSpan at)
    {
        var due = Simulated.Start + at;
        var local = Zones.LocalOf(due, Zone);
        return new Step(id, "call", owner, OwedBy.Us, DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), Zone, due, StepState.Open, 1, null, null);
    }
}
