using Microsoft.Data.Sqlite;

namespace CrmBot.Storage;

/// <summary>
/// The database file: how connections are opened and what it holds. One statement per command throughout: a statement
/// that returns a row hides the error of another behind it in the same command.
/// </summary>
internal static class SqliteFile
{
    private const int SchemaVersion = 1;

    public static SqliteConnection OpenWriter(string path, int? maxPages)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            using (var mode = new SqliteCommand("PRAGMA journal_mode=WAL", connection))
            {
                if (mode.ExecuteScalar() is not "wal")
                {
                    throw new StorageUnavailableException("The file system of the database allows no write-ahead log. Use a local disk.");
                }
            }

            Run(connection, "PRAGMA synchronous=FULL");
            Run(connection, "PRAGMA secure_delete=ON");
            Run(connection, "PRAGMA journal_size_limit=67108864");
            if (maxPages is not null)
            {
                Run(connection, $"PRAGMA max_page_count={maxPages}");
            }

            MakeSchema(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(string path) => Open(path, SqliteOpenMode.ReadOnly);

    public static void Run(SqliteConnection connection, string statement)
    {
        using var command = new SqliteCommand(statement, connection);
        command.ExecuteNonQuery();
    }

    public static long Ask(SqliteConnection connection, string statement)
    {
        using var command = new SqliteCommand(statement, connection);
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA busy_timeout=10000");

            // 16 MB at most. Rows lie in the inner pages too, so a large database has many of those, and each page that is
            // not at hand is a read of the file: at 4 GB a point read took seven times as long with SQLite's own 2 MB.
            Run(connection, "PRAGMA cache_size=-16000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void MakeSchema(SqliteConnection connection)
    {
        var version = Ask(connection, "PRAGMA user_version");
        if (version > SchemaVersion)
        {
            throw new StorageUnavailableException(
                $"The database was written by a newer bot (version {version} of the file, {SchemaVersion} is known here). Use that bot.");
        }

        if (version == SchemaVersion)
        {
            return;
        }

        if (Ask(connection, "SELECT count(*) FROM sqlite_schema") != 0)
        {
            throw new StorageUnavailableException("The file is a database of something else. Name another one in Storage:Sqlite:Path.");
        }

        Run(connection, "BEGIN IMMEDIATE");
        // WITHOUT ROWID keeps a partition together. Measured with 120,000 rows of 900 bytes in 8,000 partitions: reading a
        // partition is twice as fast as with a rowid table and an index, single rows are even, inserting is 2.4 times
        // slower (12,000 rows a second). A customer's partition is read for every card, so reading decides.
        Run(connection, "CREATE TABLE rows(tbl BLOB NOT NULL, pk BLOB NOT NULL, rk BLOB NOT NULL, etag INTEGER NOT NULL, "
            + "data BLOB NOT NULL, PRIMARY KEY(tbl, pk, rk)) WITHOUT ROWID");
        Run(connection, "CREATE TABLE etags(reserved INTEGER NOT NULL)");
        Run(connection, "INSERT INTO etags(reserved) VALUES(0)");
        Run(connection, $"PRAGMA user_version={SchemaVersion}");
        Run(connection, "COMMIT");
    }
}
