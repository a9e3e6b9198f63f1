using Microsoft.Extensions.Hosting;

namespace CrmBot.Protocol;

/// <summary>Turns that go on after their request was answered: no request holds them, so a stop must.</summary>
internal sealed class LateTurns
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];

    public void Add(Task turn)
    {
        lock (_lock)
        {
            _running.Add(turn);
        }

        _ = ForgetAsync(turn);
    }

    public async Task DrainAsync()
    {
        while (true)
        {
            Task[] running;
            lock (_lock)
            {
                running = [.. _running];
            }

            if (running.Length == 0)
            {
                return;
            }

            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var turn in running)
            {
                Forget(turn);
            }
        }
    }

    private async Task ForgetAsync(Task turn)
    {
        await turn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Forget(turn);
    }

    private void Forget(Task turn)
    {
        lock (_lock)
        {
            _running.Remove(turn);
        }
    }
}

/// <summary>A stop of the host waits for late turns. The server, which is added last, stops before it, so no new ones come.</summary>
internal sealed class TurnDrain(TurnRunner turns) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        turns.DrainAsync().WaitAsync(cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
