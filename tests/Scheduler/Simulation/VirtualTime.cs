namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>
/// One thread, its own time: tasks run in the order in which they became ready, and when none is ready time jumps to what
/// was planned next. The same plan gives the same order, whatever the machine does.
/// </summary>
internal sealed class VirtualTime : TaskScheduler
{
    private readonly Queue<Task> _ready = new();
    private readonly PriorityQueue<Action, (long At, long Nth)> _later = new();
    private long _planned;
    private bool _runs;

    /// <summary>True time since the start; no process of the simulation sees it.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>A task that never ends: what a dead process waits for.</summary>
    public static Task Never { get; } = new TaskCompletionSource().Task;

    public void At(TimeSpan when, Action act) => _later.Enqueue(act, ((when < Now ? Now : when).Ticks, _planned++));

    public Task UntilAsync(TimeSpan when)
    {
        var over = new TaskCompletionSource();
        At(when, over.SetResult);
        return over.Task;
    }

    public Task After(TimeSpan wait) => UntilAsync(Now + wait);

    /// <summary>Begins something beside what runs now.</summary>
    public Task Begin(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    public Task<T> Begin<T>(Func<Task<T>> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Runs until the work is done, on the caller's thread; what else was begun stays where it is.</summary>
    public void Run(Func<Task> work)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _runs = true;
        try
        {
            var main = Begin(work);
            while (!main.IsCompleted)
            {
                if (_ready.TryDequeue(out var next))
                {
                    TryExecuteTask(next);
                }
                else if (_later.TryDequeue(out var act, out var key))
                {
                    Now = TimeSpan.FromTicks(key.At);
                    act();
                }
                else
                {
                    throw new InvalidOperationException("Everything waits and nothing is planned.");
                }
            }

            main.GetAwaiter().GetResult();
        }
        finally
        {
            _runs = false;
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    protected override void QueueTask(Task task)
    {
        if (!_runs)
        {
            throw new InvalidOperationException("Something outside the simulation reaches into it.");
        }

        _ready.Enqueue(task);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _ready;
}
