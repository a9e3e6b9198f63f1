using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>What a run did, and what it must not have done.</summary>
internal sealed record Ran<T>(int Seed, IReadOnlyList<string> Broken, ulong Hash, T Plot, Faults Faults)
    where T : Plot;

/// <summary>
/// Four replicas over one store for some hours of virtual time, with everything going wrong, then in peace until nothing is
/// left to do. The real pass and the real stores; only time, the tables, the connector and the people are not.
/// </summary>
internal sealed class Simulated
{
    public const int Machines = 4;

    /// <summary>Clocks may differ by two minutes from each other, so by half of it from the truth.</summary>
    public static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);

    /// <summary>A Monday, nine in the morning in Shanghai.</summary>
    public static readonly DateTimeOffset Start = new(2025, 9, 15, 1, 0, 0, TimeSpan.Zero);

    private readonly VirtualTime _time = new();
    private readonly MemoryTables _tables = new();
    private readonly Faults _faults;
    private readonly Bug? _bug;
    private readonly (TimeSpan Machine, TimeSpan People)[] _skews;
    private readonly Replica?[] _up = new Replica?[Machines];
    private int _lives;
    private Plot _plot = null!;
    private FarSide _far = null!;

    private Simulated(int seed, Bug? bug)
    {
        _faults = new Faults(seed);
        _bug = bug;
        _skews = [.. Enumerable.Range(0, Machines).Select(_ => (Skew(), Skew()))];
        TimeSpan Skew() => _faults.Between(-MostSkew.TotalSeconds, MostSkew.TotalSeconds);
    }

    public VirtualTime Time => _time;
    public Faults Faults => _faults;
    public FarSide Far => _far;

    public static Ran<T> Run<T>(int seed, Func<Simulated, T> plot, Bug? bug = null)
        where T : Plot
    {
        var run = new Simulated(seed, bug);
        var played = plot(run);
        run._plot = played;
        run._far = new FarSide(run._time, run._faults, played.Witness);
        run._time.Run(run.PlayAsync);
        return new Ran<T>(seed, played.Witness.Broken, run._faults.Hash, played, run._faults);
    }

    /// <summary>A process that is up, to be asked by a person; waits for one.</summary>
    public async Task<Replica> AnyAsync()
    {
        while (true)
        {
            var up = _up.OfType<Replica>().Where(r => !r.Life.IsDead).ToList();
            if (up.Count > 0)
            {
                return up[_faults.Dice.Next(up.Count)];
            }

            await _time.After(TimeSpan.FromSeconds(5));
        }
    }

    private async Task PlayAsync()
    {
        await _plot.SetAsync(new Process(_tables, TimeProvider.System, new CountedIds("set")));
        for (var machine = 0; machine < Machines; machine++)
        {
            Boot(machine);
        }

        var acts = _plot.Begin();
        await _time.UntilAsync(_plot.Trouble);
        _faults.On = false;
        await acts;
        while (_tables.Count("due") + _tables.Count("work") > 0 && _time.Now < _plot.Trouble + _plot.LongestPeace)
        {
            await _time.After(TimeSpan.FromMinutes(5));
        }

        await CheckAsync();
    }

    private void Boot(int machine)
    {
        var life = new Life(_time, machine, ++_lives, _skews[machine].Machine, _skews[machine].People);
        life.Died = () =>
        {
            _up[machine] = null;
            _time.At(_time.Now + (_faults.Chance(0.8) ? _faults.Between(5, 120) : _faults.Between(120, 1800)), () => Boot(machine));
        };
        var tables = new FaultyTables(_tables, life, _time, _faults, _plot.Witness);
        var replica = new Replica(life, tables, _far.For(life), _bug, _plot.Witness.Made);
        _up[machine] = replica;
        _ = _time.Begin(() => LoopAsync(replica));
    }

    private async Task LoopAsync(Replica replica)
    {
        // Not all at once.
        await replica.Life.SleepAsync(_faults.Between(0, 10));
        while (true)
        {
            TimeSpan wait;
            try
            {
                var report = await replica.Pass.RunAsync(default);
                wait = _plot.Poll * (0.5 + _faults.Dice.NextDouble());
                var next = report.NextDue - replica.Life.PeopleClock.GetUtcNow();
                wait = next < TimeSpan.Zero ? TimeSpan.Zero : next < wait ? next.Value : wait;
            }
            catch (StorageUnavailableException)
            {
                wait = _faults.Between(2, 30);
            }
            catch (Exception fault)
            {
                _plot.Witness.Broken.Add($"a pass threw {fault}");
                return;
            }

            await replica.Life.SleepAsync(wait + TimeSpan.FromMilliseconds(50));
        }
    }

    private async Task CheckAsync()
    {
        if (_tables.Count("due") + _tables.Count("work") > 0)
        {
            _plot.Witness.Broken.Add($"{_tables.Count("due")} due rows and {_tables.Count("work")} hints are left after {_plot.LongestPeace} of peace");
        }

        await _plot.CheckAsync(new Process(_tables, TimeProvider.System, new CountedIds("check")));
    }
}

/// <summary>What runs in a process.</summary>
internal sealed class Replica
{
    public Replica(Life life, ITables tables, IPromptDelivery delivery, Bug? bug, Action<string> made)
    {
        Life = life;
        var ids = life.IdsNoting(made);
        tables = bug?.Tables(tables) ?? tables;
        var options = new SchedulerOptions { OneProcess = false, Lanes = 4 };
        bug?.Options(options);
        Stores = new Process(tables, life.MachineClock, ids);
        var customers = bug is null ? Stores.Customers : new Process(bug.Customers(life, tables), life.MachineClock, ids).Customers;
        Pass = new SchedulerPass(
            Stores.Relay, Stores.Due, Stores.Prompts, Stores.Moves, Stores.People, Stores.Reach, customers, Stores.Own, bug?.Delivery(delivery) ?? delivery, ids,
            life.MachineClock, life.PeopleClock, Options.Create(options), NullLogger<SchedulerPass>.Instance);
    }

    public Life Life { get; }
    public Process Stores { get; }
    public SchedulerPass Pass { get; }
}
