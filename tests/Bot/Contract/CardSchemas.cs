using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>The two judges of a card: what the standard knows, and what Teams takes.</summary>
internal static class CardSchemas
{
    /// <summary>What Teams draws and the standard does not know.</summary>
    private static readonly string[] TeamsElements =
    [
        "Badge", "Icon", "CompoundButton", "ProgressBar", "ProgressRing", "Rating", "Input.Rating", "Carousel", "CodeBlock", "Component",
        "Action.Popover", "Action.OpenUrlDialog", "Action.ResetInputs", "Action.InsertImage",
    ];

    private static readonly string[] TeamsProperties =
        ["msteams", "targetWidth", "conditionallyEnabled", "menuActions", "themedIconUrls", "themedUrls", "roundedCorners", "showBorder", "maxHeight", "layouts", "grid.area"];

    private static readonly Lazy<JsonSchema> StandardSchema = new(() => Read("adaptive-card-1.6.schema.json"));
    private static readonly Lazy<JsonSchema> TeamsSchema = new(() => Read("teams-card.schema.json"));

    public static string Folder { get; } = Path.Combine(Shelf.Root, "tests", "Bot", "Contract", "schemas");

    public static IEnumerable<string> Teams(JsonNode card) => Faults(TeamsSchema.Value, card, "Teams");

    /// <summary>By the official schema, which knows nothing of Teams: what only Teams draws gives way to its fallback.</summary>
    public static IEnumerable<string> Standard(JsonNode card) => Faults(StandardSchema.Value, Stripped(card)!, "1.6");

    /// <summary>The card as a client draws it that knows only the standard.</summary>
    public static JsonNode? Stripped(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                return new JsonArray([.. list.Select(Stripped).Where(item => item is not null)]);
            case JsonObject element when IsOfTeams(element):
                return element["fallback"] is JsonObject instead ? Stripped(instead) : null;
            case JsonObject element:
                var data = element.Where(p => !TeamsProperties.Contains(p.Key, StringComparer.Ordinal));
                return new JsonObject(data.Select(p => KeyValuePair.Create(p.Key, p.Key == "data" ? p.Value?.DeepClone() : Stripped(p.Value))));
            default:
                return node?.DeepClone();
        }
    }

    private static bool IsOfTeams(JsonObject element) =>
        element["type"] is JsonValue type && type.TryGetValue<string>(out var name)
        && (TeamsElements.Contains(name, StringComparer.Ordinal) || name.StartsWith("Chart.", StringComparison.Ordinal));

    private static IEnumerable<string> Faults(JsonSchema schema, JsonNode card, string judge) =>
        schema.Validate(card.ToJsonString()).SelectMany(fault => Innermost(fault, 0)).Select(fault => $"{judge}: {fault.Path} {fault.Kind}").Distinct(StringComparer.Ordinal).Take(20);

    // Every alternative of an element says why it does not fit; a few levels tell enough.
    private static IEnumerable<ValidationError> Innermost(ValidationError fault, int depth) =>
        depth < 6 && fault is ChildSchemaValidationError outer
            ? outer.Errors.Values.SelectMany(inner => inner).SelectMany(inner => Innermost(inner, depth + 1))
            : [fault];

    private static JsonSchema Read(string file) =>
        JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(Folder, file))).GetAwaiter().GetResult();
}
