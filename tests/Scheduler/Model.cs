using CrmBot.Domain;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests;

/// <summary>What happens next in a run of the model.</summary>
internal abstract record Move
{
    private Move() { }

    /// <summary>A process makes some calls and stops before the next one, or ends.</summary>
    public sealed record Go(int Who, int Calls) : Move;

    /// <summary>A process lives to its end; one that never gets this move has died where it stopped.</summary>
    public sealed record Finish(int Who) : Move;

    /// <summary>A third process makes passes, each after a wait in seconds.</summary>
    public sealed record Others(params int[] Waits) : Move;

    /// <summary>People read their lists, which sweeps old tombstones.</summary>
    public sealed record Look : Move;
}

/// <summary>
/// The write order and the dispatcher as they are, on tables in memory, played in a given order: writers, by number, and one
/// pass, <see cref="Pass"/>. Afterwards the relay and the next passes must bring everything in order.
/// </summary>
internal sealed class Model : IDisposable
{
    public const int Pass = -1;

    private readonly Stage _stage;
    private readonly Mutant? _mutant;
    private readonly List<Writer> _writers;
    private readonly Dictionary<int, (Gate Gate, Bot Bot)> _processes = [];
    private readonly List<string> _broken = [];

    /// <param name="operations">One a writer; several of one writer are parted by a comma.</param>
    public Model(IReadOnlyList<string> operations, Mutant? mutant)
    {
        _mutant = mutant;
        _stage = new Stage { Wrap = t => mutant is null ? t : mutant.Make(t) };
        _writers = [.. operations.Select(o => new Writer(o))];
    }

    /// <summary>Why the run must not happen; empty when all is well.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <param name="ended">For each <see cref="Move.Go"/>, in order, whether its process ended before it had made its calls.</param>
    public async Task PlayAsync(IEnumerable<Move> moves, List<bool> ended, int mostSends = 1)
    {
        await SetAsync();
        foreach (var move in moves)
        {
            switch (move)
            {
                case Move.Go go:
                    ended.Add(!await Process(go.Who).Gate.StepAsync(go.Calls));
                    break;
                case Move.Finish end:
                    await Process(end.Who).Gate.FinishAsync();
                    break;
                case Move.Others others:
                    using (var third = _stage.Start(oneProcess: false))
                    {
                        foreach (var wait in others.Waits)
                        {
                            _stage.Advance(TimeSpan.FromSeconds(wait));
                            await third.Pass.RunAsync(default);
                        }
                    }

                    break;
                case Move.Look:
                    foreach (var person in ModelOperations.People)
                    {
                        await _stage.Bot.Stores.Index.OfPersonAsync(Sample.Tenant, person, default);
                    }

                    break;
            }
        }

        await HealAsync();
        await CheckAsync(mostSends);
        foreach (var writer in _writers.Where(w => !w.Answered))
        {
            // The person presses again.
            await writer.RunAsync(_stage.Bot);
            Expect(writer.Answered, $"{writer.Operation} repeated: {writer.Outcome}");
        }

        await HealAsync();
        await CheckAsync(mostSends);
    }

    /// <summary>What the next call of a stopped process is.</summary>
    public string NextCall(int who) => _processes.TryGetValue(who, out var p) ? p.Gate.Next : "";

    public void Dispose()
    {
        foreach (var (gate, bot) in _processes.Values)
        {
            bot.Dispose();
            gate.Dispose();
        }

        _stage.Dispose();
    }

    private async Task SetAsync()
    {
        await _stage.SetAsync(_writers.Exists(w => w.Operation == "plan") ? [Sample.Step("s0") with { State = StepState.Done }] : []);
        if (_writers.Exists(w => w.Operation is "alone" or "tier"))
        {
            await Sample.Change(_stage.Bot.Stores, "helped", f => new CustomerEdit("helper", f!.Head with { Helpers = ["hal"] }));
        }

        foreach (var person in ModelOperations.People)
        {
            await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, person, Sample.Reach(), default);
        }

        _stage.AdvanceToDue();
        _stage.Channel.Answer = batch =>
        {
            foreach (var prompt in batch.Prompts)
            {
                Expect(!_writers.Exists(w => w.TookAway(prompt)), $"version {prompt.Ver} was sent after a change that took it away and did not say so");
            }

            return Task.FromResult<Delivered>(new Delivered.Arrived("activity"));
        };
        _stage.Restart();
    }

    private (Gate Gate, Bot Bot) Process(int who)
    {
        if (!_processes.TryGetValue(who, out var process))
        {
            var gate = new Gate();
            var bot = who == Pass
                ? _stage.Start(new GatedTables(_stage.Tables, gate), false, new GatedChannel(_stage.Channel, gate))
                : _stage.Start(new GatedTables(_stage.Tables, gate), machine: _mutant?.WriterClockStands == true ? new FakeClock(_stage.Machine.GetUtcNow()) : null);
            process = (gate, bot);
            _processes[who] = process;
            gate.Begin(async () =>
            {
                if (who == Pass)
                {
                    await bot.Pass.RunAsync(default);
                }
                else
                {
                    await _writers[who].RunAsync(bot);
                }
            });
        }

        return process;
    }

    /// <summary>A new process takes over and time passes: the relay's patience, its void, the leases.</summary>
    private async Task HealAsync()
    {
        _stage.Restart();
        foreach (var wait in new[] { 0, 11, 1, 150, 1, 660, 1 })
        {
            _stage.Advance(TimeSpan.FromSeconds(wait));
            await _stage.PassAsync();
        }
    }

    private async Task CheckAsync(int mostSends)
    {
        _broken.AddRange(await Invariants.BrokenAsync(_stage.Tables, Sample.Tenant));
        var file = (await _stage.Whole.Customers.LoadAsync(Sample.Tenant, Sample.CustomerId, default))!;
        var sent = _stage.Channel.Sent.SelectMany(b => b.Prompts.Select(p => (b.Recipient, p.StepId, p.Ver))).ToList();
        Expect(sent.GroupBy(s => s).All(g => g.Count() <= mostSends), "a reminder was sent too often");
        foreach (var step in file.OpenSteps.Where(s => s.By == OwedBy.Us))
        {
            var isDue = step.DueAt <= _stage.People.GetUtcNow();
            Expect(!isDue || sent.Contains((step.OwnerId, step.Id, step.Ver)), $"version {step.Ver} of a reminder is lost");
        }

        Expect((await _stage.Whole.DueUntilAsync(_stage.People.GetUtcNow())).Count == 0, "a due row is left");
        foreach (var writer in _writers.Where(w => w.Answered))
        {
            foreach (var opId in writer.OpIds)
            {
                Expect(await _stage.Whole.Customers.ReceiptAsync(Sample.Tenant, Sample.CustomerId, opId, default) is not null, $"{opId} was answered as done and is lost");
            }
        }
    }

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            _broken.Add(otherwise);
        }
    }
}
