using System.Globalization;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Start;
using CrmBot.Bot.Tests.WebChat;
using CrmBot.Scheduler;
using CrmBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Tests.Jobs;

public sealed class JobRunnerTests : IDisposable
{
    private readonly TemporaryDatabase _file = new();
    private readonly MovedTime _time = new();
    private readonly SqliteTables _tables;
    private readonly JobStore _store;

    public JobRunnerTests()
    {
        _tables = SqliteTables.Open(_file.Path);
        _store = new JobStore(_tables, _time);
    }

    public void Dispose()
    {
        _tables.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _file.Dispose();
    }

    [Fact]
    public async Task A_job_is_run_step_by_step_to_its_end_and_each_step_is_kept()
    {
        var kind = new Counting(3);
        await _store.StartAsync(Order("a"), default);
        await Runner(kind).RunAsync(default);

        Assert.Equal([null, "1", "2"], kind.Cursors);
        Assert.Empty(await _store.OpenAsync(default));
        var ended = (await _store.GetAsync("t", "a", default))!;
        Assert.Equal((JobState.Finished, "3", 3, 3, null), (ended.Job.State, ended.Job.Cursor, ended.Job.Done, ended.Job.Total, ended.Process));
    }

    [Fact]
    public async Task A_job_that_is_begun_twice_runs_once()
    {
        var kind = new Counting(2);
        await _store.StartAsync(Order("a"), default);
        await Runner(kind).RunAsync(default);
        var again = await _store.StartAsync(Order("a"), default);
        await Runner(kind).RunAsync(default);

        Assert.Equal(JobState.Finished, again.Job.State);
        Assert.Equal(2, kind.Cursors.Count);
    }

    [Fact]
    public async Task A_step_that_broke_is_run_again_from_its_cursor()
    {
        var kind = new Counting(3) { Fault = c => c == "1" ? new FormatException() : null, Faults = 2 };
        await _store.StartAsync(Order("a"), default);
        var runner = Runner(kind);
        await runner.RunAsync(default);
        await runner.RunAsync(default);
        Assert.Equal(JobState.Open, (await _store.GetAsync("t", "a", default))!.Job.State);
        await runner.RunAsync(default);

        Assert.Equal([null, "1", "1", "1", "2"], kind.Cursors);
        Assert.Equal(0, kind.Failed);
        Assert.Equal(JobState.Finished, (await _store.GetAsync("t", "a", default))!.Job.State);
    }

    [Fact]
    public async Task A_step_that_always_breaks_ends_the_job_and_whoever_asked_is_told_once()
    {
        var kind = new Counting(3) { Fault = c => c == "1" ? new FormatException() : null, Faults = int.MaxValue };
        await _store.StartAsync(Order("a"), default);
        var runner = Runner(kind);
        for (var i = 0; i < JobRunner.MostFaults + 2; i++)
        {
            await runner.RunAsync(default);
        }

        Assert.Equal(1, kind.Failed);
        Assert.Equal(1 + JobRunner.MostFaults, kind.Cursors.Count);
        Assert.Equal(JobState.Failed, (await _store.GetAsync("t", "a", default))!.Job.State);
    }

