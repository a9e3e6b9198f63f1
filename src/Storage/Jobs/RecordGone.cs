using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <param name="Deleted">Unsent forms with its content go too; one that was taken back can be filed again.</param>
public sealed record GoneOrder(string Customer, string FollowUp, bool Deleted);

/// <summary>
/// The job that finishes what a change began that took a record away: cards in chats, forms, copies. It is written with the
/// change's shadows, so that it stands wherever the writer was cut off.
/// </summary>
public static class RecordGone
{
    public const string Kind = "record-gone";

    /// <param name="opId">The operation that took the record away; it names the job.</param>
    /// <param name="what">Code of the operation.</param>
    public static Job Of(string tenant, string opId, string what, string byId, DateTimeOffset at, string customerId, string followUpId) => new(
        tenant, opId, Kind, byId, at, JsonSerializer.Serialize(new GoneOrder(customerId, followUpId, what != Undo.FilingCode), GoneJson.Default.GoneOrder));

    public static GoneOrder OrderOf(Job job) => JsonSerializer.Deserialize(job.Order, GoneJson.Default.GoneOrder)!;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GoneOrder))]
internal sealed partial class GoneJson : JsonSerializerContext;
