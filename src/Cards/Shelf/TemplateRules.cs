using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>What can be judged of a card from its template alone, with exact places.</summary>
internal static class TemplateRules
{
    private const string Version = "1.5";

    /// <summary>What Teams draws and the standard does not know.</summary>
    private static readonly HashSet<string> TeamsOnly = new(StringComparer.Ordinal)
    {
        "Badge", "Icon", "CompoundButton", "ProgressBar", "ProgressRing", "Rating", "Input.Rating", "Carousel", "CodeBlock",
        "Component", "Action.Popover", "Action.OpenUrlDialog", "Action.ResetInputs", "Action.InsertImage",
    };

    public static void Check(string file, Located card, FaultList faults)
    {
        if (card.TextOf("type") != "AdaptiveCard")
        {
            faults.Add(file, card.Place, "the type is not AdaptiveCard");
        }

        if (card.TextOf("version") != Version)
        {
            faults.Add(file, card["version"]?.Place ?? card.Place, $"the version is not {Version}");
        }

        Need(file, card, faults, "the card", "speak", "fallbackText");
        Walk(file, card, faults);
    }

    private static void Walk(string file, Located node, FaultList faults)
    {
        if (node.TextOf("type") is { } type)
        {
            CheckElement(file, node, type, faults);
        }

        // What is inside data is not an element, whatever its type says.
        foreach (var (name, _, value) in node.Members.Where(m => m.Name is not ("data" or "$data")))
        {
            Walk(file, value, faults);
        }

        foreach (var item in node.Items)
        {
            Walk(file, item, faults);
        }
    }

    private static void CheckElement(string file, Located node, string type, FaultList faults)
    {
        if (type.StartsWith("Input.", StringComparison.Ordinal))
        {
            Need(file, node, faults, type, "id", "label");
            if (IsValidated(node))
            {
                Need(file, node, faults, $"{type} that is validated", "errorMessage");
            }
        }

        if (type == "Image" && node["altText"] is null)
        {
            faults.Add(file, node.Place, "Image has no altText (\"\" for an ornament)");
        }

        if ((TeamsOnly.Contains(type) || type.StartsWith("Chart.", StringComparison.Ordinal)) && node["fallback"] is null)
        {
            faults.Add(file, node.Place, $"{type} is known only to Teams and has no fallback");
        }

        if (type == "Action.Execute")
        {
            Need(file, node, faults, type, "verb");
            if (node["data"] is not { Kind: JsonValueKind.Object })
            {
                faults.Add(file, node.Place, $"{type} has no data object");
            }
        }

        if (type.StartsWith("Action.", StringComparison.Ordinal) && node["title"] is null && node["tooltip"] is null)
        {
            faults.Add(file, node.Place, $"{type} has neither title nor tooltip");
        }
    }

    private static bool IsValidated(Located input) =>
        input["isRequired"] is { Kind: not JsonValueKind.False } || input["regex"] is not null
        || input["min"] is not null || input["max"] is not null;

    private static void Need(string file, Located node, FaultList faults, string what, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (string.IsNullOrWhiteSpace(node.TextOf(name)))
            {
                faults.Add(file, node.Place, $"{what} has no {name}");
            }
        }
    }
}
