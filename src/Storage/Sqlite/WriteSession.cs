using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CrmBot.Storage;

/// <summary>The one connection that writes, with its statements. Used by one thread at a time.</summary>
internal sealed class WriteSession : IDisposable
{
    // A number given out is never given out again, not even when its write was rolled back or the process died: numbers
    // are reserved in the file ahead of their use.
    private const long ReservedAtOnce = 1_000_000;

    private readonly SqliteConnection connection;
    private readonly Statement begin, commit, save, undo, release, insert, put, replace, delete, deleteIf, exists;
    private long next;
    private long reserved;

    public WriteSession(string path, int? maxPages)
    {
        connection = SqliteFile.OpenWriter(path, maxPages);
        next = reserved = SqliteFile.Ask(connection, "SELECT reserved FROM etags");
        begin = new(connection, "BEGIN IMMEDIATE");
        commit = new(connection, "COMMIT");
        save = new(connection, "SAVEPOINT one");
        undo = new(connection, "ROLLBACK TO one");
        release = new(connection, "RELEASE one");
        const string values = "INSERT INTO rows(tbl, pk, rk, etag, data) VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT";
        const string row = "WHERE tbl = ?1 AND pk = ?2 AND rk = ?3";
        insert = new(connection, $"{values} DO NOTHING");
        put = new(connection, $"{values}(tbl, pk, rk) DO UPDATE SET etag = excluded.etag, data = excluded.data");
        replace = new(connection, $"UPDATE rows SET etag = ?4, data = ?5 {row} AND etag = ?6");
        delete = new(connection, $"DELETE FROM rows {row}");
        deleteIf = new(connection, $"DELETE FROM rows {row} AND etag = ?4");
        exists = new(connection, $"SELECT 1 FROM rows {row}");
        Reads = new ReadSession(connection, shared: true);
    }

    /// <summary>Reads on this connection, outside a transaction only.</summary>
    public ReadSession Reads { get; }

    /// <summary>The version that was given out last.</summary>
    public long LastVersion => next;

    public void Begin(int changes)
    {
        if (reserved - next < changes)
        {
            var upTo = reserved + Math.Max(ReservedAtOnce, changes);
            SqliteFile.Run(connection, $"UPDATE etags SET reserved = {upTo.ToString(CultureInfo.InvariantCulture)}");
            reserved = upTo;
        }

        begin.Run();
    }

    public void Commit() => commit.Run();

    /// <summary>Applies all of <paramref name="set"/>, or nothing of it when it is refused or throws.</summary>
    public (Refusal Because, int At) Apply(ChangeSet set)
    {
        save.Run();
        var refused = Refusal.None;
        var at = -1;
        try
        {
            for (var i = 0; i < set.Changes.Count && refused == Refusal.None; i++)
            {
                refused = Apply(set.Table, set.PartitionKey, set.Changes[i]);
                at = i;
            }
        }
        catch (Exception e) when (!IsOutage(e))
        {
            undo.Run();
            release.Run();
            throw;
        }

        if (refused != Refusal.None)
        {
            undo.Run();
        }

        release.Run();
        return refused == Refusal.None ? (Refusal.None, -1) : (refused, at);
    }

    /// <summary>False for what one call brings upon itself: SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE, or a bug.</summary>
    public static bool IsOutage(Exception e) => e is SqliteException { SqliteErrorCode: not (18 or 19 or 20 or 25) };

    public void Rewrite() => SqliteFile.Run(connection, "VACUUM");

    /// <returns>False when a reader was in the way.</returns>
    public bool EmptyLog() => SqliteFile.Ask(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[begin, commit, save, undo, release, insert, put, replace, delete, deleteIf, exists])
        {
            statement.Dispose();
        }

        Reads.Dispose();
        connection.Dispose();
    }

    private Refusal Apply(string table, string partition, Change change)
    {
        Statement On(Statement statement) => statement.Bind(1, table).Bind(2, partition).Bind(3, change.RowKey);
        Refusal Missing() => Exists(On(exists)) ? Refusal.Changed : Refusal.NotFound;
        switch (change)
        {
            case Change.Insert(_, var data):
                return On(insert).Bind(4, ++next).Bind(5, data.Span).Run() == 1 ? Refusal.None : Refusal.AlreadyExists;
            case Change.Put(_, var data):
                On(put).Bind(4, ++next).Bind(5, data.Span).Run();
                return Refusal.None;
            case Change.Replace(_, var etag, var data):
                return On(replace).Bind(4, ++next).Bind(5, data.Span).Bind(6, Number(etag)).Run() == 1 ? Refusal.None : Missing();
            case Change.Delete(_, null):
                return On(delete).Run() == 1 ? Refusal.None : Refusal.NotFound;
            case Change.Delete(_, { } etag):
                return On(deleteIf).Bind(4, Number(etag)).Run() == 1 ? Refusal.None : Missing();
            default:
                throw new ArgumentException("This kind of change is not known.", nameof(change));
        }
    }

    private static bool Exists(Statement statement)
    {
        try
        {
            return statement.Next();
        }
        finally
        {
            statement.Reset();
        }
    }

    // What is no number of ours matches no row.
    private static long Number(ETag etag) =>
        long.TryParse(etag.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
