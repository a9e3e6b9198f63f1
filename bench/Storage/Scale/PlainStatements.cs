using Microsoft.Data.Sqlite;

namespace CrmBot.Storage.Bench.Scale;

/// <summary>
/// What one would write without an engine and stores: one connection with the engine's PRAGMAs and prepared statements of the same
/// text. Keys are bytes made beforehand; what is read is taken out of the row as bytes, and nobody makes sense of it.
/// </summary>
internal sealed class PlainStatements : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand begin, commit, get, query, insert, put, update, delete;
    private long etag = 1_000_000_000;

    public PlainStatements(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        foreach (var pragma in (string[])["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON", "PRAGMA cache_size=-16000",
            "PRAGMA journal_size_limit=67108864"])
        {
            Prepared(pragma, 0).ExecuteNonQuery();
        }

        begin = Prepared("BEGIN IMMEDIATE", 0);
        commit = Prepared("COMMIT", 0);
        get = Prepared("SELECT etag, data FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk = ?3", 3);
        query = Prepared("SELECT etag, data, rk FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk >= ?3 AND rk < ?4 ORDER BY rk LIMIT ?5", 5);
        insert = Prepared("INSERT INTO rows(tbl, pk, rk, etag, data) VALUES(?1, ?2, ?3, ?4, ?5)", 5);
        put = Prepared("INSERT INTO rows(tbl, pk, rk, etag, data) VALUES(?1, ?2, ?3, ?4, ?5) "
            + "ON CONFLICT(tbl, pk, rk) DO UPDATE SET etag = excluded.etag, data = excluded.data", 5);
        update = Prepared("UPDATE rows SET etag = ?4, data = ?5 WHERE tbl = ?1 AND pk = ?2 AND rk = ?3", 5);
        delete = Prepared("DELETE FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk = ?3", 3);
    }

    public int Get(PlainGet it)
    {
        using var reader = Bound(get, it.Table, it.Partition, it.Row).ExecuteReader();
        if (!reader.Read())
        {
            return 0;
        }

        _ = reader.GetInt64(0);
        return reader.GetFieldValue<byte[]>(1).Length;
    }

    public int Query(PlainQuery it)
    {
        using var reader = Bound(query, it.Table, it.Partition, it.From, it.To, it.Take).ExecuteReader();
        var rows = 0;
        while (reader.Read())
        {
            _ = reader.GetInt64(0);
            _ = reader.GetFieldValue<byte[]>(1);
            _ = reader.GetFieldValue<byte[]>(2);
            rows++;
        }

        return rows;
    }

    /// <summary>All of them in one transaction.</summary>
    public void Write(IEnumerable<PlainWrite> writes)
    {
        begin.ExecuteNonQuery();
        foreach (var (change, table, partition, row, data) in writes)
        {
            var rows = (change switch
            {
                Change.Insert => Bound(insert, table, partition, row, ++etag, data),
                Change.Put => Bound(put, table, partition, row, ++etag, data),
                Change.Replace => Bound(update, table, partition, row, ++etag, data),
                _ => Bound(delete, table, partition, row),
            }).ExecuteNonQuery();
            if (rows != 1)
            {
                throw new InvalidOperationException("The two databases differ.");
            }
        }

        commit.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[begin, commit, get, query, insert, put, update, delete])
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private static SqliteCommand Bound(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    private SqliteCommand Prepared(string sql, int parameters)
    {
        var command = new SqliteCommand(sql, connection);
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}", Value = 0 });
        }

        command.Prepare();
        return command;
    }
}

internal sealed record PlainGet(byte[] Table, byte[] Partition, byte[] Row)
{
    public static PlainGet Of(string table, string partition, string row) => new(KeyBytes.Of(table), KeyBytes.Of(partition), KeyBytes.Of(row));
}

internal sealed record PlainQuery(byte[] Table, byte[] Partition, byte[] From, byte[] To, int Take)
{
    public static PlainQuery Of(RowRange range, int take) => new(
        KeyBytes.Of(range.Table), KeyBytes.Of(range.FromPartition), KeyBytes.Of(range.FromRow ?? ""),
        range.ToRow is null ? KeyBytes.End : KeyBytes.Of(range.ToRow), take + 1);
}

internal sealed record PlainWrite(Change Change, byte[] Table, byte[] Partition, byte[] Row, byte[] Data)
{
    public static IEnumerable<PlainWrite> Of(ChangeSet set) => set.Changes.Select(change => new PlainWrite(
        change, KeyBytes.Of(set.Table), KeyBytes.Of(set.PartitionKey), KeyBytes.Of(change.RowKey), change switch
        {
            Change.Insert insert => insert.Data.ToArray(),
            Change.Put put => put.Data.ToArray(),
            Change.Replace replace => replace.Data.ToArray(),
            _ => [],
        }));
}
