using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>A record as it is stored.</summary>
/// <param name="V">Schema version of the row.</param>
/// <param name="Rev">Revision of the truth that the row was made from.</param>
internal sealed record Kept<T>(int V, int Rev, T It);

/// <summary>The head of a customer.</summary>
/// <param name="Erased">True of one whose content is gone: then it holds ids only, and stays so for ever.</param>
/// <param name="Merging">
/// A customer that is being merged into this one and whose open matters are not copied yet. It was, when its own head says so;
/// until then this means nothing.
/// </param>
internal sealed record HeadRow(int V, int Rev, Customer It, string? MergedInto = null, bool? Erased = null, string? Merging = null);

/// <summary>What an erase still has to look for elsewhere; removed at its end.</summary>
/// <param name="ContactId">The contact that is erased, or the moment that is forgotten; null for the whole customer.</param>
/// <param name="Merged">Ids of the customers that were merged into this one, as far as they are found.</param>
/// <param name="DirectoryIds">Of a colleague who is erased; null for a customer.</param>
/// <param name="Moment">True when only a moment is forgotten.</param>
/// <param name="Keeps">True when the sentence that the moment was told in stays in the record.</param>
/// <param name="Since">Machine time before which no card told of it; null for any.</param>
/// <param name="Gone">Of records that were taken away: their ids, and those of what was derived from them; null for all else.</param>
/// <param name="Texts">The beginnings of what those records said.</param>
internal sealed record EraseRow(
    int V, string? ContactId, IReadOnlyList<string> Words, IReadOnlyList<string>? Merged = null, IReadOnlyList<string>? DirectoryIds = null,
    bool? Moment = null, bool? Keeps = null, DateTimeOffset? Since = null, IReadOnlyList<string>? Gone = null, IReadOnlyList<string>? Texts = null);

/// <summary>Where something stands that is known by its id.</summary>
internal sealed record PlaceRow(int V, string Key);

/// <summary>Receipt of an operation. A void one counts as absent, but refuses a commit that did not see it.</summary>
/// <param name="Run">The run that committed it, so that a run knows its own commit again after a lost answer.</param>
/// <param name="MadeAt">Machine time.</param>
internal sealed record OpRow(int V, bool Void, int Rev, string What, string? FollowUpId, string? StepId, string? Run, DateTimeOffset MadeAt);

/// <summary>That a change may have been begun whose shadows are not known to stand. Names a customer or a person.</summary>
internal sealed record HintRow(int V, string Tenant, string? CustomerId, string? PersonId, string OpId);

/// <summary>A row of a list; without a stake it marks that none shall stand. <see cref="GoneAt"/> is machine time.</summary>
internal sealed record StakeRow(int V, int Rev, DateTimeOffset? GoneAt, Stake? It);

/// <summary>Without a name it marks that none shall stand. <see cref="GoneAt"/> is machine time.</summary>
internal sealed record NameRow(int V, int Rev, CustomerName? It, DateTimeOffset? GoneAt = null);

/// <param name="At">Machine time of the writer.</param>
internal sealed record NameLogRow(int V, string CustomerId, int Rev, DateTimeOffset At);

internal sealed record FactRow(
    int V, string Code, string? Id, Status? StatusBefore, Status? StatusAfter, DateTimeOffset? Due, bool? OnTime, bool? Shallow, int? Number)
{
    /// <summary>Of a filing: how good it was, what it lacked most, and what its objection was about.</summary>
    public int? Quality { get; init; }

    /// <inheritdoc cref="Quality"/>
    public ShallowReason? Lacks { get; init; }

    /// <inheritdoc cref="Quality"/>
    public ObjectionCategory? About { get; init; }

    /// <summary>Given for a step that the customer owes.</summary>
    public OwedBy? By { get; init; }

    /// <summary>Of a filing: what came of the contact, and when it took place; null where it was not said, or not kept yet.</summary>
    public Outcome? Outcome { get; init; }

    /// <inheritdoc cref="Outcome"/>
    public DateTimeOffset? ContactedAt { get; init; }
}

/// <summary>The fields of a company's own, in their order.</summary>
internal sealed record FieldsRow(int V, int Rev, IReadOnlyList<FieldDefinition> All);

internal sealed record ReachRow(int V, Reach? It);

/// <param name="About">Ids of the customers that the card names; null where that was not noted, or there is none.</param>
/// <param name="At">When the last copy was sent, machine time; null in rows of before it was kept, which may not say whom they name.</param>
internal sealed record CardRow(int V, IReadOnlyList<string> Activities, IReadOnlyList<string>? About = null, DateTimeOffset? At = null);

internal sealed record TextRow(int V, string Text);

