using System.Buffers;
using Azure.Core;

namespace CrmBot.Storage;

/// <summary>One change as a request of the table service, alone or inside a transaction.</summary>
/// <param name="IfMatch">Null writes whatever stands; only an insert and a put have none.</param>
/// <param name="Keys">Those that the body names, because the address does not.</param>
internal readonly record struct EntityCall(RequestMethod Method, string Url, string? IfMatch, ReadOnlyMemory<byte>? Data, (string, string)? Keys = null)
{
    public bool HasBody => Data is not null;

    /// <exception cref="ArgumentException">A version is missing or none of this service: such a replace could become an upsert.</exception>
    public static EntityCall Of(string tableUrl, string partition, Change change) => change switch
    {
        Change.Insert(var row, var data) => new(RequestMethod.Post, tableUrl, null, data, (partition, row)),
        Change.Replace(var row, var etag, var data) => new(RequestMethod.Put, UrlOf(tableUrl, partition, row), ETags.Required(etag), data),
        Change.Put(var row, var data) => new(RequestMethod.Put, UrlOf(tableUrl, partition, row), null, data),
        Change.Delete(var row, var etag) => new(
            RequestMethod.Delete, UrlOf(tableUrl, partition, row), etag is { } version ? ETags.Required(version) : ETags.Any, null),
        _ => throw new ArgumentException("This kind of change is not known.", nameof(change)),
    };

    /// <summary>About how long the body of a change is.</summary>
    public static int LengthOf(Change change) => change switch
    {
        Change.Insert insert => EntityLayout.LengthOf(insert.Data.Length) + insert.RowKey.Length,
        Change.Replace replace => EntityLayout.LengthOf(replace.Data.Length),
        Change.Put put => EntityLayout.LengthOf(put.Data.Length),
        _ => 0,
    };

    /// <param name="writeId">Of the write, for the row to carry.</param>
    public void WriteBody(IBufferWriter<byte> text, string writeId) => EntityLayout.Write(text, Data!.Value.Span, writeId, Keys);

    public static string UrlOf(string tableUrl, string partition, string row) =>
        $"{tableUrl}(PartitionKey='{Quoted(partition)}',RowKey='{Quoted(row)}')";

    private static string Quoted(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}

/// <summary>Versions as the service writes them: <c>W/"..."</c>.</summary>
internal static class ETags
{
    public const string Any = "*";

    /// <summary>A version that no entity has: the service keeps no time before 1601.</summary>
    public static readonly ETag Never = new("W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"");

    /// <summary>Whether the service could have given it out; what another engine gave, or nobody, it would call malformed.</summary>
    public static bool IsOurs(ETag etag) =>
        etag.Value is { Length: > 4 } text && text.StartsWith("W/\"", StringComparison.Ordinal) && text[^1] == '"'
        && !text.AsSpan(3, text.Length - 4).ContainsAnyExceptInRange('\u0023', '\u007e');

    public static string Required(ETag etag) => IsOurs(etag)
        ? etag.Value
        : throw new ArgumentException("A conditional change needs a version that the table service gave out.", nameof(etag));
}
