namespace CrmBot.Protocol;

/// <summary>
/// Lets the turns of one conversation in one after the other, in the order in which they came, and those of different
/// conversations side by side. A conversation is remembered only while a turn of it runs.
/// </summary>
internal sealed class ConversationGate(int maxWaiting)
{
    private readonly Lock _lock = new();

    // A queue is made only when somebody has to wait.
    private readonly Dictionary<Key, Queue<TaskCompletionSource>?> _running = [];

    /// <summary>How many conversations have a turn running.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>How many turns of a conversation stand in its queue.</summary>
    public int Waiting(Key conversation)
    {
        lock (_lock)
        {
            return _running.GetValueOrDefault(conversation)?.Count ?? 0;
        }
    }

    /// <summary>True when the turn may run; then <see cref="Leave"/> must follow. False when too many wait, or it waited too long.</summary>
    public ValueTask<bool> EnterAsync(Key conversation, TimeSpan patience)
    {
        TaskCompletionSource waiter;
        lock (_lock)
        {
            if (_running.TryAdd(conversation, null))
            {
                return new ValueTask<bool>(true);
            }

            var queue = _running[conversation] ??= new Queue<TaskCompletionSource>();
            if (queue.Count >= maxWaiting)
            {
                return new ValueTask<bool>(false);
            }

            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            queue.Enqueue(waiter);
        }

        return WaitAsync(waiter, patience);
    }

    public void Leave(Key conversation)
    {
        lock (_lock)
        {
            var queue = _running[conversation];
            while (queue is not null && queue.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _running.Remove(conversation);
        }
    }

    private static async ValueTask<bool> WaitAsync(TaskCompletionSource waiter, TimeSpan patience)
    {
        try
        {
            await waiter.Task.WaitAsync(patience);
            return true;
        }
        catch (TimeoutException)
        {
            // When the turn before left at this very moment, the gate is ours after all.
            return !waiter.TrySetCanceled();
        }
    }

    internal readonly record struct Key(string ChannelId, string ConversationId);
}
