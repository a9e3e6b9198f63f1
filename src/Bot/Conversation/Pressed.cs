using System.Text.Json;
using CrmBot.Protocol;

namespace CrmBot.Bot.Conversation;

/// <summary>A button of a card, however the channel sends it: executed, submitted, or in a dialog.</summary>
/// <param name="Data">The button's data with the inputs beside it.</param>
internal sealed record Pressed(string Verb, JsonElement Data, string? CardId)
{
    /// <summary>Null when the activity is no press of a button of ours.</summary>
    public static Pressed? Of(Activity activity) => activity switch
    {
        { Type: ActivityTypes.Invoke, Name: InvokeNames.CardAction } => CardAction.Of(activity) is { } action ? new(action.Verb, action.Data, CardIn(action.Data)) : null,
        { Type: ActivityTypes.Invoke, Name: InvokeNames.DialogFetch or InvokeNames.DialogSubmit } => DialogRequest.Of(activity) is { } dialog ? Submitted(dialog.Data) : null,
        { Type: ActivityTypes.Message, Value: { ValueKind: JsonValueKind.Object } value } => Submitted(value),
        _ => null,
    };

    private static Pressed? Submitted(JsonElement data) => Text(data, "verb") is { } verb ? new Pressed(verb, data, CardIn(data)) : null;

    private static string? CardIn(JsonElement data) => Text(data, "card");

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
