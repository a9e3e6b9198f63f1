using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Notes verbs, inputs and data keys of rendered cards.</summary>
internal sealed class CardSurvey
{
    private readonly SortedDictionary<string, IReadOnlySet<string>> inputs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IReadOnlySet<string>> dataKeys = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Verbs => new SortedSet<string>(inputs.Keys, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IReadOnlySet<string>> Inputs => inputs;

    public IReadOnlyDictionary<string, IReadOnlySet<string>> DataKeys => dataKeys;

    public void Look(JsonElement card) => LookAtCard(card, []);

    /// <summary>An action sends the inputs of its own card and of the cards around it, not those of a card it could open.</summary>
    private void LookAtCard(JsonElement card, IReadOnlyList<string> outer)
    {
        var ids = new List<string>(outer);
        var actions = new List<JsonElement>();
        var inner = new List<JsonElement>();
        Gather(card, isCard: true, ids, actions, inner);
        foreach (var action in actions)
        {
            Note(action, ids);
        }

        foreach (var nested in inner)
        {
            LookAtCard(nested, ids);
        }
    }

    private static void Gather(JsonElement node, bool isCard, List<string> ids, List<JsonElement> actions, List<JsonElement> inner)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
            {
                Gather(item, isCard: false, ids, actions, inner);
            }
        }

        if (node.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        switch (Text(node, "type"))
        {
            case "AdaptiveCard" when !isCard:
                inner.Add(node);
                return;
            case "Action.Execute" or "Action.Submit":
                actions.Add(node);
                break;
            case { } type when type.StartsWith("Input.", StringComparison.Ordinal) && Text(node, "id") is { } id:
                ids.Add(id);
                break;
        }

        foreach (var property in node.EnumerateObject().Where(p => p.Name != "data"))
        {
            Gather(property.Value, isCard: false, ids, actions, inner);
        }
    }

    private void Note(JsonElement action, List<string> ids)
    {
        var data = action.TryGetProperty("data", out var d) && d.ValueKind == JsonValueKind.Object ? d : default;
        var verb = Text(action, "verb") ?? (data.ValueKind == JsonValueKind.Object ? Text(data, "verb") : null);
        if (verb is null)
        {
            return;
        }

        Add(inputs, verb, Text(action, "associatedInputs") == "none" ? [] : ids);
        Add(dataKeys, verb, data.ValueKind == JsonValueKind.Object
            ? data.EnumerateObject().Select(p => p.Name).Where(n => n != "verb")
            : []);
    }

    private static void Add(SortedDictionary<string, IReadOnlySet<string>> all, string verb, IEnumerable<string> names) =>
        all[verb] = new SortedSet<string>(all.GetValueOrDefault(verb, new SortedSet<string>()).Concat(names), StringComparer.Ordinal);

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
