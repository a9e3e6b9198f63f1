using System.Threading.Channels;

namespace CrmBot.Bot.WebChat;

/// <summary>
/// Wakes those who watch a conversation: whoever wakes reads the stored rows, so a doubled ring doubles nothing. It
/// carries only what is not stored because it passes.
/// </summary>
internal sealed class Bell
{
    // Rings that one watcher has not heard yet. Of more the oldest goes, which costs at most a sign that is over anyway.
    private const int Unheard = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Watch>> _watching = new(StringComparer.Ordinal);

    /// <summary>Hears every ring from now on. Take it before reading, then nothing falls between the two.</summary>
    public Watch Open(string conversation)
    {
        var watch = new Watch(this, conversation);
        lock (_gate)
        {
            if (!_watching.TryGetValue(conversation, out var all))
            {
                _watching[conversation] = all = [];
            }

            all.Add(watch);
        }

        return watch;
    }

    /// <param name="passing">An activity for those who watch now, as text: many read it at once.</param>
    public void Ring(string conversation, string? passing = null)
    {
        lock (_gate)
        {
            foreach (var watch in _watching.GetValueOrDefault(conversation, []))
            {
                watch.Rings.Writer.TryWrite(passing);
            }
        }
    }

    private void Close(Watch watch)
    {
        lock (_gate)
        {
            if (_watching.TryGetValue(watch.Conversation, out var all) && all.Remove(watch) && all.Count == 0)
            {
                _watching.Remove(watch.Conversation);
            }
        }
    }

    internal sealed class Watch(Bell bell, string conversation) : IDisposable
    {
        public string Conversation { get; } = conversation;

        internal Channel<string?> Rings { get; } =
            Channel.CreateBounded<string?>(new BoundedChannelOptions(Unheard) { FullMode = BoundedChannelFullMode.DropOldest });

        /// <summary>Waits for a ring; gives what passed since the last one.</summary>
        public async Task<IReadOnlyList<string>> NextAsync(CancellationToken ct)
        {
            await Rings.Reader.WaitToReadAsync(ct);
            var passed = new List<string>();
            while (Rings.Reader.TryRead(out var passing))
            {
                if (passing is not null)
                {
                    passed.Add(passing);
                }
            }

            return passed;
        }

        public void Dispose() => bell.Close(this);
    }
}
