using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CrmBot.Storage;

/// <summary>A connection that reads, with its statements. Each answer is one snapshot; two pages are two.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement get, inPartition, acrossPartitions;

    public ReadSession(string path)
    {
        connection = SqliteFile.OpenReader(path);
        get = new(connection, "SELECT etag, data FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk = ?3", 3);
        inPartition = new(connection,
            "SELECT etag, data, rk FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk >= ?3 AND rk < ?4 ORDER BY rk LIMIT ?5", 5);
        acrossPartitions = new(connection,
            "SELECT etag, data, rk, pk FROM rows WHERE tbl = ?1 AND (pk, rk) >= (?2, ?3) AND pk < ?4 AND rk >= ?5 AND rk < ?6 "
            + "ORDER BY pk, rk LIMIT ?7", 7);
    }

    public Row? Get(string table, string partitionKey, string rowKey)
    {
        get.Bind(1, KeyBytes.Of(table)).Bind(2, KeyBytes.Of(partitionKey)).Bind(3, KeyBytes.Of(rowKey));
        using var reader = get.Read();
        return reader.Read() ? new Row(partitionKey, rowKey, Version(reader), Content(reader)) : null;
    }

    public RowPage Query(RowRange range, int take, string? next, CancellationToken ct)
    {
        var (from, to) = (KeyBytes.Of(range.FromRow ?? ""), range.ToRow is null ? KeyBytes.End : KeyBytes.Of(range.ToRow));
        var (partition, last) = next is null ? (KeyBytes.Of(range.FromPartition), null) : PageToken.Read(next);
        var start = last is null ? from : KeyBytes.After(last);
        if (range.ToPartition is null)
        {
            if (!partition.AsSpan().SequenceEqual(KeyBytes.Of(range.FromPartition)))
            {
                throw new ArgumentException(PageToken.Foreign, nameof(next));
            }

            inPartition.Bind(1, KeyBytes.Of(range.Table)).Bind(2, partition).Bind(3, start).Bind(4, to).Bind(5, take + 1);
            return Page(inPartition, range.FromPartition, take, ct);
        }

        acrossPartitions.Bind(1, KeyBytes.Of(range.Table)).Bind(2, partition).Bind(3, start)
            .Bind(4, KeyBytes.Of(range.ToPartition)).Bind(5, from).Bind(6, to).Bind(7, take + 1);
        return Page(acrossPartitions, null, take, ct);
    }

    public void Dispose()
    {
        get.Dispose();
        inPartition.Dispose();
        acrossPartitions.Dispose();
        connection.Dispose();
    }

    private static RowPage Page(Statement statement, string? partition, int take, CancellationToken ct)
    {
        var rows = new List<Row>(Math.Min(take, 64));
        var bytes = 0;
        using var reader = statement.Read();
        while (reader.Read())
        {
            if (rows.Count == take || bytes >= Limits.PageBytes)
            {
                var end = rows[^1];
                return new RowPage(rows, PageToken.Of(KeyBytes.Of(end.PartitionKey), KeyBytes.Of(end.RowKey)));
            }

            ct.ThrowIfCancellationRequested();
            var data = Content(reader);
            bytes += data.Length;
            rows.Add(new Row(
                partition ?? KeyBytes.Text(reader.GetFieldValue<byte[]>(3)), KeyBytes.Text(reader.GetFieldValue<byte[]>(2)), Version(reader), data));
        }

        return new RowPage(rows, null);
    }

    private static ETag Version(SqliteDataReader reader) => new(reader.GetInt64(0).ToString(CultureInfo.InvariantCulture));

    private static byte[] Content(SqliteDataReader reader) => reader.GetFieldValue<byte[]>(1);
}
