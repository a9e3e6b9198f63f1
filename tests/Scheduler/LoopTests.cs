using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmBot.Scheduler.Tests;

/// <summary>The loop in a host, on clocks that move only when told: whatever happens here was not waited for.</summary>
public sealed class LoopTests : IAsyncLifetime
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _machine = new(Sample.Start);
    private readonly FakeClock _people = new(Sample.Start);
    private readonly Arrivals _channel = new();
    private readonly Door _door;
    private IHost _host = null!;

    public LoopTests() => _door = new Door(_tables);

    public async Task InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ITables>(_tables);
        builder.Services.AddSingleton<TimeProvider>(_machine);
        builder.Services.AddKeyedSingleton<TimeProvider>("people", _people);
        builder.Services.AddSingleton<IIds>(new CountedIds("i"));
        builder.Services.AddSingleton<IPromptDelivery>(_channel);
        builder.Services.AddLogging();
        builder.Services.AddStores();
        builder.Services.AddScheduler();
        builder.Services.AddSingleton<IHostedService>(_door);
        _host = builder.Build();
        await _host.StartAsync();
        await Get<ReachStore>().PutAsync(Sample.Tenant, Sample.Owner, Sample.Reach(), default);
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task A_jump_of_peoples_clock_wakes_the_loop()
    {
        await PlanAsync(Sample.Step());
        _people.Advance(Sample.DueAt - Sample.Start);
        Get<ISchedulerSignal>().Wake();
        Assert.Equal(Sample.StepId, (await _channel.NextAsync()).Prompts[0].StepId);
    }

    [Fact]
    public async Task What_is_planned_for_now_wakes_the_loop()
    {
        await PlanAsync(Sample.Step() with { DueAt = Sample.Start });
        Assert.Equal(Sample.StepId, (await _channel.NextAsync()).Prompts[0].StepId);
    }

    [Fact]
    public async Task Otherwise_the_loop_looks_every_few_seconds()
    {
        await PlanAsync(Sample.Step());
        _people.Advance(Sample.DueAt - Sample.Start);
        var arrival = _channel.NextAsync();
        while (!arrival.IsCompleted)
        {
            // Only while the loop waits: time that passes during a send would count against it.
            if (_machine.Timers > 0)
            {
                _machine.Advance(TimeSpan.FromSeconds(5));
            }

            await Task.Yield();
        }

        Assert.Equal(Sample.StepId, (await arrival).Prompts[0].StepId);
    }

    [Fact]
    public async Task A_shutdown_waits_for_the_message_that_is_being_sent()
    {
        var release = new TaskCompletionSource<Delivered>();
        _channel.Answer = () => release.Task;
        await PlanAsync(Sample.Step() with { DueAt = Sample.Start });
        await _channel.NextAsync();
        var stopping = _host.StopAsync();
        Assert.False(stopping.IsCompleted);
        release.SetResult(new Delivered.Arrived("a1"));
        await stopping;
        var prompt = Assert.Single(await Get<PromptStore>().SeeAsync(
            Sample.Tenant, Sample.Owner, [Prompt.IdOf(Sample.StepId)], default)).Prompt;
        Assert.Equal((PromptState.Sent, "a1"), (prompt.State, prompt.ActivityId));
    }

    // The channel's answers, and on the page the message itself, come in through the door: a send before it opens fails.
    [Fact]
    public void The_loop_does_not_look_before_everything_else_has_started() => Assert.Equal(0, _door.CallsBefore);

    private T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    private async Task PlanAsync(Step step) => Assert.IsType<ChangeOutcome<string>.Committed>(await Get<CustomerStore>().ChangeAsync<string>(
        Sample.Request("create"), _ => new Decision<string>.Commit(new CustomerEdit("created", Sample.Head) { Steps = [step] }), default));

    /// <summary>Starts last, as the server does, and slowly.</summary>
    private sealed class Door(MemoryTables tables) : IHostedService
    {
        public int CallsBefore { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
            CallsBefore = tables.Queries;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Arrivals : IPromptDelivery
    {
        private readonly System.Threading.Channels.Channel<DueBatch> _batches = System.Threading.Channels.Channel.CreateUnbounded<DueBatch>();

        public Func<Task<Delivered>> Answer { get; set; } = () => Task.FromResult<Delivered>(new Delivered.Arrived("a1"));

        public async ValueTask<Delivered> DeliverAsync(DueBatch batch, CancellationToken ct)
        {
            await _batches.Writer.WriteAsync(batch, ct);
            return await Answer();
        }

        public async Task<DueBatch> NextAsync() => await _batches.Reader.ReadAsync(default).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
