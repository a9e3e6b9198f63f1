using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CrmBot.Scheduler;

/// <summary>
/// The figures and traces of reminders, for whoever listens; nothing leaves the process by itself. Tags are shards, codes and
/// ids of attempts, never people or customers.
/// </summary>
public sealed class SchedulerMeter : IDisposable
{
    /// <summary>Name of the meter and of the source of traces.</summary>
    public const string Name = "CrmBot.Reminders";

    /// <summary>Tag of a trace: the attempt, as prompts and logs name it.</summary>
    public const string AttemptTag = "crmbot.attempt_id";

    internal const string PromptsTag = "crmbot.prompts";
    internal const string EndTag = "crmbot.end";

    private readonly Meter _meter = new(Name);
    private readonly ActivitySource _source = new(Name);
    private readonly Histogram<double> _lag;
    private readonly UpDownCounter<int> _inFlight;

    public SchedulerMeter()
    {
        _lag = _meter.CreateHistogram("due_lag_seconds", "s", "From the instant a prompt was to be sent to its arrival", tags: null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600, 14400, 86400],
        });
        _inFlight = _meter.CreateUpDownCounter<int>("in_flight", "{message}", "Messages that are being sent");
        Claimed = Count("claimed", "Prompts taken to be sent");
        Sent = Count("sent", "Prompts that arrived");
        Ambiguous = Count("ambiguous", "Prompts of which nobody knows whether they arrived");
        Resent = Count("resent", "Prompts sent although an earlier copy may have arrived");
        Throttled = Count("throttled", "Prompts that the channel put off");
        Poison = Count("poison", "Prompts given up, also those that may have arrived");
        ClaimConflicts = Count("claim_conflicts", "Prompts that somebody else took or changed first");
        LeaseSteals = Count("lease_steals", "Shards taken over from a replica that had stopped");
        StaleIndexRows = Count("stale_index_rows", "Due rows met with nothing left to do");
        PossibleDuplicates = Count("possible_duplicates", "Prompts taken over by somebody else while their message arrived");
    }

    internal Counter<long> Claimed { get; }
    internal Counter<long> Sent { get; }
    internal Counter<long> Ambiguous { get; }
    internal Counter<long> Resent { get; }
    internal Counter<long> Throttled { get; }
    internal Counter<long> Poison { get; }
    internal Counter<long> ClaimConflicts { get; }
    internal Counter<long> LeaseSteals { get; }
    internal Counter<long> StaleIndexRows { get; }
    internal Counter<long> PossibleDuplicates { get; }

    /// <summary>True for a figure of this one, among all of its name.</summary>
    internal bool Owns(Instrument instrument) => instrument.Meter == _meter;

    /// <inheritdoc cref="Owns(Instrument)"/>
    internal bool Owns(ActivitySource source) => source == _source;

    internal void Lag(TimeSpan lag) => _lag.Record(lag.TotalSeconds);

    /// <summary>In seconds, a shard each.</summary>
    internal void Ages(Func<IEnumerable<(int Shard, TimeSpan Age)>> ages) => _meter.CreateObservableGauge(
        "oldest_due_age",
        () => ages().Select(a => new Measurement<double>(a.Age.TotalSeconds, new KeyValuePair<string, object?>("shard", a.Shard))),
        "s",
        "How long the oldest due prompt of a shard has waited to be looked at");

    /// <summary>One message, from the claim to what became of it.</summary>
    internal Dispatch Begin(string attempt, int prompts)
    {
        _inFlight.Add(1);
        var activity = _source.StartActivity("dispatch", ActivityKind.Producer);
        activity?.SetTag(AttemptTag, attempt).SetTag(PromptsTag, prompts);
        return new Dispatch(activity, () => _inFlight.Add(-1));
    }

    public void Dispose()
    {
        _meter.Dispose();
        _source.Dispose();
    }

    private Counter<long> Count(string name, string what) => _meter.CreateCounter<long>(name, null, what);
}

/// <summary>A message under way.</summary>
internal sealed class Dispatch(Activity? activity, Action over) : IDisposable
{
    public void Ended(string how) => activity?.SetTag(SchedulerMeter.EndTag, how);

    public void Dispose()
    {
        activity?.Dispose();
        over();
    }
}