    [Fact]
    public async Task An_outage_of_the_store_counts_as_no_fault()
    {
        var kind = new Counting(2) { Fault = _ => new StorageUnavailableException("out"), Faults = JobRunner.MostFaults * 2 };
        await _store.StartAsync(Order("a"), default);
        var runner = Runner(kind);
        for (var i = 0; i < JobRunner.MostFaults * 2; i++)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => runner.RunAsync(default));
        }

        await runner.RunAsync(default);
        Assert.Equal((JobState.Finished, 0), ((await _store.GetAsync("t", "a", default))!.Job.State, kind.Failed));
    }

    [Fact]
    public async Task One_broken_job_keeps_no_other_from_its_end()
    {
        var broken = new Counting(2) { Fault = _ => new FormatException(), Faults = int.MaxValue };
        var sound = new Counting(2) { Kind = "sound" };
        await _store.StartAsync(Order("a"), default);
        await _store.StartAsync(Order("b") with { Kind = "sound" }, default);
        await Runner(broken, sound).RunAsync(default);

        Assert.Equal(JobState.Finished, (await _store.GetAsync("t", "b", default))!.Job.State);
    }

    [Fact]
    public async Task A_job_of_a_kind_that_this_version_does_not_know_waits_for_one_that_does()
    {
        await _store.StartAsync(Order("a") with { Kind = "later" }, default);
        await Runner(new Counting(1)).RunAsync(default);

        Assert.Null(Assert.Single(await _store.OpenAsync(default)).Process);
    }

    [Fact]
    public async Task A_job_of_another_process_is_taken_only_after_it_stood_still_for_ninety_seconds()
    {
        var dead = new Counting(3) { Fault = c => c == "1" ? new OperationCanceledException() : null, Faults = 1 };
        await _store.StartAsync(Order("a"), default);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner(dead).RunAsync(default));

        var heir = new Counting(3);
        var runner = Runner(heir);
        await runner.RunAsync(default);
        _time.Move(TimeSpan.FromSeconds(89));
        await runner.RunAsync(default);
        Assert.Empty(heir.Cursors);

        _time.Move(TimeSpan.FromSeconds(2));
        await runner.RunAsync(default);
        Assert.Equal(["1", "2"], heir.Cursors);
    }

    [Fact]
    public async Task On_one_machine_a_job_of_a_dead_process_is_taken_at_once()
    {
        var dead = new Counting(2) { Fault = _ => new OperationCanceledException(), Faults = 1 };
        await _store.StartAsync(Order("a"), default);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner(dead).RunAsync(default));

        var heir = new Counting(2);
        await Runner(oneProcess: true, heir).RunAsync(default);
        Assert.Equal(2, heir.Cursors.Count);
    }

    [Fact]
    public async Task A_process_that_was_taken_for_dead_stops_at_its_next_step()
    {
        var slow = new Counting(5);
        var heir = new Counting(5);
        await _store.StartAsync(Order("a"), default);
        var other = Runner(oneProcess: true, heir);
        slow.Before = async cursor =>
        {
            if (cursor == "1")
            {
                await other.RunAsync(default);
            }
        };
        await Runner(slow).RunAsync(default);

        Assert.Equal([null, "1"], slow.Cursors);
        Assert.Equal(["1", "2", "3", "4"], heir.Cursors);
    }

    [Fact]
    public async Task A_job_that_was_stopped_takes_no_further_step()
    {
        var kind = new Counting(5);
        await _store.StartAsync(Order("a"), default);
        kind.Before = async cursor =>
        {
            if (cursor == "2")
            {
                var seen = (await _store.GetAsync("t", "a", default))!;
                await _store.SaveAsync(seen, seen.Job with { State = JobState.Stopped }, null, 0, default);
            }
        };
        await Runner(kind).RunAsync(default);

        Assert.Equal([null, "1", "2"], kind.Cursors);
        Assert.Equal((JobState.Stopped, "2"), ((await _store.GetAsync("t", "a", default))!.Job.State, (await _store.GetAsync("t", "a", default))!.Job.Cursor));
    }

    [Fact]
    public async Task Ended_jobs_are_forgotten_after_a_month_and_open_ones_never()
    {
        await _store.StartAsync(Order("a"), default);
        await Runner(new Counting(1)).RunAsync(default);
        await _store.StartAsync(Order("b"), default);
        _time.Move(TimeSpan.FromDays(31));

        Assert.Equal("b", Assert.Single(await _store.OpenAsync(default)).Job.Id);
        Assert.Null(await _store.GetAsync("t", "a", default));
    }

    private static Job Order(string id) => new("t", id, "counting", "me", new DateTimeOffset(2025, 9, 10, 1, 40, 0, TimeSpan.Zero), "{}");

    private JobRunner Runner(params IJobKind[] kinds) => Runner(false, kinds);

    private JobRunner Runner(bool oneProcess, params IJobKind[] kinds) => new(
        _store, kinds, new RandomIds(), _time, Options.Create(new SchedulerOptions { OneProcess = oneProcess }), NullLogger<JobRunner>.Instance);

    /// <summary>Counts up to an end, a step each; breaks where it is told to, a number of times.</summary>
    private sealed class Counting(int to) : IJobKind
    {
        public string Kind { get; init; } = "counting";

        public Func<string?, Exception?> Fault { get; init; } = _ => null;

        public int Faults { get; set; }

        public Func<string?, Task> Before { get; set; } = _ => Task.CompletedTask;

        public List<string?> Cursors { get; } = [];

        public int Failed { get; private set; }

        public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
        {
            if (Faults > 0 && Fault(job.Cursor) is { } fault)
            {
                Faults--;
                if (fault is FormatException)
                {
                    Cursors.Add(job.Cursor);
                }

                throw fault;
            }

            Cursors.Add(job.Cursor);
            await Before(job.Cursor);
            var next = int.Parse(job.Cursor ?? "0", CultureInfo.InvariantCulture) + 1;
            return new JobStep(next.ToString(CultureInfo.InvariantCulture), next, 0, to, next == to);
        }

        public Task FailedAsync(Job job, CancellationToken ct)
        {
            Failed++;
            return Task.CompletedTask;
        }
    }

    private sealed class MovedTime : TimeProvider
    {
        private TimeSpan _moved;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _moved.Ticks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2025, 9, 10, 1, 40, 0, TimeSpan.Zero) + _moved;

        public void Move(TimeSpan by) => _moved += by;
    }
}
