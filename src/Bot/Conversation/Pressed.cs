using System.Text.Json;
using CrmBot.Protocol;

namespace CrmBot.Bot.Conversation;

/// <summary>A button of a card, however the channel sends it.</summary>
/// <param name="Data">The button's data with the inputs beside it.</param>
internal sealed record Pressed(string Verb, JsonElement Data, string? CardId)
{
    /// <summary>Null when the activity is no press of a button of ours.</summary>
    public static Pressed? Of(Activity activity)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value)
        {
            return null;
        }

        if (activity.Type == "invoke")
        {
            return value.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object
                && Text(action, "verb") is { } executed
                ? new Pressed(executed, Object(action, "data"), Text(Object(action, "data"), "card"))
                : null;
        }

        return Text(value, "verb") is { } verb ? new Pressed(verb, value, Text(value, "card")) : null;
    }

    private static JsonElement Object(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : Empty;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement.Clone();
}
