using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>A card as a person has it in front of them.</summary>
internal sealed record CardSeen(string ActivityId, JsonElement Json)
{
    /// <summary>All text of the card, in reading order.</summary>
    public string Read
    {
        get
        {
            var text = new StringBuilder();
            Walk(Json, element =>
            {
                foreach (var name in (string[])["text", "title", "value", "label", "placeholder"])
                {
                    if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                    {
                        text.AppendLine(value.GetString());
                    }
                }
            });
            return text.ToString().Replace("\\", "", StringComparison.Ordinal);
        }
    }

    public bool HasInput(string id) => Inputs().ContainsKey(id);

    public string Input(string id) => Inputs()[id];

    /// <summary>The element of this id, wherever it is on the card.</summary>
    public JsonElement Element(string id)
    {
        JsonElement? found = null;
        Walk(Json, element => found ??= element.TryGetProperty("id", out var its) && its.ValueKind == JsonValueKind.String && its.GetString() == id ? element : null);
        return found ?? throw new Xunit.Sdk.XunitException($"No element '{id}':\n{Read}");
    }

    /// <summary>The button with this title, wherever it is on the card.</summary>
    public JsonElement Button(string title)
    {
        var buttons = Buttons();
        var found = buttons.Where(b => b.Title.Contains(title, StringComparison.Ordinal)).Select(b => (JsonElement?)b.Action).FirstOrDefault();
        return found ?? throw new Xunit.Sdk.XunitException($"No button '{title}'. There are: {string.Join(", ", buttons.Select(b => b.Title))}\n{Read}");
    }

    /// <summary>The rows that can be pressed.</summary>
    public JsonElement Row(string containing)
    {
        JsonElement? found = null;
        Walk(Json, element =>
        {
            if (found is null && element.TryGetProperty("selectAction", out var action) && element.GetRawText().Contains(containing, StringComparison.Ordinal))
            {
                found = action;
            }
        });
        return found ?? throw new Xunit.Sdk.XunitException($"No row with '{containing}':\n{Read}");
    }

    /// <summary>What the client sends for a button: its data with the inputs beside it.</summary>
    public JsonObject Data(JsonElement action, IReadOnlyDictionary<string, string> typed)
    {
        var data = action.TryGetProperty("data", out var own) ? JsonNode.Parse(own.GetRawText())!.AsObject() : [];
        if (!(action.TryGetProperty("associatedInputs", out var inputs) && inputs.GetString() == "none"))
        {
            foreach (var (id, value) in Inputs().Where(i => i.Value.Length > 0))
            {
                data[id] = value;
            }

            foreach (var (id, value) in typed)
            {
                Assert.True(HasInput(id), $"The card has no input '{id}':\n{Read}");
                data[id] = value;
            }
        }

        return data;
    }

    private Dictionary<string, string> Inputs()
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk(Json, element =>
        {
            if (element.TryGetProperty("type", out var type) && type.GetString()!.StartsWith("Input.", StringComparison.Ordinal))
            {
                inputs[element.GetProperty("id").GetString()!] = element.TryGetProperty("value", out var value) ? value.ToString() : "";
            }
        });
        return inputs;
    }

    private List<(string Title, JsonElement Action)> Buttons()
    {
        var buttons = new List<(string, JsonElement)>();
        Walk(Json, element =>
        {
            if (element.TryGetProperty("type", out var type) && type.GetString() is "Action.Execute" or "Action.Submit" && element.TryGetProperty("title", out var title))
            {
                buttons.Add((title.GetString()!, element));
            }
        });
        return buttons;
    }

    private static void Walk(JsonElement element, Action<JsonElement> visit)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            visit(element);
            foreach (var property in element.EnumerateObject())
            {
                Walk(property.Value, visit);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item, visit);
            }
        }
    }
}
