using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Ownership;

/// <summary>Who gave which customer to whom.</summary>
internal sealed record GivenOrder(string Customer, string From, string To);

/// <summary>Tells the old and the new owner that a customer changed hands.</summary>
internal static class GivenTold
{
    public static readonly ToldKind<GivenOrder> Kind = new("ownership-told", OwnershipJobJson.Default.GivenOrder, o => o.Customer, TellAsync);

    public static Job Order(Turn turn, string opId, string customer, string from, string to) => Kind.Order(turn, Ids.From(opId, "told"), new GivenOrder(customer, from, to));

    private static async Task TellAsync(Told told, ToldNews<GivenOrder> news, CancellationToken ct)
    {
        await told.TellAsync(news, news.Order.To, say => New(say, news), ct);
        await told.TellAsync(news, news.Order.From, say => Answer.Text(say.Words("ownership").Format(
            "toldOld", ("by", news.By), ("customer", news.File.Head.Name), ("to", news.Company.NameOf(news.Order.To)))), ct);
    }

    private static Answer New(Wording say, ToldNews<GivenOrder> news)
    {
        var words = say.Words("ownership");
        var (name, from, open) = (news.File.Head.Name, news.Company.NameOf(news.Order.From), news.File.OpenSteps.Count(s => s.OwnerId == news.Order.To));
        var text = open == 0
            ? words.Format("toldNew", ("by", news.By), ("customer", name), ("from", from))
            : words.Format("toldNewSteps", ("by", news.By), ("customer", name), ("from", from), ("count", open));
        return Answer.Text(text, words.Format("howIs", ("customer", name)));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GivenOrder))]
[JsonSerializable(typeof(HandoverOrder))]
internal sealed partial class OwnershipJobJson : JsonSerializerContext;
