using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

public sealed class PeopleTests : IDisposable
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Start);
    private readonly Process _process;

    public PeopleTests() => _process = new Process(_tables, _clock, new CountedIds("i"));

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task First_contact_makes_a_person_once_even_at_once()
    {
        var met = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => MeetAsync("29:abc"))));
        Assert.Single(met.Select(p => p.Id).Distinct());
        Assert.Equal(met[0].Id, Assert.Single(await _process.People.AllAsync(Tenant, default)).Id);
        Assert.Equivalent(met[0], await _process.People.GetAsync(Tenant, met[0].Id, default));
        Assert.NotEqual(met[0].Id, (await MeetAsync("29:abd")).Id);
    }

    [Fact]
    public async Task A_first_contact_cut_anywhere_ends_as_one_person()
    {
        var dies = true;
        for (var lives = 0; dies; lives++)
        {
            var tables = new MemoryTables();
            var cut = new CutTables(tables, lives);
            using var first = new Process(cut, _clock, new CountedIds("a"));
            try
            {
                await first.People.MeetAsync(Tenant, "x", Newcomer, default);
            }
            catch (CrashException)
            {
            }

            dies = cut.Died;
            using var second = new Process(tables, _clock, new CountedIds("b"));
            var person = await second.People.MeetAsync(Tenant, "x", Newcomer, default);
            Assert.Equal(person.Id, (await second.People.MeetAsync(Tenant, "x", Newcomer, default)).Id);
            Assert.Equal(person.Id, Assert.Single(await second.People.AllAsync(Tenant, default)).Id);
        }
    }

    [Fact]
    public async Task Imported_people_are_met_by_any_of_their_directory_ids()
    {
        await _process.People.ImportAsync(Tenant, [(Newcomer("wm"), ["wm", "Wang.Min@Example.test"]), (Newcomer("ly"), ["ly", "wm"])], default);
        Assert.Equal("wm", (await MeetAsync("wm")).Id);
        Assert.Equal("wm", (await MeetAsync("wang.min@example.TEST")).Id);
        Assert.Equal("ly", (await MeetAsync("ly")).Id);
        Assert.NotEqual("wm", (await MeetAsync("WM")).Id);
        Assert.Equal(3, (await _process.People.AllAsync(Tenant, default)).Count);
    }

    [Fact]
    public async Task An_import_of_someone_who_is_there_writes_over_them()
    {
        await _process.People.ImportAsync(Tenant, [(Newcomer("wm"), ["wm"])], default);
        await _process.People.ImportAsync(Tenant, [(Newcomer("wm") with { Role = Role.Manager }, ["wm"])], default);
        Assert.Equal(Role.Manager, (await _process.People.GetAsync(Tenant, "wm", default))!.Role);
        Assert.Equal(Role.Manager, Assert.Single(await _process.People.AllAsync(Tenant, default)).Role);
    }

    [Fact]
    public async Task No_change_of_a_person_is_lost_and_the_list_follows()
    {
        await _process.People.ImportAsync(Tenant, [(Newcomer("wm"), [])], default);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
            Assert.True(await _process.People.UpdateAsync(Tenant, "wm", p => p with { Aliases = [.. p.Aliases, $"{i}"] }, default)))));
        Assert.Equal(6, (await _process.People.GetAsync(Tenant, "wm", default))!.Aliases.Count);
        Assert.Equal(6, Assert.Single(await _process.People.AllAsync(Tenant, default)).Aliases.Count);
        Assert.False(await _process.People.UpdateAsync(Tenant, "nobody", p => p, default));
    }

    [Fact]
    public async Task A_change_of_a_person_cut_anywhere_reaches_the_list_by_the_relay()
    {
        await _process.People.ImportAsync(Tenant, [(Newcomer("wm"), [])], default);
        var dies = true;
        for (var lives = 0; dies; lives++)
        {
            var cut = new CutTables(_tables, lives);
            using var writer = new Process(cut, _clock, new CountedIds($"c{lives}-"));
            try
            {
                await writer.People.UpdateAsync(Tenant, "wm", p => p with { Team = $"{lives}" }, default);
            }
            catch (CrashException)
            {
            }

            dies = cut.Died;
            await _process.Relay.RunAsync(default);
            _clock.Advance(Relay.VoidAfter);
            await _process.Relay.RunAsync(default);
            Assert.Equal((await _process.People.GetAsync(Tenant, "wm", default))!.Team, Assert.Single(await _process.People.AllAsync(Tenant, default)).Team);
            Assert.Equal(0, _tables.Count(Keys.Work));
        }
    }

    [Fact]
    public async Task Reach_says_whether_it_changed()
    {
        Assert.Null(await _process.Reach.GetAsync(Tenant, Owner, default));
        Assert.True(await _process.Reach.PutAsync(Tenant, Owner, Reach(), default));
        Assert.False(await _process.Reach.PutAsync(Tenant, Owner, Reach(), default));
        Assert.True(await _process.Reach.PutAsync(Tenant, Owner, Reach(ReachState.Blocked), default));
        Assert.Equal(Reach(ReachState.Blocked), await _process.Reach.GetAsync(Tenant, Owner, default));
    }

    [Fact]
    public async Task A_release_cut_anywhere_leaves_nobody_waiting_once_they_speak_again()
    {
        var dies = true;
        for (var lives = 0; dies; lives++)
        {
            var tables = new MemoryTables();
            using var setup = new Process(tables, _clock, new CountedIds("s"));
            await Create(setup, Step());
            var id = Prompt.IdOf(StepId);
            Assert.Equal([id], await setup.Prompts.ParkAsync(Tenant, Owner, await setup.Reach.SeeAsync(Tenant, Owner, default), [id], null, DueAt, default));
            var cut = new CutTables(tables, lives);
            using var dying = new Process(cut, _clock, new CountedIds("d"));
            try
            {
                await dying.Reach.PutAsync(Tenant, Owner, Reach(), default);
            }
            catch (CrashException)
            {
            }

            dies = cut.Died;
            await setup.Reach.PutAsync(Tenant, Owner, Reach(), default);
            var prompt = Assert.Single(await setup.Prompts.SeeAsync(Tenant, Owner, [id], default)).Prompt;
            Assert.Equal(PromptState.Pending, prompt.State);
            Assert.Contains(await setup.DueUntilAsync(DueAt), r => DueRows.Meaning(r, prompt) == DueMeaning.Fire);
        }
    }

    [Fact]
    public async Task What_another_process_is_sending_by_now_is_not_parked()
    {
        await Create(_process, Step());
        var id = Prompt.IdOf(StepId);
        var where = await _process.Reach.SeeAsync(Tenant, Owner, default);
        var seen = await _process.Prompts.SeeAsync(Tenant, Owner, [id], default);
        Assert.NotNull(await _process.Prompts.ClaimAsync(Tenant, Owner, seen, "a1", "other", _clock.GetUtcNow().AddMinutes(10), default));
        Assert.Equal([], await _process.Prompts.ParkAsync(Tenant, Owner, where, [id], null, DueAt, default));
        Assert.Equal(["a1"], (await _process.Prompts.SeeAsync(Tenant, Owner, [id], default)).Select(s => s.Prompt.AttemptId));
    }

    [Fact]
    public async Task Copies_of_a_card_are_remembered_once_each()
    {
        await _process.Reach.RememberCardAsync(Tenant, Owner, "card", "a1", [], default);
        await _process.Reach.RememberCardAsync(Tenant, Owner, "card", "a2", [], default);
        await _process.Reach.RememberCardAsync(Tenant, Owner, "card", "a1", [], default);
        Assert.Equal(["a1", "a2"], await _process.Reach.CardCopiesAsync(Tenant, Owner, "card", default));
        Assert.Empty(await _process.Reach.CardCopiesAsync(Tenant, Owner, "other", default));
    }

    [Fact]
    public async Task Drafts_and_settings_are_kept_until_removed()
    {
        var drafts = new DraftStore(_tables, TimeProvider.System);
        var draft = new Draft("d1", Owner, "follow-up", CustomerId, null, null, 3, false, "text");
        await drafts.PutAsync(Tenant, draft, default);
        await drafts.PutAsync(Tenant, draft with { Coached = true }, default);
        Assert.Equal(draft with { Coached = true }, await drafts.GetAsync(Tenant, Owner, "d1", default) is { } kept ? kept with { KeptAt = null } : null);
        await drafts.RemoveAsync(Tenant, Owner, "d1", default);
        await drafts.RemoveAsync(Tenant, Owner, "d1", default);
        Assert.Null(await drafts.GetAsync(Tenant, Owner, "d1", default));

        var sys = new SysStore(_tables);
        Assert.Null(await sys.GetAsync("clock", "offset", default));
        await sys.PutAsync("clock", "offset", "1.00:00:00", default);
        Assert.Equal("1.00:00:00", await sys.GetAsync("clock", "offset", default));
    }

    private static Person Newcomer(string id) => new(id, "Wang Min", null, [], Role.Rep, null, null, "Asia/Shanghai", "zh-CN");

    private Task<Person> MeetAsync(string directoryId) => _process.People.MeetAsync(Tenant, directoryId, Newcomer, default).AsTask();
}
