using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>A press of an <c>Action.Execute</c> button. All of it was written by the client.</summary>
/// <param name="Data">The button's data with the inputs beside it; an empty object when there is none.</param>
/// <param name="IsAutomatic">True when the client refreshed the card by itself and nobody pressed.</param>
public sealed record CardAction(string Verb, JsonElement Data, bool IsAutomatic)
{
    /// <summary>Null when the value is not of that shape.</summary>
    public static CardAction? Of(Activity activity) =>
        InvokeValues.Object(activity.Value, "action") is { } action
        && (InvokeValues.Text(action, "type") ?? "Action.Execute") == "Action.Execute"
        && InvokeValues.Text(action, "verb") is { } verb
            ? new CardAction(verb, InvokeValues.Object(action, "data") ?? InvokeValues.Empty, InvokeValues.Text(activity.Value!.Value, "trigger") == "automatic")
            : null;
}

/// <summary>A dialog is to be opened, or was submitted.</summary>
/// <param name="Data">What the button that opened it carries, or the dialog's inputs; an empty object when there is none.</param>
/// <param name="Theme">The client's theme: <c>default</c>, <c>dark</c> or <c>contrast</c>; null when it did not say.</param>
public sealed record DialogRequest(bool IsSubmit, JsonElement Data, string? Theme)
{
    /// <summary>Null when the value is not of that shape.</summary>
    public static DialogRequest? Of(Activity activity) =>
        activity.Value is { ValueKind: JsonValueKind.Object } value
            ? new DialogRequest(
                activity.Name == InvokeNames.DialogSubmit,
                InvokeValues.Object(value, "data") ?? InvokeValues.Empty,
                InvokeValues.Object(value, "context") is { } context ? InvokeValues.Text(context, "theme") : null)
            : null;
}

/// <summary>A typeahead asks for choices.</summary>
/// <param name="Dataset">Which list is searched; the card names it.</param>
/// <param name="Text">What the person typed so far; may be empty.</param>
/// <param name="Skip">How many hits to leave out.</param>
/// <param name="Take">How many hits are wanted: 1 to <see cref="SearchAnswers.Most"/>.</param>
/// <param name="Data">Other inputs of the card that the list depends on; an empty object when there are none.</param>
public sealed record SearchRequest(string Dataset, string Text, int Skip, int Take, JsonElement Data)
{
    /// <summary>Null when the value is not of that shape.</summary>
    public static SearchRequest? Of(Activity activity)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value || InvokeValues.Text(value, "dataset") is not { } dataset)
        {
            return null;
        }

        var options = InvokeValues.Object(value, "queryOptions") ?? InvokeValues.Empty;
        return new SearchRequest(
            dataset,
            InvokeValues.Text(value, "queryText") ?? "",
            Math.Max(0, InvokeValues.Number(options, "skip") ?? 0),
            Math.Clamp(InvokeValues.Number(options, "top") ?? SearchAnswers.Most, 1, SearchAnswers.Most),
            InvokeValues.Object(value, "data") ?? InvokeValues.Empty);
    }
}

/// <summary>Members of an invoke's value; one of the wrong kind counts as absent.</summary>
internal static class InvokeValues
{
    public static readonly JsonElement Empty = JsonElement.Parse("{}");

    public static JsonElement? Object(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    public static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static int? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
