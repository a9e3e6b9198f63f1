using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Requests;

/// <param name="Quiet">Only the cards that were sent follow.</param>
internal sealed record RequestOrder(string Customer, string Step, string To, bool Quiet);

/// <summary>Shows the other side of a request what became of it: on the cards they have, and as a message of its own.</summary>
internal static class RequestTold
{
    public static readonly ToldKind<RequestOrder> Kind = new(
        "request-told", RequestJobJson.Default.RequestOrder, o => o.Customer,
        (told, news, ct) => news.File.Steps.FirstOrDefault(s => s.Id == news.Order.Step) is { } step
            ? told.ShowAsync(news, news.Order.To, RequestCards.IdOf(step.Id), turn => RequestCards.Of(turn, news.File, step), news.Order.Quiet, ct)
            : Task.CompletedTask);

    public static Job Order(Turn turn, string customerId, string stepId, string op, string to, bool quiet) => Kind.Order(turn, Ids.From(op, "told"), new RequestOrder(customerId, stepId, to, quiet));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RequestOrder))]
internal sealed partial class RequestJobJson : JsonSerializerContext;
