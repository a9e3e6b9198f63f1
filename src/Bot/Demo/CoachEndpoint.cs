using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Demo;

/// <param name="Speaker">Id of a person; their clock, calendar and language count. Null for someone in China.</param>
/// <param name="Customer">Id of a customer whose latest records the text is compared with; null for none.</param>
internal sealed record CoachAsked(string? Text, string? Speaker, string? Customer);

/// <param name="Reasons">Codes as in <c>PASSIVE_WAIT</c>; empty for a good one.</param>
internal sealed record CoachAnswer(string Label, IReadOnlyList<string> Reasons, int Score, IReadOnlyList<string> Questions);

/// <summary>How the coach judges a text, for trying it out and for acceptance rows. Stores nothing.</summary>
internal static class CoachEndpoint
{
    /// <summary>Who speaks when nobody is named: their words decide the language of the questions.</summary>
    private const string SomeZone = "Asia/Shanghai";

    public static async Task<IResult> AnswerAsync(
        CoachAsked asked, PeopleStore people, CustomerStore customers, CardShelf shelf, IOptions<BotOptions> options,
        [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, CancellationToken ct)
    {
        var tenant = options.Value.DefaultTenant;
        var text = asked.Text ?? "";
        var me = asked.Speaker is { Length: > 0 } id
            ? (await people.AllAsync(tenant, ct)).FirstOrDefault(p => p.Id == id)
            : new Person("", "", null, [], Role.Rep, null, null, SomeZone, Languages(text));
        if (me is null)
        {
            return Results.Json(new DevError(new DevFault("Nobody has this id.")), DevJson.Default.DevError, statusCode: 400);
        }

        var file = asked.Customer is { Length: > 0 } customer ? await customers.LoadAsync(tenant, customer, ct) : null;
        var earlier = (file?.Recent ?? []).Where(r => me.Id.Length == 0 || r.AuthorId == me.Id).Select(r => r.Summary);
        var advice = Coaching.Review(me, clock.GetUtcNow(), new ToFile(text, null, null, null, null), earlier);
        return Results.Json(
            new CoachAnswer(
                advice.Review.Shallow ? "shallow" : "good", [.. advice.Review.Reasons.Select(Coaching.Code)], advice.Review.Score,
                Coaching.Questions(new Wording(shelf, me.Language), advice, null)),
            CoachJson.Default.CoachAnswer);
    }

    private static string Languages(string text) => Wording.Languages[text.Any(c => c is >= '\u4E00' and <= '\u9FFF') ? 0 : 1];
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CoachAsked))]
[JsonSerializable(typeof(CoachAnswer))]
internal sealed partial class CoachJson : JsonSerializerContext;
