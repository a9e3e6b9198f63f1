namespace CrmBot.Storage;

/// <summary>
/// A stored row that this bot must not read: a newer bot wrote it, or another program did. It stands as it is: whatever would
/// be written over it would lose what the newer bot knows. The message holds the keys, which are ids.
/// </summary>
public sealed class UnreadableRowException : Exception
{
    public UnreadableRowException(string message) : base(message) { }
    public UnreadableRowException(string message, Exception inner) : base(message, inner) { }
    public UnreadableRowException() { }
}
