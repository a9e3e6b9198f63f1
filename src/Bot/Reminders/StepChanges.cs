using System.Collections.Concurrent;
using System.Threading.Channels;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>Cards of a person that need not follow a change of a step.</summary>
internal enum CardsKept
{
    None,

    /// <summary>Those of the step alone: the answer to the press on one of them replaces them.</summary>
    Replaced,

    /// <summary>All of them say it already.</summary>
    All,
}

/// <summary>What became of steps and is not yet seen on the cards that were sent of them.</summary>
internal sealed class StepChanges : IStepSignal
{
    private const int MostWaiting = 10_000;

    private readonly Channel<StepChange> _waiting =
        Channel.CreateBounded<StepChange>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly ConcurrentDictionary<(string OpId, string PersonId), CardsKept> _kept = new();

    // A change that is refused never asks: the oldest go.
    private readonly ConcurrentQueue<(string OpId, string PersonId)> _keptFirst = new();

    public void Changed(StepChange change) => _waiting.Writer.TryWrite(change);

    public IAsyncEnumerable<StepChange> ReadAllAsync(CancellationToken ct) => _waiting.Reader.ReadAllAsync(ct);

    /// <summary>Call before the change: which cards of this person need not follow it.</summary>
    public void Keep(string opId, string personId, CardsKept which)
    {
        _kept[(opId, personId)] = which;
        _keptFirst.Enqueue((opId, personId));
        while (_keptFirst.Count > MostWaiting && _keptFirst.TryDequeue(out var oldest))
        {
            _kept.TryRemove(oldest, out _);
        }
    }

    /// <summary>Which cards of this person need not follow the change; asked once.</summary>
    public CardsKept Take(string opId, string personId) => _kept.TryRemove((opId, personId), out var which) ? which : CardsKept.None;
}
