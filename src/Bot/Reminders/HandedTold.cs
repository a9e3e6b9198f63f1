using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>Which step was somebody's and is somebody else's now.</summary>
internal sealed record HandedOrder(string Customer, string Step, string From, string To);

/// <summary>Tells whose step it was and whose it is that it changed hands.</summary>
internal static class HandedTold
{
    public static readonly ToldKind<HandedOrder> Kind = new("step-handed", HandedJson.Default.HandedOrder, o => o.Customer, TellAsync);

    /// <param name="step">As it is now.</param>
    public static Job Order(Turn turn, string customerId, Step step, string from) =>
        Kind.Order(turn, Ids.Hash("handed", step.Id, step.Ver.ToString(CultureInfo.InvariantCulture)), new HandedOrder(customerId, step.Id, from, step.OwnerId));

    private static async Task TellAsync(Told told, ToldNews<HandedOrder> news, CancellationToken ct)
    {
        var (order, customer) = (news.Order, news.File.Head.Name);
        if (news.File.Steps.FirstOrDefault(s => s.Id == order.Step) is not { } step)
        {
            return;
        }

        await told.TellAsync(news, order.To, say => Said(say, "toldNew", ("day", say.Day(step.DueDay, Zones.DayOf(news.Job.StartedAt, step.Zone)))), ct);
        await told.TellAsync(news, order.From, say => Said(say, "toldOld", ("to", news.Company.NameOf(order.To))), ct);

        Answer Said(Wording say, string key, (string, object) also) =>
            Answer.Text(say.Words("reminders").Format(key, ("by", news.By), ("what", step.What), ("customer", customer), also)) with { Quotes = Quoted.By(step) };
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HandedOrder))]
internal sealed partial class HandedJson : JsonSerializerContext;