/// <param name="At">When it was written, machine time.</param>
internal sealed record InboxRow(int V, bool Done, string Process, DateTimeOffset At);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(HeadRow))]
[JsonSerializable(typeof(PlaceRow))]
[JsonSerializable(typeof(OpRow))]
[JsonSerializable(typeof(HintRow))]
[JsonSerializable(typeof(StakeRow))]
[JsonSerializable(typeof(NameRow))]
[JsonSerializable(typeof(NameLogRow))]
[JsonSerializable(typeof(FactRow))]
[JsonSerializable(typeof(EventRow))]
[JsonSerializable(typeof(AuditRow))]
[JsonSerializable(typeof(FieldsRow))]
[JsonSerializable(typeof(ReachRow))]
[JsonSerializable(typeof(CardRow))]
[JsonSerializable(typeof(TextRow))]
[JsonSerializable(typeof(InboxRow))]
[JsonSerializable(typeof(CopyRow))]
[JsonSerializable(typeof(EraseRow))]
[JsonSerializable(typeof(DueRow))]
[JsonSerializable(typeof(LeaseRow))]
[JsonSerializable(typeof(GivenUpRow))]
[JsonSerializable(typeof(JobRow))]
[JsonSerializable(typeof(Kept<FollowUp>))]
[JsonSerializable(typeof(Kept<Step>))]
[JsonSerializable(typeof(Kept<Contact>))]
[JsonSerializable(typeof(Kept<Complaint>))]
[JsonSerializable(typeof(Kept<Satisfaction>))]
[JsonSerializable(typeof(Kept<Order>))]
[JsonSerializable(typeof(Kept<Touch>))]
[JsonSerializable(typeof(Kept<Moment>))]
[JsonSerializable(typeof(Kept<Item>))]
[JsonSerializable(typeof(Kept<Person>))]
[JsonSerializable(typeof(Kept<string>))]
[JsonSerializable(typeof(Kept<Draft>))]
[JsonSerializable(typeof(Kept<Group>))]
[JsonSerializable(typeof(Kept<FileHead>))]
[JsonSerializable(typeof(Kept<Prompt>))]
[JsonSerializable(typeof(Kept<DayCount>))]
internal sealed partial class StoreJson : JsonSerializerContext;

/// <summary>Rows to records and back, and queries to their end.</summary>
internal static class Rows
{
    /// <summary>Version of every row type that <see cref="RowSchema"/> names no step of.</summary>
    public const int V = 1;

    public const int PageSize = 1000;

    /// <summary>Reads that one caller has under way at a time.</summary>
    private const int SideBySide = 32;

    // Text as it is: an escaped Chinese character takes six bytes instead of three, and a row is not put into a page.
    private static readonly JsonWriterOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? written;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    public static byte[] Bytes<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = written ??= new ArrayBufferWriter<byte>(4096);
        var json = writer ??= new Utf8JsonWriter(buffer, AsItIs);
        try
        {
            JsonSerializer.Serialize(json, value, type);
            json.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        finally
        {
            // A large row does not stay in the memory of every thread that wrote one.
            (written, writer) = buffer.Capacity > 64 * 1024 ? (null, null) : (buffer, json);
            buffer.ResetWrittenCount();
            json.Reset(buffer);
        }
    }

    /// <inheritdoc cref="RowSchema.Read{T}(Row, JsonTypeInfo{T}, int)"/>
    public static T As<T>(this Row row, JsonTypeInfo<T> type) => RowSchema.Read(row, type);

    public static async ValueTask<IReadOnlyList<Row>> AllAsync(this ITables tables, RowRange range, CancellationToken ct)
    {
        var page = await tables.QueryAsync(range, PageSize, null, ct);
        if (page.Next is null)
        {
            return page.Rows;
        }

        var rows = new List<Row>(page.Rows);
        while (page.Next is { } next)
        {
            page = await tables.QueryAsync(range, PageSize, next, ct);
            rows.AddRange(page.Rows);
        }

        return rows;
    }

    /// <summary>Rows by their keys, asked for side by side: on Azure each is a round trip. Null stands for a row that is not there.</summary>
    public static async ValueTask<Row?[]> GetAllAsync(
        this ITables tables, string table, IReadOnlyList<(string Partition, string Row)> keys, CancellationToken ct)
    {
        var rows = new Row?[keys.Count];
        foreach (var some in Enumerable.Range(0, keys.Count).Chunk(SideBySide))
        {
            await Task.WhenAll(some.Select(async i => rows[i] = await tables.GetAsync(table, keys[i].Partition, keys[i].Row, ct)));
        }

        return rows;
    }

    /// <summary>All rows, a page at a time.</summary>
    public static async IAsyncEnumerable<Row> EachAsync(
        this ITables tables, RowRange range, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? next = null;
        do
        {
            var page = await tables.QueryAsync(range, PageSize, next, ct);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            next = page.Next;
        }
        while (next is not null);
    }

    public static ValueTask<Applied> ApplyAsync(this ITables tables, ChangeSet set, CancellationToken ct) => tables.ApplyAsync([set], ct);

    /// <summary>The change that writes a row last seen as <paramref name="seen"/>; refused when another write came between.</summary>
    public static Change Over(Row? seen, string key, byte[] data) =>
        seen is null ? new Change.Insert(key, data) : new Change.Replace(key, seen.ETag, data);
}
