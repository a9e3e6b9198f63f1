using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>A colleague who has left and is erased leaves ids only, and whoever comes back is somebody new.</summary>
public sealed class PersonEraseTests : IDisposable
{
    private const string Tenant = EraseWorld.Tenant;
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Sample.Start);
    private readonly Process _process;

    public PersonEraseTests() => _process = new Process(_tables, _clock, new CountedIds("a"));

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task Nothing_of_a_colleague_is_left_but_ids_and_that_it_happened()
    {
        await PersonEraseWorld.MakeAsync(_tables, _process);
        Assert.Equal(PersonEraseWorld.Words, await EraseWorld.FoundAsync(_tables, PersonEraseWorld.Words));

        await PersonEraseWorld.EraseAsync(_tables, _process);

        Assert.Empty(await EraseWorld.FoundAsync(_tables, PersonEraseWorld.Words));
        var left = (await _process.People.GetAsync(Tenant, PersonEraseWorld.Gone, default))!;
        Assert.True(PersonErasure.IsErased(left) && left is { Left: true, ManagerId: "boss", Role: Role.Rep, Team: null });
        Assert.Equivalent(left, (await _process.People.AllAsync(Tenant, default)).Single(p => p.Id == PersonEraseWorld.Gone));
        Assert.Null(await _process.Reach.GetAsync(Tenant, PersonEraseWorld.Gone, default));
        Assert.Null(await _process.People.IdOfAsync(Tenant, PersonEraseWorld.Mail, default));

        var neighbour = (await _process.Customers.LoadAsync(Tenant, EraseWorld.Neighbour, default))!;
        Assert.Equal(("[erased] promised Jimmy a sample; [erased] will call, [erased] knows", PersonEraseWorld.Gone), (neighbour.Recent[0].Summary, neighbour.Recent[0].AuthorId));
        Assert.Equal("call for [erased]", neighbour.OpenSteps.Single().What);
        Assert.Equal("call for [erased]", (await _process.Index.OfPersonAsync(Tenant, Sample.Owner, default)).Single(s => s.CustomerId == EraseWorld.Neighbour).OpenSteps[0].What);

        var day = await new AuditStore(_tables).DayAsync(Tenant, new DateOnly(2025, 9, 10), "Etc/UTC", 100, null, default);
        Assert.Contains(day.Items, c => c is { What: "person-erased", CustomerId: PersonEraseWorld.Gone, ById: "boss" });
        var files = new FileStore(_tables, TimeProvider.System);
        Assert.Null(await files.GetAsync(Tenant, "file1", default));
        Assert.NotNull(await files.GetAsync(Tenant, "file2", default));
    }

    [Fact]
    public async Task A_contact_of_the_same_name_keeps_it()
    {
        await PersonEraseWorld.MakeAsync(_tables, _process);
        await _process.Customers.ChangeAsync<string>(
            Sample.Request("contact", EraseWorld.Neighbour),
            file => new Decision<string>.Commit(new CustomerEdit("edited", file!.Head) { Contacts = [new Contact("k9", "周启明", null, null, null)] }),
            default);
        await PersonEraseWorld.EraseAsync(_tables, _process);
        var neighbour = (await _process.Customers.LoadAsync(Tenant, EraseWorld.Neighbour, default))!;
        Assert.Equal("周启明 promised Jimmy a sample; [已删除] will call, [已删除] knows", neighbour.Recent[0].Summary);
    }

    [Fact]
    public async Task The_same_erase_twice_is_one_and_another_one_finds_nothing()
    {
        await PersonEraseWorld.MakeAsync(_tables, _process);
        var erasure = new PersonErasure(_tables, _clock);
        Assert.Equal(EraseOutcome.Erased, await erasure.CommitAsync(PersonEraseWorld.Request, default));
        Assert.Equal(EraseOutcome.Erased, await erasure.CommitAsync(PersonEraseWorld.Request, default));
        Assert.Equal(EraseOutcome.Nothing, await erasure.CommitAsync(PersonEraseWorld.Request with { OpId = "another" }, default));
        Assert.Equal(EraseOutcome.Nothing, await erasure.CommitAsync(PersonEraseWorld.Request with { PersonId = "nobody" }, default));
    }

    [Fact]
    public async Task Who_comes_back_is_somebody_new()
    {
        await PersonEraseWorld.MakeAsync(_tables, _process);
        await PersonEraseWorld.EraseAsync(_tables, _process);
        var back = await _process.People.MeetAsync(Tenant, PersonEraseWorld.Id, id => new Person(id, "Z", null, [], Role.Rep, null, null, "Etc/UTC", "en-US"), default);
        Assert.NotEqual(PersonEraseWorld.Gone, back.Id);
    }

    [Fact]
    public async Task Every_shadow_is_as_a_rebuild_would_make_it()
    {
        await PersonEraseWorld.MakeAsync(_tables, _process);
        var before = (await new ShadowRebuild(_tables, _clock).CheckAsync(null, null, default)).Differences.Count;
        await PersonEraseWorld.EraseAsync(_tables, _process);
        _clock.Advance(TimeSpan.FromSeconds(11));
        await _process.Relay.RunAsync(default);
        _clock.Advance(Relay.VoidAfter);
        Assert.Equal(0, (await _process.Relay.RunAsync(default)).Waiting);
        Assert.Equal(before, (await new ShadowRebuild(_tables, _clock).CheckAsync(null, null, default)).Differences.Count);
    }

    [Fact]
    public async Task Killed_between_any_two_calls_an_erase_ends_as_one_that_was_not()
    {
        for (var lives = 0; ; lives++)
        {
            var tables = new MemoryTables();
            using var before = new Process(tables, _clock, new CountedIds("a"));
            await PersonEraseWorld.MakeAsync(tables, before);
            var cut = new CutTables(tables, lives);
            using var dying = new Process(cut, _clock, new CountedIds("b"));
            var died = false;
            try
            {
                await PersonEraseWorld.EraseAsync(cut, dying);
            }
            catch (CrashException)
            {
                died = true;
            }

            using var after = new Process(tables, _clock, new CountedIds("c"));
            await PersonEraseWorld.EraseAsync(tables, after);

            // A list that the dying one did not write any more is the relay's.
            await after.Relay.RunAsync(default);
            _clock.Advance(Relay.VoidAfter);
            Assert.Equal(0, (await after.Relay.RunAsync(default)).Waiting);
            var found = await EraseWorld.FoundAsync(tables, PersonEraseWorld.Words);
            Assert.True(found.Count == 0, $"after {lives} calls: {string.Join(", ", found)}");
            if (!died)
            {
                Assert.True(lives > 20);
                return;
            }
        }
    }
}
