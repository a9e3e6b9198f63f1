using System.Text;
using Microsoft.Data.Sqlite;

namespace CrmBot.Storage.Bench;

/// <summary>Prepared statements on one connection, each write its own transaction: what one would write without an engine.</summary>
internal sealed class Raw : IDisposable
{
    private static readonly byte[] Table = "crm"u8.ToArray();
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert, get, query;
    private long etag;

    public Raw(string path)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        foreach (var sql in (string[])["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON", "PRAGMA cache_size=-16000",
            "CREATE TABLE rows(tbl BLOB NOT NULL, pk BLOB NOT NULL, rk BLOB NOT NULL, etag INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(tbl, pk, rk)) WITHOUT ROWID"])
        {
            Run(sql);
        }

        insert = Prepare("INSERT INTO rows(tbl, pk, rk, etag, data) VALUES(?1, ?2, ?3, ?4, ?5)", 5);
        get = Prepare("SELECT etag, data FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk = ?3", 3);
        query = Prepare("SELECT etag, data, rk FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk >= ?3 AND rk < ?4 ORDER BY rk LIMIT 101", 4);
    }

    public void Fill(string partition, IEnumerable<string> keys, byte[] data)
    {
        Run("BEGIN");
        foreach (var key in keys)
        {
            Insert(partition, key, data);
        }

        Run("COMMIT");
    }

    public void Insert(string partition, string row, byte[] data) =>
        Bind(insert, Table, Utf8(partition), Utf8(row), ++etag, data).ExecuteNonQuery();

    public void Get(string partition, string row)
    {
        using var reader = Bind(get, Table, Utf8(partition), Utf8(row)).ExecuteReader();
        reader.Read();
        _ = reader.GetInt64(0);
        _ = reader.GetFieldValue<byte[]>(1);
    }

    public void Query(string partition)
    {
        using var reader = Bind(query, Table, Utf8(partition), "f|"u8.ToArray(), "g"u8.ToArray()).ExecuteReader();
        while (reader.Read())
        {
            _ = reader.GetInt64(0);
            _ = reader.GetFieldValue<byte[]>(1);
            _ = Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(2));
        }
    }

    public void Dispose()
    {
        insert.Dispose();
        get.Dispose();
        query.Dispose();
        connection.Dispose();
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static SqliteCommand Bind(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = new SqliteCommand(sql, connection);
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}", Value = 0 });
        }

        command.Prepare();
        return command;
    }

    private void Run(string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
