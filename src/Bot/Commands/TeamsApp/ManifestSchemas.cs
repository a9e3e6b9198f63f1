using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace CrmBot.Bot.Commands.TeamsApp;

/// <summary>The two schemas of one manifest version.</summary>
internal sealed record ManifestSchemas(ManifestSchema Manifest, ManifestSchema Language)
{
    public static async Task<ManifestSchemas> ReadAsync(string folder, CancellationToken ct) => new(
        await ManifestSchema.ReadAsync(Path.Combine(folder, "MicrosoftTeams.schema.json"), ct),
        await ManifestSchema.ReadAsync(Path.Combine(folder, "MicrosoftTeams.Localization.schema.json"), ct));
}

/// <summary>One schema, and its verdict in sentences.</summary>
internal sealed class ManifestSchema
{
    private readonly JsonSchema _schema;

    private ManifestSchema(JsonObject text, JsonSchema schema) => (Text, _schema) = (text, schema);

    /// <summary>The schema itself.</summary>
    public JsonObject Text { get; }

    public static async Task<ManifestSchema> ReadAsync(string file, CancellationToken ct)
    {
        var text = JsonNode.Parse(await File.ReadAllBytesAsync(file, ct))!.AsObject();
        ConstToEnum(text);
        return new ManifestSchema(text, await JsonSchema.FromJsonAsync(text.ToJsonString(), ct));
    }

    public IEnumerable<string> Faults(string file, JsonObject json) =>
        _schema.Validate(json.ToJsonString()).SelectMany(Innermost).Select(fault => $"{file}: {Where(fault)} {Says(fault)}.");

    /// <summary>A fault of an entry of a list comes wrapped into one of the entry, and that into one of the list it lies in.</summary>
    private static IEnumerable<ValidationError> Innermost(ValidationError fault) =>
        fault is ChildSchemaValidationError outer ? outer.Errors.Values.SelectMany(inner => inner).SelectMany(Innermost) : [fault];

    /// <summary>The validator is older than <c>const</c> and would not look at it.</summary>
    private static void ConstToEnum(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject schema:
                if (schema["const"] is JsonValue only)
                {
                    schema.Remove("const");
                    schema["enum"] = new JsonArray(only);
                }

                foreach (var (_, member) in schema)
                {
                    ConstToEnum(member);
                }

                break;
            case JsonArray list:
                foreach (var member in list)
                {
                    ConstToEnum(member);
                }

                break;
            default:
                break;
        }
    }

    /// <summary><c>name.short</c> of <c>#/name.short</c>, and of <c>#/['name.short']</c>, a member with a dot in its own name.</summary>
    private static string Where(ValidationError fault)
    {
        var path = (fault.Path ?? "").TrimStart('#', '/');
        path = path.StartsWith("['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal) ? path[2..^2] : path;
        return path.Length > 0 ? path : "the whole";
    }

    private static string Says(ValidationError fault) => fault.Kind switch
    {
        ValidationErrorKind.StringTooLong => $"is longer than {fault.Schema.MaxLength} characters",
        ValidationErrorKind.TooManyItems => $"has more than {fault.Schema.MaxItems} entries",
        ValidationErrorKind.PropertyRequired => "is missing",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "is not known to this version of the manifest",
        ValidationErrorKind.NotInEnumeration => $"is not one of: {string.Join(", ", fault.Schema.Enumeration)}",
        ValidationErrorKind.PatternMismatch => $"does not have the form {fault.Schema.Pattern}",
        ValidationErrorKind.ItemsNotUnique => "has an entry twice",
        _ => $"breaks the schema ({fault.Kind})",
    };
}
