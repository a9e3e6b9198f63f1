using System.Collections.Concurrent;

namespace CrmBot.Bot.WebChat;

/// <summary>
/// Wakes those who watch a conversation. It carries nothing: whoever wakes reads the stored rows, so a lost or a
/// doubled ring loses and doubles nothing.
/// </summary>
internal sealed class Bell
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _next = new(StringComparer.Ordinal);

    /// <summary>Completes at the next ring. Take it before reading, then nothing falls between the two.</summary>
    public Task NextAsync(string conversation) =>
        _next.GetOrAdd(conversation, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Ring(string conversation)
    {
        if (_next.TryRemove(conversation, out var waiting))
        {
            waiting.TrySetResult();
        }
    }
}
