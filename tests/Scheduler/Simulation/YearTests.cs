using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Xunit.Abstractions;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>
/// A year of the real scheduler for people in six zones, with something due on every day of it and at every hour, through both
/// changes of the clocks. The oracle asks only the wall clock and the calendar.
/// </summary>
public sealed class YearTests(ITestOutputHelper output) : IDisposable
{
    private static readonly DateOnly First = new(2025, 9, 12);
    private static readonly DateOnly Last = First.AddDays(364);

    private readonly Stage _stage = new();
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, DueBatch Batch)> _sent = [];
    private readonly PriorityQueue<(string Customer, string Step), DateTimeOffset> _done = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Every_message_that_nobody_asked_for_at_that_moment_comes_when_it_is_welcome()
    {
        foreach (var (zone, quiet) in new[]
        {
            ("Asia/Shanghai", null), ("Europe/London", "12:00-13:30"), ("America/New_York", "18:00-10:15"), ("Australia/Lord_Howe", null),
            ("Pacific/Apia", "23:00-06:00"), ("Africa/Cairo", "19:45-08:45"),
        })
        {
            await SettleInAsync(zone, quiet?.Split('-').Select(t => TimeOnly.Parse(t, System.Globalization.CultureInfo.InvariantCulture)).ToArray());
        }

        _stage.Channel.Answer = Arrive;
        for (DateTimeOffset? next = _stage.People.GetUtcNow(); next is { } at; next = await PassAsync())
        {
            while (_done.TryPeek(out var step, out var when) && when <= at)
            {
                _stage.Advance(when - _stage.People.GetUtcNow() is var gap && gap > TimeSpan.Zero ? gap : TimeSpan.Zero);
                _done.Dequeue();
                await DoneAsync(step.Customer, step.Step);
            }

            _stage.Advance(at > _stage.People.GetUtcNow() ? at - _stage.People.GetUtcNow() : TimeSpan.Zero);
        }

        var unasked = _sent.Where(s => !s.Batch.Prompts.Any(p => IsAskedFor(p, s.At))).ToList();
        Assert.All(unasked, s => Assert.True(IsWelcome(s.At, _people[s.Batch.Recipient]), $"{s.Batch.Recipient} got a message at {Zones.LocalOf(s.At, _people[s.Batch.Recipient].Zone):ddd yyyy-MM-dd HH:mm:ss}"));
        Assert.All(
            unasked.GroupBy(s => (s.Batch.Recipient, Zones.DayOf(s.At, _people[s.Batch.Recipient].Zone))),
            day => Assert.True(day.Count() <= SendPlan.MostADay, $"{day.Key} had {day.Count()} messages"));

        var firsts = _sent.SelectMany(s => s.Batch.Prompts.Select(p => (s.At, s.Batch.Recipient, p.Step))).GroupBy(p => p.Step.Id).ToDictionary(g => g.Key, g => g.First());
        foreach (var person in _people.Values)
        {
            for (var day = First; day <= Last; day = day.AddDays(1))
            {
                var all = firsts[$"{person.Id}-{day:yyyyMMdd}"];
                Assert.Equal(SendRules.Of(person).Calendar.OnOrAfter(day), Zones.DayOf(all.At, person.Zone));
                if (HasTimed(day))
                {
                    var timed = firsts[$"{person.Id}-{day:yyyyMMdd}-timed"];
                    Assert.True(timed.At == timed.Step.DueAt, $"{timed.Step.Id} came at {timed.At:O} instead of {timed.Step.DueAt:O}");
                }
            }
        }

        output.WriteLine($"{_sent.Count:N0} messages, {unasked.Count:N0} of them unasked, with {_sent.Sum(s => s.Batch.Prompts.Count):N0} reminders");
    }

    private static bool HasTimed(DateOnly day) => day.DayNumber % 3 == 0;

    // By the rule of the product: a moment that the person named, and up to an hour after it.
    private static bool IsAskedFor(DuePrompt prompt, DateTimeOffset at) => prompt is { Step.DueTime: not null, Nudge: 0 } && at <= prompt.DueAt.AddHours(1);

    private static bool IsWelcome(DateTimeOffset at, Person person)
    {
        var local = Zones.LocalOf(at, person.Zone);
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var isQuiet = person.Quiet is { } q && (q.From < q.Until ? time >= q.From && time < q.Until : time >= q.From || time < q.Until);
        return SendRules.Of(person).Calendar.IsWorkDay(day) && time >= new TimeOnly(8, 30) && time < new TimeOnly(20, 0) && !isQuiet;
    }

    private Task<Delivered> Arrive(DueBatch batch)
    {
        var now = _stage.People.GetUtcNow();
        _sent.Add((now, batch));
        foreach (var prompt in batch.Prompts.Where(p => p.Step.DueDay.DayNumber % 4 != 0))
        {
            _done.Enqueue((prompt.CustomerId, prompt.StepId), now.AddMinutes(20));
        }

        return Task.FromResult<Delivered>(new Delivered.Arrived("activity"));
    }

    /// <summary>What is to be done next; null when the year is over.</summary>
    private async Task<DateTimeOffset?> PassAsync()
    {
        var next = (await _stage.PassAsync()).NextDue;
        return _done.TryPeek(out _, out var done) && (next is null || done < next) ? done : next;
    }

    private Task<ChangeOutcome<string>> DoneAsync(string customer, string step) => _stage.Bot.Stores.Customers.ChangeAsync<string>(
        Sample.Request("done-" + step, customer),
        file => file!.Steps.FirstOrDefault(s => s.Id == step && s.State == StepState.Open) is { } open
            ? new Decision<string>.Commit(Steps.Done(file, open, _stage.People.GetUtcNow()))
            : new Decision<string>.No("done"),
        default).AsTask();

    private async Task SettleInAsync(string zone, TimeOnly[]? quiet)
    {
        var person = new Person(zone.Replace('/', '-'), "name", null, [], Role.Rep, null, null, zone, "en-US") { Quiet = quiet is [var from, var until] ? new QuietHours(from, until) : null };
        _people.Add(person.Id, person);
        await _stage.Bot.Stores.People.PutAsync(Sample.Tenant, person.Id, _ => person, default);
        await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, person.Id, Sample.Reach(), default);
        foreach (var week in Enumerable.Range(0, 365).Select(d => First.AddDays(d)).Chunk(14))
        {
            var head = Sample.Head with { Id = $"{person.Id}-{week[0]:yyyyMMdd}", OwnerId = person.Id };
            var outcome = await _stage.Bot.Stores.Customers.ChangeAsync<string>(
                Sample.Request("create-" + head.Id, head.Id), _ => new Decision<string>.Commit(new CustomerEdit("created", head) { Steps = [.. week.SelectMany(d => Steps(person, d))] }), default);
            Assert.IsType<ChangeOutcome<string>.Committed>(outcome);
        }

        IEnumerable<Step> Steps(Person person, DateOnly day)
        {
            yield return Step($"{person.Id}-{day:yyyyMMdd}", null);
            if (HasTimed(day))
            {
                yield return Step($"{person.Id}-{day:yyyyMMdd}-timed", new TimeOnly(day.DayNumber / 3 * 7 % 24, 30));
            }

            Step Step(string id, TimeOnly? time) => Sample.Step(id, person.Id) with { DueDay = day, DueTime = time, Zone = zone, DueAt = Due.At(day, time, zone) };
        }
    }
}
