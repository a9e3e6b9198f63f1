using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CrmBot.Storage;

/// <summary>
/// A prepared statement whose parameters are ?1, ?2 and so on, reused for the life of its connection. It speaks to SQLite
/// itself: a command and a reader of Microsoft.Data.Sqlite cost more than the row they fetch. Used by one thread at a time;
/// waiting for another connection's lock is left to the connection's busy_timeout.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), database);
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>The number of rows changed; of a statement that changes none, anything.</returns>
    public int Run()
    {
        try
        {
            while (Next())
            {
            }

            return raw.sqlite3_changes(database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Steps to the next row; false after the last. <see cref="Reset"/> must follow, or the connection stays in its snapshot.</summary>
    public bool Next()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }

        return false;
    }

    // Its result repeats what the step has thrown.
    public void Reset() => _ = raw.sqlite3_reset(statement);

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>Good until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // Nothing at no address would be null.
        var result = value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, parameter, 0) : raw.sqlite3_bind_blob(statement, parameter, value);
        SqliteException.ThrowExceptionForRC(result, database);
        return this;
    }

    public Statement Bind(int parameter, long value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_int64(statement, parameter, value), database);
        return this;
    }

    /// <summary>A key, in the bytes of <see cref="KeyBytes"/>.</summary>
    public Statement Bind(int parameter, string key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes.Longest];
        return key.Length > Limits.KeyLength ? Bind(parameter, KeyBytes.Of(key).AsSpan()) : Bind(parameter, bytes[..KeyBytes.Write(key, bytes)]);
    }

    public void Dispose() => statement.Dispose();
}
