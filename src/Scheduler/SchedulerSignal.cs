using CrmBot.Storage;

namespace CrmBot.Scheduler;

/// <summary>Wakes the scheduler before its next poll.</summary>
public interface ISchedulerSignal
{
    /// <summary>Call after a jump of people's clock.</summary>
    void Wake();
}

/// <summary>The one bell of the scheduler's loop; any number of calls before it looks are one.</summary>
internal sealed class SchedulerSignal : ISchedulerSignal, IDueSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _rung = New();
    private DateTimeOffset _next = DateTimeOffset.MaxValue;

    /// <summary>Completes at the next ring, or at once when it rang since the last <see cref="Silence"/>.</summary>
    public Task Rung
    {
        get
        {
            lock (_gate)
            {
                return _rung.Task;
            }
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            _rung.TrySetResult();
        }
    }

    public void Planned(DateTimeOffset due)
    {
        lock (_gate)
        {
            if (due < _next)
            {
                _rung.TrySetResult();
            }
        }
    }

    /// <summary>Call before looking: from then on everything that is planned rings, because the look may have missed it.</summary>
    public void Silence()
    {
        lock (_gate)
        {
            _next = DateTimeOffset.MaxValue;
            if (_rung.Task.IsCompleted)
            {
                _rung = New();
            }
        }
    }

    /// <summary>When the loop looks again by itself (people's time); what is planned for later need not ring.</summary>
    public void NextLook(DateTimeOffset at)
    {
        lock (_gate)
        {
            _next = at;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
