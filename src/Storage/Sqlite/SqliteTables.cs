using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage;

/// <summary>
/// The table contract on one SQLite file, for one bot on one machine. A write is answered once it is on the disk. ETags
/// are numbers that this file never gives out twice. Keys are ordered by UTF-16 unit, as Azure orders them. A page ends
/// early once it holds 4 MiB, also as on Azure.
/// </summary>
public sealed class SqliteTables : ITables, ISavesWrites, IAsyncDisposable
{
    private readonly FileStream held;
    private readonly SqliteWriter writer;
    private readonly ReadPool readers;
    private readonly ILogger logger;
    private int closed;

    private SqliteTables(string path, FileStream held, SqliteWriter writer, ILogger logger)
    {
        this.held = held;
        this.writer = writer;
        this.logger = logger;
        readers = new ReadPool(path, logger);
    }

    /// <summary>Opens the database file, making it and its folder where they are absent.</summary>
    /// <exception cref="StoreInUseException">Another bot, or this one, has the file open.</exception>
    /// <exception cref="StorageUnavailableException">The file cannot be made, read or written, or is no database of ours.</exception>
    public static SqliteTables Open(string path, ILogger? logger = null) => Open(path, logger, maxPages: null);

    /// <param name="maxPages">Pages of 4 KiB at which the disk counts as full; for tests of a full disk.</param>
    internal static SqliteTables Open(string path, ILogger? logger, int? maxPages)
    {
        path = Path.GetFullPath(path);
        logger ??= NullLogger.Instance;
        FileStream? taken = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // The lock lies beside the file itself: two names of one database must not have two locks.
            path = File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;
            taken = StoreLock.Take(path);
            var tables = new SqliteTables(path, taken, new SqliteWriter(() => new WriteSession(path, maxPages), logger), logger);
            taken = null;
            SqliteLog.Opened(logger, path);
            return tables;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"The database '{path}' could not be opened: {e.Message}", e);
        }
        finally
        {
            taken?.Dispose();
        }
    }

    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        Limits.CheckKey(table, partitionKey, rowKey);
        StoreCalls.Get();
        return ReadAsync(session => session.Get(table, partitionKey, rowKey), ct);
    }

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Limits.Check(range, take);
        StoreCalls.Query();
        return ReadAsync(session => session.Query(range, take, next, ct), ct);
    }

    /// <inheritdoc/>
    /// <remarks>Cancelling stops the waiting; a change that is already on its way may still be kept.</remarks>
    public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        // Copied, so that what is written is what was checked.
        var copies = sets.Select(set => set with { Changes = [.. set.Changes] }).ToArray();
        Limits.Check(copies);
        StoreCalls.Write(copies.Length);
        return writer.ApplyAsync(copies, ct);
    }

    /// <summary>
    /// Moves the write-ahead log into the file, so that nothing deleted before stands in it any more. False while a reader is in
    /// the way; closing does it too.
    /// </summary>
    public ValueTask<bool> EmptyLogAsync(CancellationToken ct) => writer.EmptyLogAsync(ct);

    /// <summary>
    /// Writes the database anew and empties the log, so that nothing deleted before is left. <c>secure_delete</c> alone does not do
    /// that: SQLite zeroes what it deletes where that stands, but when it has moved a row to another page, the bytes of the old place
    /// stay in the gap of the first one. It costs the time of copying the file, in which nobody writes, and needs room for a second.
    /// </summary>
    /// <exception cref="StorageUnavailableException">There is no such room, or the disk failed; the database is as it was.</exception>
    public ValueTask RewriteAsync(CancellationToken ct) => writer.RewriteAsync(ct);

    void ISavesWrites.ApplyLater(ChangeSet set)
    {
        Limits.Check([set]);
        StoreCalls.Write(1);
        writer.ApplyLater(set);
    }

    private ValueTask<T> ReadAsync<T>(Func<ReadSession, T> read, CancellationToken ct) =>
        Volatile.Read(ref closed) == 0 && !ct.IsCancellationRequested && writer.TryRead(read, out var answer)
            ? ValueTask.FromResult(answer!)
            : readers.ReadAsync(read, ct);

    /// <summary>Finishes the writes that wait, moves the write-ahead log into the file and lets go of it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0)
        {
            return;
        }

        await readers.DisposeAsync();
        await writer.DisposeAsync();
        await held.DisposeAsync();
        SqliteLog.Closed(logger);
    }
}
