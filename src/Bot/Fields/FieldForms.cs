using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Fields;

/// <summary>A button that is about no one field.</summary>
internal sealed record ListForm(string? Card);

/// <summary>A button that names a field.</summary>
internal sealed record OneForm(string? Field);

/// <summary>A field as typed.</summary>
/// <param name="Rev">Revision of the fields that the card was made from.</param>
/// <param name="Choices">One a line, the names of both languages with a bar between.</param>
/// <param name="Stages">Codes, joined by commas.</param>
internal record FieldForm(string? Field, string? Rev, string? Chinese, string? English, string? Required, string? Choices, string? Stages, string? Industries);

/// <param name="Kind">Only of a new field.</param>
internal sealed record SavedForm(
    string? Field, string? Rev, string? Chinese, string? English, string? Required, string? Choices, string? Stages, string? Industries, string? Kind)
    : FieldForm(Field, Rev, Chinese, English, Required, Choices, Stages, Industries)
{
    public static SavedForm Of(FieldForm it) => new(it.Field, it.Rev, it.Chinese, it.English, it.Required, it.Choices, it.Stages, it.Industries, null);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(ListForm))]
[JsonSerializable(typeof(OneForm))]
[JsonSerializable(typeof(FieldForm))]
[JsonSerializable(typeof(SavedForm))]
internal sealed partial class FieldJson : JsonSerializerContext;
