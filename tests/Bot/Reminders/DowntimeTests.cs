using CrmBot.Bot.Reminders;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Bot.Tests.Reminders;

/// <summary>In which time no bot was awake.</summary>
public sealed class DowntimeTests
{
    private static readonly DateTimeOffset Monday = new(2025, 9, 15, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeClock _clock = new(Monday);
    private readonly MemoryTables _tables = new();

    [Fact]
    public async Task A_bot_that_stays_awake_knows_of_no_downtime_and_neither_does_a_new_one()
    {
        using var bot = Bot();
        Assert.Null(await bot.LatestAsync(default));
        await AwakeAsync(bot, 180);
        Assert.Null(await bot.LatestAsync(default));
    }

    [Fact]
    public async Task A_start_after_two_days_knows_from_when_and_so_does_the_next_bot()
    {
        using (var before = Bot())
        {
            await AwakeAsync(before, 3);
        }

        var last = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromDays(2));
        using var first = Bot();
        Assert.Equal(new Gap(last, _clock.GetUtcNow()), await first.LatestAsync(default));
        await AwakeAsync(first, 5);
        using var second = Bot();
        Assert.Equal(new Gap(last, last.AddDays(2)), await second.LatestAsync(default));
    }

    [Fact]
    public async Task A_bot_that_slept_while_another_was_awake_has_no_downtime()
    {
        using var sleeper = Bot();
        using var other = Bot();
        await sleeper.NoteAsync(default);
        await AwakeAsync(other, 60);
        Assert.Null(await sleeper.LatestAsync(default));
    }

    [Fact]
    public async Task A_bot_that_falls_silent_again_at_once_was_not_back_and_one_that_ran_for_hours_was()
    {
        using var bot = Bot();
        await bot.NoteAsync(default);
        _clock.Advance(TimeSpan.FromDays(1));
        await bot.NoteAsync(default);
        _clock.Advance(TimeSpan.FromHours(10));
        Assert.Equal(new Gap(Monday, _clock.GetUtcNow()), await bot.LatestAsync(default));

        await AwakeAsync(bot, 120);
        var last = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new Gap(last, _clock.GetUtcNow()), await bot.LatestAsync(default));
    }

    [Fact]
    public async Task A_jump_of_the_clock_that_is_made_through_it_is_no_downtime_for_this_bot_and_the_next()
    {
        using (var bot = Bot())
        {
            await AwakeAsync(bot, 3);
            await bot.ThroughAsync(() => Task.FromResult(Jump(TimeSpan.FromDays(2))), default);
            Assert.Null(await bot.LatestAsync(default));
        }

        using var next = Bot();
        Assert.Null(await next.LatestAsync(default));

        var last = _clock.GetUtcNow();
        Jump(TimeSpan.FromDays(1));
        Assert.Equal(new Gap(last, _clock.GetUtcNow()), await next.LatestAsync(default));
    }

    private bool Jump(TimeSpan by)
    {
        _clock.Advance(by);
        return true;
    }

    private Downtime Bot() => new(new SysStore(_tables), _clock, _clock, NullLogger<Downtime>.Instance);

    private async Task AwakeAsync(Downtime bot, int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            await bot.NoteAsync(default);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        await bot.NoteAsync(default);
    }
}
