using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmBot.Bot.Conversation;

/// <summary>What every card may know of its copy, as <c>$host</c>.</summary>
/// <param name="Card">Id of this copy: clients do not always say which card a button was on.</param>
internal sealed record CardHost(string Card);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CardHost))]
internal sealed partial class ConversationJson : JsonSerializerContext;
