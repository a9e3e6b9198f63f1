namespace CrmBot.Storage;

/// <summary>Version of a stored row, opaque; never empty for a stored row.</summary>
public readonly record struct ETag(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A stored row: its keys, its version and its content as one UTF-8 JSON object.</summary>
public sealed record Row(string PartitionKey, string RowKey, ETag ETag, ReadOnlyMemory<byte> Data);

/// <summary>One change of one row. Which row is missing or in the way is an outcome, not an exception.</summary>
public abstract record Change
{
    private Change(string rowKey) => RowKey = rowKey;

    public string RowKey { get; }

    /// <summary>Refused when the row exists.</summary>
    public sealed record Insert(string Key, ReadOnlyMemory<byte> Data) : Change(Key);

    /// <summary>Refused when the row is gone or has another version.</summary>
    public sealed record Replace(string Key, ETag If, ReadOnlyMemory<byte> Data) : Change(Key);

    /// <summary>Writes the row whether or not it exists. Only for rows that nobody else decides on.</summary>
    public sealed record Put(string Key, ReadOnlyMemory<byte> Data) : Change(Key);

    /// <summary>Refused when the row is gone or, with a version given, has another one.</summary>
    public sealed record Delete(string Key, ETag? If) : Change(Key);
}

/// <summary>Changes of rows of one partition that are kept together or not at all. At most 100, each row once.</summary>
public sealed record ChangeSet(string Table, string PartitionKey, IReadOnlyList<Change> Changes);

/// <summary>Why a change was refused.</summary>
public enum Refusal { None, AlreadyExists, NotFound, Changed }

/// <summary>
/// What became of change sets written in order: the first <see cref="Standing"/> of them stand; the next one was
/// refused for <see cref="Because"/> at change <see cref="At"/>, and none after it was tried.
/// </summary>
public readonly record struct Applied(int Standing, Refusal Because = Refusal.None, int At = -1)
{
    /// <summary>True when every set stands.</summary>
    public bool All => Because == Refusal.None;

    /// <summary>
    /// After a call with one set that stands: the versions that its rows have now, in the order of its changes, that of a
    /// deleted one empty. Null where they are not known, as after a lost answer: then read them. No part of equality.
    /// </summary>
    public IReadOnlyList<ETag>? Tags { get; init; }

    public bool Equals(Applied other) => (Standing, Because, At) == (other.Standing, other.Because, other.At);

    public override int GetHashCode() => HashCode.Combine(Standing, Because, At);
}

/// <summary>
/// Rows of one table between keys, in key order (ordinal). Bounds: partition <c>&gt;= FromPartition</c> and
/// <c>&lt; ToPartition</c> (or equal to FromPartition when ToPartition is null), row <c>&gt;= FromRow</c> and <c>&lt; ToRow</c>
/// (null: unbounded). Row bounds apply inside every partition.
/// </summary>
public sealed record RowRange(string Table, string FromPartition, string? ToPartition = null, string? FromRow = null, string? ToRow = null)
{
    /// <summary>All rows of one partition whose key begins with <paramref name="prefix"/>.</summary>
    public static RowRange Prefix(string table, string partition, string prefix) =>
        new(table, partition, null, prefix, prefix + '\uffff');
}

/// <summary>A page of rows; <see cref="Next"/> continues after it and is null on the last one.</summary>
public sealed record RowPage(IReadOnlyList<Row> Rows, string? Next);

/// <summary>
/// The table contract: what both engines (SQLite, Azure Table Storage) do alike. Tables exist without being made.
/// Outages throw <see cref="StorageUnavailableException"/>; nothing turns an outage into an empty answer.
/// </summary>
public interface ITables
{
    ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct);

    /// <param name="take">1 to 1,000 rows.</param>
    ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct);

    /// <summary>
    /// Writes change sets in order. A refused set ends the call and the sets before it stand. Rely only on this prefix
    /// rule: another process may see any prefix.
    /// </summary>
    ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct);
}

/// <summary>
/// An engine whose every call reaches the disk by itself, and which can therefore save some of them. The sets of one call
/// that stand reach it together: nobody sees fewer of them, not even after the process died.
/// </summary>
internal interface ISavesWrites
{
    /// <summary>
    /// Written along with a later write or within a second, and not at all if the process dies before: for changes whose
    /// absence does no harm. Nobody is told what became of it.
    /// </summary>
    void ApplyLater(ChangeSet set);
}

/// <summary>The store cannot be reached or cannot write; the caller's change may or may not stand.</summary>
public class StorageUnavailableException : Exception
{
    public StorageUnavailableException(string message) : base(message) { }
    public StorageUnavailableException(string message, Exception inner) : base(message, inner) { }
    public StorageUnavailableException() { }
}

/// <summary>The store answers and does not let this bot in; the message tells the operator what to check, and holds no secret.</summary>
public sealed class StorageRefusedException : StorageUnavailableException
{
    public StorageRefusedException(string message) : base(message) { }
    public StorageRefusedException(string message, Exception inner) : base(message, inner) { }
    public StorageRefusedException() { }
}
