using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Jobs;

/// <summary>Wakes the loop of jobs.</summary>
internal sealed class JobSignal
{
    private TaskCompletionSource rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Rung => Volatile.Read(ref rung).Task;

    /// <summary>A job was begun.</summary>
    public void Ring() => Volatile.Read(ref rung).TrySetResult();

    public void Silence() => Interlocked.Exchange(ref rung, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>Looks for jobs when one was begun, and otherwise now and then: another process may have left one.</summary>
internal sealed class JobLoop(JobRunner runner, JobSignal signal, TimeProvider machine, IHostApplicationLifetime host, ILogger<JobLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What a job tells people goes through a server that starts after the hosted services.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var up = host.ApplicationStarted.Register(() => started.TrySetResult());
        await using var down = stoppingToken.Register(() => started.TrySetResult());
        await started.Task;
        var rounds = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            signal.Silence();

            // Not awaited: a long job must not keep a new one waiting.
            rounds.RemoveAll(r => r.IsCompleted);
            rounds.Add(RoundAsync(stoppingToken));
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(signal.Rung, Task.Delay(Poll, machine, over.Token));
            await over.CancelAsync();
        }

        await Task.WhenAll(rounds);
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        try
        {
            await runner.RunAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            log.JobRoundFailed(fault);
        }
    }
}
