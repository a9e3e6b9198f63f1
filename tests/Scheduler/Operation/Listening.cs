using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CrmBot.Scheduler.Tests.Operation;

/// <summary>Hears the figures and traces of one watch, whatever others in the same run do.</summary>
internal sealed class Listening : IDisposable
{
    private readonly MeterListener _figures = new();
    private readonly ActivityListener _traces;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly Dictionary<int, double> _ages = [];

    public Listening(SchedulerMeter meter)
    {
        _figures.InstrumentPublished = (instrument, listener) =>
        {
            if (meter.Owns(instrument))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _figures.SetMeasurementEventCallback<long>((i, value, _, _) => Add(i.Name, value));
        _figures.SetMeasurementEventCallback<int>((i, value, _, _) => Add(i.Name, value));
        _figures.SetMeasurementEventCallback<double>(Take);
        _figures.Start();
        _traces = new ActivityListener
        {
            ShouldListenTo = source => meter.Owns(source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (_gate)
                {
                    Traces.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_traces);
    }

    public List<Activity> Traces { get; } = [];

    public List<double> Lags { get; } = [];

    public double this[string name]
    {
        get
        {
            lock (_gate)
            {
                return _sums.GetValueOrDefault(name);
            }
        }
    }

    public IReadOnlyDictionary<int, double> Ages()
    {
        _figures.RecordObservableInstruments();
        lock (_gate)
        {
            return new Dictionary<int, double>(_ages);
        }
    }

    public void Dispose()
    {
        _figures.Dispose();
        _traces.Dispose();
    }

    private void Add(string name, double value)
    {
        lock (_gate)
        {
            _sums[name] = _sums.GetValueOrDefault(name) + value;
        }
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        lock (_gate)
        {
            if (instrument.Name == "oldest_due_age")
            {
                _ages[(int)tags[0].Value!] = value;
            }
            else
            {
                Lags.Add(value);
            }
        }
    }
}
