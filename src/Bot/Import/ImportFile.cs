using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Files;

namespace CrmBot.Bot.Import;

/// <summary>What is known of a file that waits to be moved in, or is.</summary>
/// <param name="Keys">For each column of the file its key; empty for one that is not understood.</param>
/// <param name="Chunks">Parts that its rows are kept in.</param>
internal sealed record ImportFile(
    string Name, FileFormat Format, TableKind Kind, IReadOnlyList<string> Header, IReadOnlyList<string> Keys, int Rows, int Chunks)
{
    /// <summary>A file of colleagues: then the kind says nothing, and a key is a column of people.</summary>
    public bool People { get; init; }

    [JsonIgnore]
    public ColumnMap Map => new(Kind, Keys);
}

/// <summary>A part of a file: some rows as they stand in it.</summary>
internal sealed record ImportChunk(int V, IReadOnlyList<FileRow> Rows);

/// <summary>Rows of a part that were not taken.</summary>
internal sealed record FaultChunk(int V, IReadOnlyList<RowFault> Faults);

/// <summary>What the job is told.</summary>
/// <param name="Card">The card that shows how far it is; null for none.</param>
internal sealed record ImportOrder(string File, Repeats Repeats, string? Card);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ImportFile))]
[JsonSerializable(typeof(ImportChunk))]
[JsonSerializable(typeof(FaultChunk))]
[JsonSerializable(typeof(ImportOrder))]
internal sealed partial class ImportJson : JsonSerializerContext;

/// <summary>The sections of a file in the store.</summary>
internal static class Sections
{
    /// <summary>Its rows, as they came.</summary>
    public const char Rows = 'r';

    /// <summary>Rows that were not taken, each part under the number of the part of rows it is from.</summary>
    public const char Faults = 'f';
}
