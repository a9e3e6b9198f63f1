using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Cards.Tests;

/// <summary>JSON compared by value: numbers as numbers, properties in any order.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode? node) => node?.ToJsonString(Readable) ?? "null";

    public static bool Same(JsonNode? a, JsonNode? b) => Difference(a, b, "") is null;

    /// <summary>Where two values first differ, and how; null when they do not.</summary>
    public static string? Difference(JsonNode? a, JsonNode? b, string path) => (a, b) switch
    {
        (null, null) => null,
        (JsonObject x, JsonObject y) when x.Count == y.Count && x.All(p => y.ContainsKey(p.Key)) =>
            x.Select(p => Difference(p.Value, y[p.Key], $"{path}.{p.Key}")).FirstOrDefault(d => d is not null),
        (JsonArray x, JsonArray y) when x.Count == y.Count =>
            x.Select((item, at) => Difference(item, y[at], $"{path}[{at}]")).FirstOrDefault(d => d is not null),
        (JsonValue x, JsonValue y) when SameValue(x, y) => null,
        _ => $"{path} is {Text(a)}, not {Text(b)}",
    };

    private static bool SameValue(JsonValue a, JsonValue b) => a.GetValueKind() == b.GetValueKind() && a.GetValueKind() switch
    {
        JsonValueKind.Number => Number(a).Equals(Number(b)),
        JsonValueKind.String => string.Equals(a.GetValue<string>(), b.GetValue<string>(), StringComparison.Ordinal),
        _ => true,
    };

    private static double Number(JsonValue value) => double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}
