using CrmBot.Bot.Jobs;
using CrmBot.Bot.Start;
using CrmBot.Bot.Tests.WebChat;
using CrmBot.Scheduler;
using CrmBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Tests.Jobs;

public sealed class HousekeepingTests : IDisposable
{
    private readonly TemporaryDatabase _file = new();
    private readonly HandMovedTime _time = new();
    private readonly SqliteTables _tables;

    public HousekeepingTests() => _tables = SqliteTables.Open(_file.Path);

    public void Dispose()
    {
        _tables.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _file.Dispose();
    }

    [Fact]
    public async Task Forms_that_nobody_sent_go_with_the_walk_of_a_later_week_and_a_week_has_one_walk()
    {
        var drafts = new DraftStore(_tables, _time);
        for (var i = 0; i < 1100; i++)
        {
            await drafts.PutAsync("t", new Draft($"d{i}", "p", "follow-up", null, null, null, 0, false, null), default);
        }

        var first = await RoundAsync();
        var again = await RoundAsync();
        Assert.Equal((first.Job.Id, JobState.Finished, 0), (again.Job.Id, again.Job.State, again.Job.Done));

        _time.Move(TimeSpan.FromDays(35));
        var later = await RoundAsync();
        Assert.NotEqual(first.Job.Id, later.Job.Id);
        Assert.Equal((JobState.Finished, 1100), (later.Job.State, later.Job.Done));
        Assert.Null(await drafts.GetAsync("t", "p", "d7", default));
    }

    private async Task<JobSeen> RoundAsync()
    {
        var store = new JobStore(_tables, _time);
        using var house = new Housekeeping(new JobStarter(store, new JobSignal()), _time, NullLogger<Housekeeping>.Instance);
        var begun = (await house.BeginAsync(default)).Single(j => j.Kind == RetentionJob.Name);
        var kind = new RetentionJob(new Retention(_tables, _time), _time, NullLogger<RetentionJob>.Instance);
        await new JobRunner(store, [kind], new RandomIds(), _time, Options.Create(new SchedulerOptions()), NullLogger<JobRunner>.Instance).RunAsync(default);
        return (await store.GetAsync(begun.Tenant, begun.Id, default))!;
    }
}
