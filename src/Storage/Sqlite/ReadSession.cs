using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CrmBot.Storage;

/// <summary>A connection that reads, with its statements. Each answer is one snapshot; two pages are two.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly bool shared;
    private readonly Statement get, inPartition, acrossPartitions;

    public ReadSession(string path)
        : this(SqliteFile.OpenReader(path), shared: false)
    {
    }

    /// <param name="shared">The connection is another's and stays open.</param>
    public ReadSession(SqliteConnection connection, bool shared)
    {
        this.connection = connection;
        this.shared = shared;
        get = new(connection, "SELECT etag, data FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk = ?3");
        inPartition = new(connection,
            "SELECT etag, data, rk FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk >= ?3 AND rk < ?4 ORDER BY rk LIMIT ?5");
        acrossPartitions = new(connection,
            "SELECT etag, data, rk, pk FROM rows WHERE tbl = ?1 AND (pk, rk) >= (?2, ?3) AND pk < ?4 AND rk >= ?5 AND rk < ?6 "
            + "ORDER BY pk, rk LIMIT ?7");
    }

    public Row? Get(string table, string partitionKey, string rowKey)
    {
        get.Bind(1, table).Bind(2, partitionKey).Bind(3, rowKey);
        try
        {
            return get.Next() ? new Row(partitionKey, rowKey, Version(get), get.Bytes(1).ToArray()) : null;
        }
        finally
        {
            get.Reset();
        }
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

            inPartition.Bind(1, range.Table).Bind(2, partition.AsSpan()).Bind(3, start.AsSpan()).Bind(4, to.AsSpan()).Bind(5, take + 1);
            return Page(inPartition, range.FromPartition, take, ct);
        }

        acrossPartitions.Bind(1, range.Table).Bind(2, partition.AsSpan()).Bind(3, start.AsSpan())
            .Bind(4, range.ToPartition).Bind(5, from.AsSpan()).Bind(6, to.AsSpan()).Bind(7, take + 1);
        return Page(acrossPartitions, null, take, ct);
    }

    public void Dispose()
    {
        get.Dispose();
        inPartition.Dispose();
        acrossPartitions.Dispose();
        if (!shared)
        {
            connection.Dispose();
        }
    }

    private static RowPage Page(Statement statement, string? partition, int take, CancellationToken ct)
    {
        var rows = new List<Row>(Math.Min(take, 64));
        var bytes = 0;
        try
        {
            while (statement.Next())
            {
                if (rows.Count == take || bytes >= Limits.PageBytes)
                {
                    var end = rows[^1];
                    return new RowPage(rows, PageToken.Of(KeyBytes.Of(end.PartitionKey), KeyBytes.Of(end.RowKey)));
                }

                ct.ThrowIfCancellationRequested();
                var data = statement.Bytes(1).ToArray();
                bytes += data.Length;
                rows.Add(new Row(partition ?? KeyBytes.Text(statement.Bytes(3)), KeyBytes.Text(statement.Bytes(2)), Version(statement), data));
            }

            return new RowPage(rows, null);
        }
        finally
        {
            statement.Reset();
        }
    }

    private static ETag Version(Statement statement) => new(statement.Number(0).ToString(CultureInfo.InvariantCulture));
}
