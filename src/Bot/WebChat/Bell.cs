using System.Collections.Concurrent;

namespace CrmBot.Bot.WebChat;

/// <summary>
/// Wakes those who watch a conversation: whoever wakes reads the stored rows, so a lost or a doubled ring loses and
/// doubles nothing. All it carries is what is not stored because it passes, and that may be lost.
/// </summary>
internal sealed class Bell
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string?>> _next = new(StringComparer.Ordinal);

    /// <summary>
    /// Completes at the next ring, with what passes by or null. Take it before reading, then nothing falls between the two.
    /// </summary>
    public Task<string?> NextAsync(string conversation) =>
        _next.GetOrAdd(conversation, static _ => new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <param name="passing">An activity for those who watch now, as text: many read it at once.</param>
    public void Ring(string conversation, string? passing = null)
    {
        if (_next.TryRemove(conversation, out var waiting))
        {
            waiting.TrySetResult(passing);
        }
    }
}
