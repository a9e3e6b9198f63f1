using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.WebChat;

/// <summary>
/// Wakes those who watch a conversation: whoever wakes reads the stored rows, so a lost or a doubled ring loses and
/// doubles nothing. All it carries is what is not stored because it passes, and that may be lost.
/// </summary>
internal sealed class Bell
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject?>> _next = new(StringComparer.Ordinal);

    /// <summary>
    /// Completes at the next ring, with what passes by or null. Take it before reading, then nothing falls between the two.
    /// </summary>
    public Task<JsonObject?> NextAsync(string conversation) =>
        _next.GetOrAdd(conversation, static _ => new TaskCompletionSource<JsonObject?>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <param name="passing">An activity for those who watch now; nobody may change it afterwards.</param>
    public void Ring(string conversation, JsonObject? passing = null)
    {
        if (_next.TryRemove(conversation, out var waiting))
        {
            waiting.TrySetResult(passing);
        }
    }
}
