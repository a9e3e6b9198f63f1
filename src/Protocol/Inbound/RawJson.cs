using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>A part of an activity that is kept as bytes and parsed only when somebody asks: most turns never do.</summary>
internal sealed class RawJson(byte[] utf8)
{
    // Boxed, because a reference is written at once where a struct could be read half written.
    private object? _element;

    public JsonElement Element => (JsonElement)(_element ??= JsonElement.Parse(utf8));

    public static RawJson? Of(JsonElement? element) => element is { } given ? new RawJson([]) { _element = given } : null;

    public IReadOnlyList<JsonElement> Items() => Element.ValueKind == JsonValueKind.Array ? [.. Element.EnumerateArray()] : [];
}
