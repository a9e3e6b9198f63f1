using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Xunit.Abstractions;

namespace CrmBot.Scheduler.Tests;

/// <summary>
/// The write order and the dispatcher as they are, on tables in memory: one writer and one pass interleaved at every pair of
/// storage calls, with either of them, both or none dying there. Afterwards the relay and the next passes must bring
/// everything in order: no reminder lost, none after a done that did not say so, lists as the truth says.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int MostCalls = 60;

    public static TheoryData<string> Operations => ["done", "snooze", "reassign", "plan"];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_cut_and_interleaving_heals(string operation)
    {
        var runs = 0;
        foreach (var writerFirst in new[] { true, false })
        {
            foreach (var deaths in Enum.GetValues<Deaths>())
            {
                for (var first = 0; first < MostCalls; first++)
                {
                    var ran = true;
                    for (var second = 0; second < MostCalls; second++)
                    {
                        runs++;
                        using var run = new Run(operation, new Schedule(writerFirst, first, second, deaths));
                        var (firstEnded, secondEnded) = await run.PlayAsync();
                        ran = !firstEnded;
                        if (secondEnded)
                        {
                            break;
                        }
                    }

                    if (!ran)
                    {
                        break;
                    }
                }
            }
        }

        output.WriteLine($"{operation}: {runs} schedules");
        Assert.True(runs > 400, $"{runs} schedules are too few to mean anything.");
    }

    [Flags]
    private enum Deaths
    {
        None = 0,
        Writer = 1,
        Pass = 2,
    }

    /// <summary>One process makes some calls, then the other some, then those that live go on to their end, in the same order.</summary>
    private sealed record Schedule(bool WriterFirst, int First, int Second, Deaths Deaths);

    private sealed class Run(string operation, Schedule schedule) : IDisposable
    {
        private readonly Stage _stage = new();
        private ChangeOutcome<string>? _outcome;

        public async Task<(bool FirstEnded, bool SecondEnded)> PlayAsync()
        {
            await _stage.SetAsync(operation == "plan" ? [Sample.Step("s0") with { By = OwedBy.Customer }] : []);
            _stage.AdvanceToDue();

            using var writerGate = new Gate();
            using var passGate = new Gate();
            using var writer = _stage.Start(new GatedTables(_stage.Tables, writerGate));
            using var pass = _stage.Start(new GatedTables(_stage.Tables, passGate), channel: new GatedChannel(_stage.Channel, passGate));
            writerGate.Begin(async () => _outcome = await ChangeAsync(writer));
            passGate.Begin(async () => await pass.Pass.RunAsync(default));

            var (one, two) = schedule.WriterFirst ? (writerGate, passGate) : (passGate, writerGate);
            var firstEnded = !await one.StepAsync(schedule.First);
            var secondEnded = !await two.StepAsync(schedule.Second);
            foreach (var gate in new[] { one, two })
            {
                if (!schedule.Deaths.HasFlag(gate == writerGate ? Deaths.Writer : Deaths.Pass))
                {
                    await gate.FinishAsync();
                }
            }

            await HealAsync();
            await CheckAsync();
            if (schedule.Deaths.HasFlag(Deaths.Writer))
            {
                _outcome = await ChangeAsync(_stage.Bot);
                Check(_outcome is ChangeOutcome<string>.Committed or ChangeOutcome<string>.AlreadyDone, $"repeated: {_outcome}");
                await HealAsync();
                await CheckAsync();
            }

            return (firstEnded, secondEnded);
        }

        public void Dispose() => _stage.Dispose();

        private Task<ChangeOutcome<string>> ChangeAsync(Bot bot) => operation switch
        {
            "done" => Sample.Done(bot.Stores),
            "snooze" => Sample.Snooze(bot.Stores),
            "reassign" => Sample.Reassign(bot.Stores),
            _ => Sample.Change(bot.Stores, "plan", f => new CustomerEdit("planned", f!.Head) { Steps = [Sample.Step()] }),
        };

        /// <summary>A new process takes over and time passes: the relay's patience, its void, the leases.</summary>
        private async Task HealAsync()
        {
            var before = _stage.Channel.Sent.Count;
            var answered = _outcome is ChangeOutcome<string>.Committed;
            _stage.Restart();
            foreach (var wait in new[] { 0, 11, 1, 150, 1, 660, 1 })
            {
                _stage.Advance(TimeSpan.FromSeconds(wait));
                await _stage.PassAsync();
            }

            var file = await FileAsync();
            var closed = file.Steps.Where(s => s.State != StepState.Open).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
            var late = _stage.Channel.Sent.Skip(before).SelectMany(b => b.Prompts).Count(p => closed.Contains(p.StepId));
            Check(late == 0 || !answered, $"{late} sent after the answer of done");
        }

        private async Task CheckAsync()
        {
            var file = await FileAsync();
            foreach (var person in new[] { Sample.Owner, Sample.Other })
            {
                var stakes = await _stage.Bot.Stores.Index.OfPersonAsync(Sample.Tenant, person, default);
                var steps = file.OpenSteps.Where(s => s.OwnerId == person).ToList();
                if (file.Head.OwnerId != person && steps.Count == 0)
                {
                    Check(stakes.Count == 0, $"{person} has a list row still");
                    continue;
                }

                Check(stakes.Count == 1 && stakes[0].Rev == file.Rev, $"{person}'s list row is not of revision {file.Rev}");
                Check(stakes[0].OpenSteps.SequenceEqual(steps), $"{person}'s list row has other steps");
            }

            var sent = _stage.Channel.Sent.SelectMany(b => b.Prompts.Select(p => (b.Recipient, p.StepId, p.Ver))).ToList();
            var most = schedule.Deaths.HasFlag(Deaths.Pass) ? 2 : 1;
            Check(sent.GroupBy(s => s).All(g => g.Count() <= most), "sent too often");
            foreach (var step in file.OpenSteps.Where(s => s.By == OwedBy.Us))
            {
                var prompt = await _stage.PromptAsync(step.Id, step.OwnerId);
                Check(prompt.Ver == step.Ver && prompt.RemovedVer < step.Ver, "the prompt is not of the step's version");
                var isDue = step.DueAt <= _stage.People.GetUtcNow();
                Check(!isDue || sent.Contains((step.OwnerId, step.Id, step.Ver)), "a reminder is lost");
                Check(prompt.State == (isDue ? PromptState.Sent : PromptState.Pending), $"the prompt is {prompt.State}");
                Check(isDue || (await _stage.Bot.Stores.Due.NextAsync(_stage.People.GetUtcNow(), default)) == step.DueAt, "no due row");
            }

            Check((await _stage.Bot.Stores.Due.UntilAsync(_stage.People.GetUtcNow(), default)).Count == 0, "a due row is left");
            Check(_stage.Tables.Count("work") == 0, "a hint is left");
        }

        private async Task<CustomerFile> FileAsync() =>
            (await _stage.Bot.Stores.Customers.LoadAsync(Sample.Tenant, Sample.CustomerId, default))!;

        private void Check(bool holds, string otherwise) => Assert.True(holds, $"{operation}, {schedule}: {otherwise}; outcome {_outcome?.GetType().Name}");
    }
}
