namespace CrmBot.Storage.Tests.Stores;

/// <summary>An activity is taken by one process; what a dead one left is taken over by one.</summary>
public sealed class InboxStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly InboxKey Key = new("msteams", "19:a@thread.v2;messageid=1", "1757497200000", Sample.Start);

    private readonly FakeClock _clock = new(Sample.Start);
    private readonly MemoryTables _tables = new();
    private readonly InboxStore _inbox;

    public InboxStoreTests() => _inbox = new InboxStore(_tables, _clock);

    [Fact]
    public async Task The_first_takes_it_and_all_others_see_who_did()
    {
        Assert.Null(await _inbox.TakeAsync(Key, "one", None));

        var seen = await _inbox.TakeAsync(Key, "two", None);

        Assert.Equal(("one", false), (seen!.Process, seen.IsDone));
        Assert.Null(await _inbox.TakeAsync(Key with { Activity = "1757497200001" }, "two", None));
        Assert.Null(await _inbox.TakeAsync(Key with { Conversation = "19:b@thread.v2" }, "two", None));
        Assert.Null(await _inbox.TakeAsync(Key with { Channel = "directline" }, "two", None));
    }

    [Fact]
    public async Task Done_is_seen_by_everyone_and_said_twice_the_same()
    {
        await _inbox.TakeAsync(Key, "one", None);
        await _inbox.DoneAsync(Key, "one", None);
        await _inbox.DoneAsync(Key, "one", None);

        Assert.True((await _inbox.TakeAsync(Key, "two", None))!.IsDone);
    }

    [Fact]
    public async Task Of_two_that_take_over_one_wins()
    {
        await _inbox.TakeAsync(Key, "dead", None);
        var left = (await _inbox.TakeAsync(Key, "one", None))!;
        var same = (await _inbox.TakeAsync(Key, "two", None))!;
        Assert.Equal(left.Version, same.Version);

        Assert.True(await _inbox.TakeOverAsync(Key, left, "one", None));
        Assert.False(await _inbox.TakeOverAsync(Key, same, "two", None));
        Assert.NotEqual(left.Version, (await _inbox.TakeAsync(Key, "two", None))!.Version);
    }

    [Fact]
    public async Task What_was_forgotten_is_new()
    {
        await _inbox.TakeAsync(Key, "one", None);
        await _inbox.ForgetAsync(Key, None);
        await _inbox.ForgetAsync(Key, None);

        Assert.Null(await _inbox.TakeAsync(Key, "two", None));
    }

    [Fact]
    public async Task A_sweep_takes_what_is_older_than_the_age_whatever_its_own_timestamp_says()
    {
        InboxKey[] old = [Key, Key with { Activity = "none", SentAt = null }, .. Enumerable.Range(0, 250).Select(i => Key with { Activity = $"{i}" })];
        foreach (var key in old)
        {
            await _inbox.TakeAsync(key, "one", None);
            await _inbox.DoneAsync(key, "one", None);
        }

        _clock.Advance(TimeSpan.FromHours(25));
        InboxKey[] young = [Key with { Activity = "young", SentAt = _clock.GetUtcNow() }, Key with { Activity = "resent", SentAt = Sample.Start }];
        foreach (var key in young)
        {
            await _inbox.TakeAsync(key, "one", None);
        }

        Assert.Equal(old.Length, await _inbox.SweepAsync(TimeSpan.FromDays(1), None));
        Assert.Equal(0, await _inbox.SweepAsync(TimeSpan.FromDays(1), None));

        foreach (var key in young)
        {
            Assert.NotNull(await _inbox.TakeAsync(key, "two", None));
        }

        Assert.Null(await _inbox.TakeAsync(Key, "two", None));
    }
}
