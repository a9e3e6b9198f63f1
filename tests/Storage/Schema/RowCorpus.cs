using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CrmBot.Storage.Tests.Schema;

/// <summary>A row as a bot stored it, and the shape that its type had.</summary>
/// <param name="Row">The content, byte for byte.</param>
internal sealed record StoredRow(string Type, int Version, IReadOnlyList<string> Shape, string Row);

/// <summary>
/// A file of rows of every shape that was ever stored. It only grows: with CRMBOT_WRITE_ROWS=1 the test adds the rows of
/// new types and shapes; what stands in it is never changed.
/// </summary>
internal sealed class RowCorpus(string file, IReadOnlyList<JsonSerializerContext> contexts)
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    public static bool IsWritten => Environment.GetEnvironmentVariable("CRMBOT_WRITE_ROWS") == "1";

    public IReadOnlyList<JsonTypeInfo> Types { get; } =
        [.. RowShape.RowTypes(contexts).DistinctBy(t => t.Type).OrderBy(t => RowShape.Name(t.Type), StringComparer.Ordinal)];

    public IReadOnlyList<StoredRow> Read() =>
        File.Exists(file) ? JsonSerializer.Deserialize<List<StoredRow>>(File.ReadAllText(file), JsonSerializerOptions.Web)! : [];

    /// <summary>What today's shapes lack in the file, or break; empty when all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        var rows = Read().ToList();
        var faults = new List<string>();
        foreach (var type in Types)
        {
            var name = RowShape.Name(type.Type);
            var today = new StoredRow(name, RowSchema.VersionOf(type.Type), [.. RowShape.Lines(type)], Stored(type));
            var last = rows.LastOrDefault(r => r.Type == name);
            if (last is not null && last.Version == today.Version && last.Shape.FirstOrDefault(line => !today.Shape.Any(now => Keeps(line, now))) is { } lost)
            {
                faults.Add($"{name}: '{lost}' was stored and is not any more, under the same version. Give RowSchema a step.");
            }
            else if (last is null || last.Version != today.Version || !last.Shape.SequenceEqual(today.Shape))
            {
                var news = today.Shape.Except(last?.Shape ?? []).FirstOrDefault();
                faults.Add($"{name} {today.Version}: '{news}' is new. Where its absence means the right thing in old rows, add the row with CRMBOT_WRITE_ROWS=1; else it is a new version.");
                rows.Add(today);
            }
        }

        if (IsWritten)
        {
            File.WriteAllText(file, JsonSerializer.Serialize(rows, Written) + "\n");
        }

        return faults;
    }

    /// <summary>What the row of today's type becomes when it is written again; throws what reading throws.</summary>
    public string Again(StoredRow row)
    {
        var type = Types.Single(t => RowShape.Name(t.Type) == row.Type);
        var read = typeof(RowCorpus).GetMethod(nameof(AgainAs), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        try
        {
            return (string)read.MakeGenericMethod(type.Type).Invoke(null, [row, type])!;
        }
        catch (System.Reflection.TargetInvocationException fault)
        {
            throw fault.InnerException!;
        }
    }

    /// <summary>Where the first differs from what the second says of the same members; null when it says the same of all.</summary>
    public static string? Lost(JsonNode? stored, JsonNode? now, string path = "") => (stored, now) switch
    {
        (JsonObject a, JsonObject b) => a.Select(m => Lost(m.Value, b[m.Key], $"{path}.{m.Key}")).FirstOrDefault(l => l is not null),
        (JsonArray a, JsonArray b) when a.Count == b.Count => a.Select((n, i) => Lost(n, b[i], $"{path}[{i}]")).FirstOrDefault(l => l is not null),
        _ => JsonNode.DeepEquals(stored, now) ? null : path,
    };

    // A code may be added: an older bot refuses the rows that hold it.
    private static bool Keeps(string line, string now) => line == now
        || (line.Split(": one of ") is [var at, var codes] && now.Split(": one of ") is [var same, var more] && at == same
            && codes.Split(' ').All(more.Split(' ').Contains));

    private static string Stored(JsonTypeInfo type) => JsonSerializer.Serialize(
        JsonSerializer.Deserialize(RowShape.Sample(type, RowSchema.VersionOf(type.Type)), type), type);

    private static string AgainAs<T>(StoredRow row, JsonTypeInfo<T> type) => JsonSerializer.Serialize(
        RowSchema.Read(new Row("p", "r", new ETag("1"), Encoding.UTF8.GetBytes(row.Row)), type), type);
}
