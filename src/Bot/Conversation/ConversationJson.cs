using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmBot.Bot.Conversation;

/// <summary>What every card may know of its copy, as <c>$host</c>.</summary>
/// <param name="Card">Id of this copy: clients do not always say which card a button was on.</param>
internal sealed record CardHost(string Card);

/// <summary>Goes with a text that was cut: the sentence it answers, which of its messages it is, and how much of it is shown.</summary>
internal sealed record MoreModel(string Asked, int Nth, int From);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CardHost))]
[JsonSerializable(typeof(MoreModel))]
[JsonSerializable(typeof(string))]
internal sealed partial class ConversationJson : JsonSerializerContext;
