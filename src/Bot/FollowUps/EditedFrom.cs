using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>
/// The open steps of a record before an edit of it, for whoever takes the edit back: of a step only the latest state is stored. It lies
/// with the editor's forms and goes as they do.
/// </summary>
/// <param name="Edition">Of the record that the edit began with.</param>
internal sealed record EditedFrom(int Edition, IReadOnlyList<NextStep> Steps)
{
    private const string Kind = "edited-from";

    public static string IdOf(string opId) => Ids.From(opId, Kind);

    /// <param name="opId">The operation of the edit.</param>
    public static Draft Of(Turn turn, string opId, CustomerFile file, FollowUp record)
    {
        var steps = Filing.OpenOf(file, record).Select(s => new NextStep(s.What, s.By, s.OwnerId, s.Zone, s.DueDay, s.DueTime) { Id = s.Id, Resources = s.Resources });
        return new Draft(IdOf(opId), turn.Me.Id, Kind, file.Head.Id, null, record.Id, record.Edition, false, null)
        {
            Content = JsonSerializer.Serialize(new EditedFrom(record.Edition, [.. steps]), EditedFromJson.Default.EditedFrom),
        };
    }

    /// <summary>Null when the draft is none of this kind.</summary>
    public static EditedFrom? In(Draft? draft) =>
        draft is { Kind: Kind, Content: { } content } ? JsonSerializer.Deserialize(content, EditedFromJson.Default.EditedFrom) : null;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EditedFrom))]
internal sealed partial class EditedFromJson : JsonSerializerContext;
