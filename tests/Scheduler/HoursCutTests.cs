using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests;

/// <summary>
/// A process that dies at any storage call of the pass that puts off, moves, nudges or escalates: a later one finishes it,
/// everybody gets what they would have got, and a second copy only where the first was on its way.
/// </summary>
public sealed class HoursCutTests
{
    private static readonly Person Ann = new("ann", "Ann", null, [], Role.Rep, null, "mia", "Asia/Shanghai", "en-US");
    private static readonly Person Bob = Ann with { Id = "bob", Name = "Bob" };
    private static readonly Person Mia = Ann with { Id = "mia", Name = "Mia", ManagerId = null };

    public static TheoryData<string> Scenes => ["quiet", "away", "nudge", "escalation", "unreachable", "nobody stands in", "enough for today"];

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task A_pass_that_dies_anywhere_is_finished_by_the_next(string scene)
    {
        var whole = await PlayAsync(scene, int.MaxValue);
        Assert.NotEmpty(whole.Told);
        for (var lives = 0; ; lives++)
        {
            var cut = await PlayAsync(scene, lives);
            Assert.Empty(await Invariants.BrokenAsync(cut.Stage.Tables, Sample.Tenant));
            foreach (var (who, times) in whole.Told)
            {
                var told = cut.Told.GetValueOrDefault(who);
                Assert.True(told >= times, $"{scene}, cut after {lives} calls: {who} was told {told} times, not {times}.");
                Assert.True(told <= times + (cut.WasSending ? 1 : 0), $"{scene}, cut after {lives} calls: {who} was told {told} times, not {times}.");
            }

            Assert.Empty(cut.Told.Keys.Except(whole.Told.Keys));
            cut.Stage.Dispose();
            if (!cut.Died)
            {
                break;
            }
        }

        whole.Stage.Dispose();
    }

    private sealed record Played(Stage Stage, Dictionary<(string Recipient, string Step, PromptKind Kind), int> Told, bool Died, bool WasSending);

    private static async Task<Played> PlayAsync(string scene, int lives)
    {
        var stage = new Stage();
        var away = new Leave(new DateOnly(2025, 9, 16), new DateOnly(2025, 9, 19), scene == "nobody stands in" ? "ann" : "bob");
        Person ann = scene switch
        {
            "quiet" => Ann with { Quiet = new QuietHours(new TimeOnly(19, 0), new TimeOnly(11, 0)) },
            "away" or "nobody stands in" => Ann with { Leaves = [away] },
            _ => Ann,
        };
        await stage.Bot.Stores.People.ImportAsync(Sample.Tenant, [(ann, (IReadOnlyList<string>)["ann"]), (Bob, ["bob"]), (Mia, ["mia"])], default);
        foreach (var id in new[] { "ann", "bob", "mia" })
        {
            await stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, id, Sample.Reach(scene == "unreachable" && id == "ann" ? ReachState.Blocked : ReachState.Active), default);
        }

        await Sample.Create(stage.Bot.Stores, [Sample.Step(), Sample.Step("s2")]);
        if (scene == "enough for today")
        {
            await stage.Tables.ApplyAsync(
                [new ChangeSet(Keys.Prompts, Keys.Recipient(Sample.Tenant, "ann"), [new Change.Put(Keys.DayCount, Rows.Bytes(new(Rows.V, 0, new DayCount(new DateOnly(2025, 9, 17), 3)), StoreJson.Default.KeptDayCount))])], default);
        }

        // The people's own hours planned it already; the change of them comes after the plan, so that the pass has to decide.
        if (scene == "quiet")
        {
            await stage.Bot.Stores.People.UpdateAsync(Sample.Tenant, "ann", p => p with { Quiet = null }, default);
            await stage.Tables.ApplyAsync([await QuietAsync(stage)], default);
        }

        stage.AdvanceToDue();
        if (scene == "escalation")
        {
            await stage.PassAsync();
            stage.Advance(TimeSpan.FromDays(1));
        }

        var before = stage.Channel.Sent.Count;
        using var cut = new CutBot(stage, lives);
        try
        {
            await cut.Bot.Pass.RunAsync(default);
        }
        catch (CrashException)
        {
            // It died; the next process goes on.
        }

        var wasSending = stage.Channel.Sent.Count > before;
        stage.Restart();
        for (var i = 0; i < 14 * 24; i++)
        {
            await stage.PassAsync();
            await stage.PassAsync();
            stage.Advance(TimeSpan.FromHours(1));
        }

        var told = stage.Channel.Sent.SelectMany(b => b.Prompts.Select(p => (b.Recipient, p.StepId, p.Kind))).GroupBy(p => p).ToDictionary(g => g.Key, g => g.Count());
        return new Played(stage, told, cut.Tables.Died, wasSending);
    }

    /// <summary>The person's quiet hours as they are written without planning anew.</summary>
    private static async Task<ChangeSet> QuietAsync(Stage stage)
    {
        var row = (await stage.Tables.GetAsync(Keys.Crm, Keys.OfPerson(Sample.Tenant, "ann"), Keys.Person, default))!;
        var kept = row.As(StoreJson.Default.KeptPerson);
        var quiet = kept with { It = kept.It with { Quiet = new QuietHours(new TimeOnly(19, 0), new TimeOnly(11, 0)) } };
        var bytes = Rows.Bytes(quiet, StoreJson.Default.KeptPerson);
        await stage.Tables.ApplyAsync([new ChangeSet(Keys.Crm, Keys.People(Sample.Tenant), [new Change.Put(Keys.Short("ann"), bytes)])], default);
        return new ChangeSet(Keys.Crm, Keys.OfPerson(Sample.Tenant, "ann"), [new Change.Put(Keys.Person, bytes)]);
    }

    private sealed class CutBot : IDisposable
    {
        public CutBot(Stage stage, int lives)
        {
            Tables = new CutTables(stage.Tables, lives);
            Bot = stage.Start(Tables);
        }

        public CutTables Tables { get; }
        public Bot Bot { get; }

        public void Dispose() => Bot.Dispose();
    }
}
