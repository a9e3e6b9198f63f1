using System.Collections.Concurrent;
using System.Threading.Channels;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>What became of steps and is not yet seen on the cards that were sent of them.</summary>
internal sealed class StepChanges : IStepSignal
{
    private const int MostWaiting = 10_000;

    private readonly Channel<StepChange> _waiting =
        Channel.CreateBounded<StepChange>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    // Who presses a card of the step itself has it replaced by the answer.
    private readonly ConcurrentDictionary<(string OpId, string PersonId), bool> _replaced = new();

    public void Changed(StepChange change) => _waiting.Writer.TryWrite(change);

    public IAsyncEnumerable<StepChange> ReadAllAsync(CancellationToken ct) => _waiting.Reader.ReadAllAsync(ct);

    /// <summary>Call before the change: the cards of this person are replaced by the answer to their press.</summary>
    public void Replaces(string opId, string personId)
    {
        if (_replaced.Count < MostWaiting)
        {
            _replaced[(opId, personId)] = true;
        }
    }

    /// <summary>Whether the cards of this person are replaced already; asked once.</summary>
    public bool IsReplaced(string opId, string personId) => _replaced.TryRemove((opId, personId), out _);
}
