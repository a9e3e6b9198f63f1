using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>
/// A week of a small company: who has managers, leaves with and without a delegate, muted customers, and more that comes due in a
/// day than anybody is to hear of. Everything goes wrong meanwhile; two quiet weeks follow in which all of it comes to its end.
/// </summary>
internal sealed class PeoplePlot : Plot
{
    public const string Zone = "Asia/Shanghai";
    private const int Reps = 12;
    private const int StepsOfRep = 8;
    private static readonly DateOnly Monday = Zones.DayOf(Simulated.Start, Zone);

    private readonly Simulated _run;
    private readonly List<(string Customer, Step Step)> _steps = [];

    public PeoplePlot(Simulated run)
        : base(run, TimeSpan.FromDays(4), TimeSpan.FromDays(30), TimeSpan.FromMinutes(10))
    {
        _run = run;
        Rules = new PeopleRules(run.Time);
    }

    public PeopleRules Rules { get; }

    public override Witness Witness => Rules;

    public static Ran<PeoplePlot> Run(int seed, Bug? bug = null) => Simulated.Run(seed, run => new PeoplePlot(run), bug);

    public override async Task SetAsync(Process whole)
    {
        List<Person> people =
        [
            .. Enumerable.Range(0, Reps).Select(i => AtFirst(new Person($"r{i}", "Rep", null, [], Role.Rep, null, i % 2 == 0 ? "m0" : "m1", Zone, "zh-CN"), i)),
            .. Enumerable.Range(0, 2).Select(i => new Person($"m{i}", "Manager", null, [], Role.Manager, null, null, Zone, "zh-CN")),
        ];
        await whole.People.ImportAsync(Sample.Tenant, [.. people.Select(p => (p, (IReadOnlyList<string>)[p.Id]))], default);
        foreach (var person in people)
        {
            Rules.Is(person);
            await whole.Reach.PutAsync(Sample.Tenant, person.Id, Sample.Reach(), default);
        }

        for (var i = 0; i < Reps * StepsOfRep; i++)
        {
            var owner = $"r{i % Reps}";
            var customer = $"c{i / Reps % 2}-{owner}";
            var step = NewStep($"s{i}", owner, Monday.AddDays(Dice.Next(3)), Dice.Next(10));
            await AddAsync(whole.Customers, customer, owner, step, "create-" + step.Id);
            _steps.Add((customer, step));
        }
    }

    public override Task Begin()
    {
        var acts = new List<Task>();
        foreach (var (customer, step) in _steps.Where(_ => _run.Faults.Chance(0.4)))
        {
            acts.Add(Go(_run.Faults.Between(60, 4 * 86400), () => ActAsync(customer, step.Id, Dice.Next(3))));
        }

        // More than three messages on one day: each of these is late already and comes at once.
        for (var i = 0; i < 8; i++)
        {
            var (id, at) = ($"late{i}", TimeSpan.FromHours(25.5 + (i * 1.1)));
            acts.Add(Go(at, () => FileAsync("c0-r8", NewStep(id, "r8", Monday, 0))));
        }

        acts.Add(Go(TimeSpan.FromHours(5), () => BecomesAsync("r6", p => p with { Leaves = [new Leave(Monday.AddDays(1), Monday.AddDays(3), "r7")] })));
        acts.Add(Go(TimeSpan.FromHours(50), () => BecomesAsync("r0", p => p with { Leaves = [new Leave(Monday.AddDays(1), Monday.AddDays(1), "r1")] })));
        acts.Add(Go(TimeSpan.FromHours(6), () => BecomesAsync("r9", p => p with { Mutes = [new Mute("c0-r9", Monday.AddDays(7))] })));
        acts.Add(Go(TimeSpan.FromHours(52), () => BecomesAsync("r5", p => p with { Mutes = null })));
        return Task.WhenAll(acts);
    }

    public override async Task CheckAsync(Process whole)
    {
        foreach (var customer in _steps.Select(s => s.Customer).Distinct(StringComparer.Ordinal))
        {
            foreach (var step in (await whole.Customers.LoadAsync(Sample.Tenant, customer, default))!.OpenSteps)
            {
                var own = await whole.Prompts.SeeAsync(Sample.Tenant, step.OwnerId, [Prompt.IdOf(step.Id)], default);
                var manager = (await whole.People.GetAsync(Sample.Tenant, step.OwnerId, default))!.ManagerId!;
                var told = await whole.Prompts.SeeAsync(Sample.Tenant, manager, [Prompt.EscalationOf(step.Id)], default);
                Rules.Settled(step, own.SingleOrDefault()?.Prompt, manager, told.SingleOrDefault()?.Prompt);
            }
        }
    }

    // Away on Tuesday and Wednesday with a delegate, without one, and two who name each other; two customers that are muted.
    private static Person AtFirst(Person person, int i)
    {
        Leave[] Away(string? deputy) => [new Leave(Monday.AddDays(1), Monday.AddDays(2), deputy)];
        return i switch
        {
            0 => person with { Leaves = Away("r1") },
            2 => person with { Leaves = Away(null) },
            3 => person with { Leaves = Away("r4") },
            4 => person with { Leaves = Away("r3") },
            5 => person with { Mutes = [new Mute("c0-r5", Monday.AddDays(10))] },
            10 => person with { Mutes = [new Mute("c1-r10", Monday.AddDays(3))] },
            _ => person,
        };
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
                var now = Simulated.Start + _run.Time.Now;
                return open is null ? null
                    : what == 0 ? Steps.Cancel(file, open, now)
                    : what == 1 ? Steps.Done(file, open, now)
                    : Steps.PutOff(file, open, Zones.DayOf(now, Zone).AddDays(open.DueDay == Zones.DayOf(now, Zone).AddDays(1) ? 2 : 1), null);
            });
            return (outcome, before);
        });
        if (outcome is ChangeOutcome<string>.Committed done && before is { } ver && !done.OnItsWay.Except(done.Arrived, StringComparer.Ordinal).Contains(step))
        {
            Rules.TookAway(step, ver);
        }
    }

    private async Task FileAsync(string customer, Step step)
    {
        var opId = NextOp();
        await AskAsync(r => ChangeAsync(r, opId, customer, file => file.Steps.Any(s => s.Id == step.Id) ? null : new CustomerEdit("filed", file.Head) { Steps = [step] }));
    }

    private async Task BecomesAsync(string id, Func<Person, Person> change)
    {
        Rules.Becomes(id, change);
        await AskAsync(r => r.Stores.People.UpdateAsync(Sample.Tenant, id, change, default).AsTask());
        Rules.Became(id);
    }

    private static async Task AddAsync(CustomerStore customers, string customer, string owner, Step step, string opId) => await customers.ChangeAsync<string>(
        new ChangeRequest(Sample.Tenant, customer, opId, owner, Simulated.Start),
        file => new Decision<string>.Commit(new CustomerEdit("created", file?.Head ?? (Sample.Head with { Id = customer, OwnerId = owner })) { Steps = [step] }),
        default);

    /// <param name="sort">Of ten: one is a reminder, two have a time, one of them late in the evening.</param>
    private static Step NewStep(string id, string owner, DateOnly day, int sort)
    {
        TimeOnly? at = sort switch { 1 => new TimeOnly(14, 30), 2 => new TimeOnly(21, 30), _ => null };
        return new Step(id, "call", owner, OwedBy.Us, day, at, Zone, Due.At(day, at, Zone), StepState.Open, 1, null, null) { Kind = sort == 3 ? StepKind.Reminder : null };
    }
}
