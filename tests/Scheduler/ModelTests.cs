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

    public static TheoryData<string> Operations => ["done", "snooze", "reassign", "plan", "edit", "pull", "pull, done"];

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Every_cut_and_interleaving_heals(string operation) => EveryAsync(operation, atOnce: false);

    /// <summary>The sets of a call are written together there, so shadows go along with their commit where nothing is taken away.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public Task Every_cut_and_interleaving_heals_on_SQLite(string operation) => EveryAsync(operation, atOnce: true);

    private async Task EveryAsync(string operation, bool atOnce)
    {
        var runs = 0;
        foreach (var writerFirst in new[] { true, false })
        {
            foreach (var deaths in new[] { Deaths.None, Deaths.Writer, Deaths.Pass, Deaths.Writer | Deaths.Pass, Deaths.Stall })
            {
                for (var first = 0; first < MostCalls; first++)
                {
                    var ran = true;
                    for (var second = 0; second < MostCalls; second++)
                    {
                        runs++;
                        using var run = new Run(operation, atOnce, new Schedule(writerFirst, first, second, deaths));
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

        output.WriteLine($"{operation}{(atOnce ? " at once" : "")}: {runs} schedules");
        Assert.True(runs > (atOnce ? 100 : 400), $"{runs} schedules are too few to mean anything.");
    }

    /// <summary>Who dies at its cut; Stall: nobody, but both stand still for minutes while a third process makes passes.</summary>
    [Flags]
    private enum Deaths
    {
        None = 0,
        Writer = 1,
        Pass = 2,
        Stall = 4,
    }

    /// <summary>One process makes some calls, then the other some, then those that live go on to their end, in the same order.</summary>
    private sealed record Schedule(bool WriterFirst, int First, int Second, Deaths Deaths);

    private sealed class Run(string operation, bool atOnce, Schedule schedule) : IDisposable
    {
        private readonly Stage _stage = new();
        private ChangeOutcome<string>? _outcome;
        private int _surprises;
        private bool _told;

        public async Task<(bool FirstEnded, bool SecondEnded)> PlayAsync()
        {
            // Something else is due while a step is planned, so that the pass has something to do.
            await _stage.SetAsync(operation == "plan" ? [Sample.Step("s0") with { State = StepState.Done }, Sample.Step("s9")] : []);
            _stage.AdvanceToDue();

            using var writerGate = new Gate();
            using var passGate = new Gate();
            using var writer = _stage.Start(On(writerGate));
            using var pass = _stage.Start(On(passGate), false, new GatedChannel(_stage.Channel, passGate));
            _stage.Channel.Answer = batch =>
            {
                var answered = operation.EndsWith("done", StringComparison.Ordinal) && _outcome is ChangeOutcome<string>.Committed;
                _surprises += answered && !_told ? batch.Prompts.Count : 0;
                return Task.FromResult<Delivered>(new Delivered.Arrived("activity"));
            };
            writerGate.Begin(async () => _outcome = await ChangeAsync(writer));
            passGate.Begin(async () => await pass.Pass.RunAsync(default));

            var (one, two) = schedule.WriterFirst ? (writerGate, passGate) : (passGate, writerGate);
            var firstEnded = !await one.StepAsync(schedule.First);
            var secondEnded = !await two.StepAsync(schedule.Second);
            if (schedule.Deaths == Deaths.Stall)
            {
                await StallAsync();
            }

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

        private ITables On(Gate gate) => atOnce ? new GatedAtOnce(_stage.Tables, gate) : new GatedTables(_stage.Tables, gate);

        private async Task<ChangeOutcome<string>> ChangeAsync(Bot bot)
        {
            ChangeOutcome<string>? outcome = null;
            foreach (var change in operation.Split(", "))
            {
                outcome = await (change switch
                {
                    "done" => Sample.Done(bot.Stores),
                    "snooze" => Sample.Snooze(bot.Stores),
                    "reassign" => Sample.Reassign(bot.Stores),
                    "plan" => WithStepAsync(bot, change, _ => Sample.Step()),
                    "edit" => WithStepAsync(bot, change, s => s with { What = "in other words" }),
                    _ => WithStepAsync(bot, change, s => s with { DueAt = Sample.DueAt.AddHours(-1), Ver = s.Ver + 1 }),
                });
                _told |= outcome is ChangeOutcome<string>.Committed c && c.OnItsWay.Except(c.Arrived, StringComparer.Ordinal).Any();
            }

            return outcome!;
        }

        private static Task<ChangeOutcome<string>> WithStepAsync(Bot bot, string opId, Func<Step, Step> edit) => Sample.Change(
            bot.Stores, opId, f => new CustomerEdit(opId, f!.Head) { Steps = [edit(f.Steps.FirstOrDefault(s => s.Id == Sample.StepId) ?? Sample.Step())] });

        /// <summary>Long enough for the relay to take the hint, to give the operation up, and for the lease to end.</summary>
        private async Task StallAsync()
        {
            using var third = _stage.Start(oneProcess: false);
            foreach (var wait in new[] { 0, 11, 150, 660 })
            {
                _stage.Advance(TimeSpan.FromSeconds(wait));
                await third.Pass.RunAsync(default);
            }
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
            var most = (schedule.Deaths & (Deaths.Pass | Deaths.Stall)) != Deaths.None ? 2 : 1;
            Check(_surprises == 0, "sent after a done that did not say so");
            Check(sent.GroupBy(s => s).All(g => g.Count() <= most), "sent too often");
            foreach (var step in file.OpenSteps.Where(s => s.By == OwedBy.Us))
            {
                var prompt = await _stage.PromptAsync(step.Id, step.OwnerId);
                Check(prompt.Ver == step.Ver && prompt.RemovedVer < step.Ver, "the prompt is not of the step's version");
                var isDue = step.DueAt <= _stage.People.GetUtcNow();
                Check(!isDue || sent.Contains((step.OwnerId, step.Id, step.Ver)), "a reminder is lost");
                Check(prompt.State == (isDue ? PromptState.Sent : PromptState.Pending), $"the prompt is {prompt.State}");
                Check(isDue || (await _stage.Bot.Stores.NextDueAsync(_stage.People.GetUtcNow())) == step.DueAt, "no due row");
            }

            Check((await _stage.Bot.Stores.DueUntilAsync(_stage.People.GetUtcNow())).Count == 0, "a due row is left");
            Check(_stage.Tables.Count("work") == 0, "a hint is left");
        }

        private async Task<CustomerFile> FileAsync() =>
            (await _stage.Bot.Stores.Customers.LoadAsync(Sample.Tenant, Sample.CustomerId, default))!;

        private void Check(bool holds, string otherwise) => Assert.True(holds, $"{operation}, {schedule}: {otherwise}; outcome {_outcome?.GetType().Name}");
    }
}
