using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Collaborators;

/// <summary>Whom it concerns, and whether they were added or taken away.</summary>
internal sealed record HelperOrder(string Customer, string Person, bool Added);

/// <summary>Tells who was added to a customer, or taken off it.</summary>
internal static class HelperTold
{
    public static readonly ToldKind<HelperOrder> Kind = new(
        "helper-told", HelperOrderJson.Default.HelperOrder, o => o.Customer, (told, news, ct) => told.TellAsync(news, news.Order.Person, say => Said(say, news), ct));

    public static Job Order(Turn turn, string opId, string customer, string person, bool added) => Kind.Order(turn, Ids.From(opId, "told"), new HelperOrder(customer, person, added));

    private static Answer Said(Wording say, ToldNews<HelperOrder> news)
    {
        var (words, head) = (say.Words("collaborators"), news.File.Head);
        return news.Order.Added
            ? Answer.Text(
                words.Format("toldAdded", ("by", news.By), ("customer", head.Name), ("owner", news.Company.NameOf(head.OwnerId))), words.Format("howIs", ("customer", head.Name)))
            : Answer.Text(words.Format("toldRemoved", ("by", news.By), ("customer", head.Name)));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HelperOrder))]
internal sealed partial class HelperOrderJson : JsonSerializerContext;

internal static class CollaboratorsSetup
{
    public static IServiceCollection AddCollaborators(this IServiceCollection services) => services.AddTold(HelperTold.Kind);
}
