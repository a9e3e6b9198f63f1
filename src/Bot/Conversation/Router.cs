using System.Text.Json;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Fields;
using CrmBot.Bot.Records;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Protocol;
using CrmBot.Storage;

namespace CrmBot.Bot.Conversation;

/// <summary>
/// Everything a person sends comes through here: who it is, what it means, which capability answers. An error becomes an
/// apology in the person's language with an id that the log knows.
/// </summary>
internal sealed class Router(
    Routes routes, Understanding understanding, CustomerFinder finder, Topics topics, CardShelf shelf, SpeakerDirectory directory, Roster roster, Reachability reachability, AtHome atHome,
    Answering answering, FieldBooks fields, Groups groups, IIds ids, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, ILogger<Router> log) : ITurnHandler
{
    // What a channel tells us that nobody said to us.
    private static readonly string[] Silent =
    [
        "typing", "messageReaction", "messageUpdate", "messageDelete", "event", "endOfConversation", "trace", "handoff", "command",
        "commandResult", "contactRelationUpdate", "suggestion",
    ];

    /// <summary>Whether an activity leads to nothing: nobody said it to us, or nobody said it.</summary>
    public static bool IsSilent(Activity activity) => Silent.Contains(activity.Type, StringComparer.Ordinal) || activity.From is not { Id.Length: > 0 };

    public async ValueTask<InvokeResponse?> OnTurnAsync(Activity activity, InvokeWindow window, CancellationToken ct)
    {
        if (!IsClaimed(activity) || IsSilent(activity))
        {
            // An invoke that we know, by nobody.
            return activity.Type == ActivityTypes.Invoke && IsClaimed(activity) ? InvokeResponse.Empty(400) : null;
        }

        Person? me = null;
        try
        {
            me = await roster.MeetAsync(activity, ct);
            window.Language = me.Language;
            return await AnswerAsync(activity, me, window, ct);
        }
        catch (Exception e)
        {
            // Whatever it was, also a turn that ran out of time: nobody is left without an answer.
            return await answering.ApologiseAsync(activity, me?.Language ?? directory.LanguageOf(activity), window, e);
        }
    }

    public InvokeResponse StillWorking(Activity activity, InvokeWindow window) =>
        Answering.Note(activity, new Wording(shelf, window.Language ?? directory.LanguageOf(activity)).Words("help")["stillWorking"]);

    private bool IsClaimed(Activity activity) => activity.Type != ActivityTypes.Invoke || activity.Name switch
    {
        InvokeNames.CardAction or InvokeNames.DialogFetch or InvokeNames.DialogSubmit or InvokeNames.Search => true,
        { } name => routes.Invoke(name) is not null,
        null => false,
    };

    private async Task<InvokeResponse?> AnswerAsync(Activity activity, Person me, InvokeWindow window, CancellationToken ct)
    {
        var turn = await TurnAsync(activity, me, ct);
        if (activity.Type is ActivityTypes.InstallationUpdate or ActivityTypes.ConversationUpdate)
        {
            await reachability.ChangedAsync(activity, me, WelcomeAsync, ct);
            return null;
        }

        if (turn.From.IsGroup)
        {
            return await AnswerPrivatelyAsync(turn, activity, window, ct);
        }

        var answer = activity switch
        {
            { Type: ActivityTypes.Invoke, Name: InvokeNames.Search } => await SearchAsync(turn, activity, window, ct),
            { Type: ActivityTypes.Invoke, Name: { } name } when routes.Invoke(name) is { } handle => Answering.InTime(window, await handle(turn, activity, ct)),
            _ => await answering.SendAsync(turn, activity, await ReplyAsync(turn, activity, ct), window, ct),
        };

        // Last: what waited for this person is released behind the answer.
        await reachability.HeardAsync(activity, me, ct);
        return answer;

        async Task WelcomeAsync() =>
            await answering.SendAsync(turn, activity, await IntentAsync(turn, new Meaning("welcome", [], NoValues, ""), ct), window, ct);
    }

    private async Task<Reply> ReplyAsync(Turn turn, Activity activity, CancellationToken ct)
    {
        var words = turn.Words("help");
        if (activity.Type == ActivityTypes.Message && SentFile.Of(activity) is { Count: > 0 } files && routes.File() is { } take)
        {
            return await take(turn, files, ct);
        }

        if (Pressed.Of(activity) is { } pressed)
        {
            if (routes.Card(pressed.Verb) is not { } route)
            {
                log.UnknownVerb(activity.ChannelId);
                return Reply.Say(Answer.Text(words["unknownButton"], words["sayHelp"]));
            }

            if (pressed.Data.TryGetProperty("customer", out var about) && about.ValueKind == JsonValueKind.String && about.GetString() is { Length: > 0 } id)
            {
                await topics.PressedAsync(turn.Tenant, turn.Me.Id, Ids.Given(id), ct);
            }

            var reply = await route.Handle(turn, pressed.Data, ct) ?? Reply.Say(Answer.Text(words["unreadableCard"], words["sayHelp"]));
            if (reply.Instead is { } sentence)
            {
                return await SaidAsync(turn with { Asked = sentence }, sentence, ct);
            }

            return reply.Rest is { } rest ? answering.Rest(turn, await SaidAsync(turn, rest.Asked, ct), rest) : reply;
        }

        if (activity.Type == ActivityTypes.Invoke)
        {
            return Reply.Say(Answer.Text(words["unreadableCard"], words["sayHelp"]));
        }

        if (turn.Asked is null)
        {
            return Reply.Say(Answer.Text(words["unknownActivity"], words["sayHelp"]));
        }

        return turn.Asked.Length == 0 ? Reply.Say(Answer.Text(words["onlyText"], words["sayHelp"])) : await SaidAsync(turn, turn.Asked, ct);
    }

    /// <summary>A question or a command is never a statement: only what no phrase is sure of may tell of something.</summary>
    private async Task<Reply> SaidAsync(Turn turn, string text, CancellationToken ct)
    {
        var meaning = await understanding.ReadAsync(turn.Tenant, turn.Me, turn.Company, text, ct);
        await SpokenOfAsync(turn, meaning, ct);
        if (routes.Statement() is { } tell && await understanding.MayTellAsync(turn.Tenant, turn.Me, meaning, ct) && await tell(turn, text, ct) is { } told)
        {
            if (told.Messages.OfType<Answer.Card>().SelectMany(c => c.About).Distinct(StringComparer.Ordinal).ToList() is [var about])
            {
                await topics.PressedAsync(turn.Tenant, turn.Me.Id, about, ct);
            }

            return told;
        }

        return await IntentAsync(turn, meaning, ct);
    }

    /// <summary>The one customer that a sentence names is what is spoken of; of several, which one is asked for.</summary>
    private async Task SpokenOfAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        try
        {
            switch (meaning["customer"] is { } said ? await finder.FindAsync(turn.Tenant, turn.Me, said, ct) : null)
            {
                case Meant.One one:
                    await topics.SetAsync(turn.Tenant, turn.Me.Id, new Topic(one.Customer.CustomerId, meaning.Intent), ct);
                    break;
                case Meant.Several:
                    await topics.SetAsync(turn.Tenant, turn.Me.Id, new Topic("", meaning.Intent), ct);
                    break;
                default:
                    await topics.HeardAsync(turn.Tenant, turn.Me.Id, ct);
                    break;
            }
        }
        catch (StorageUnavailableException outage)
        {
            // The answer itself may need no store.
            log.TopicNotKept(outage);
        }
    }

    private Task<Reply> IntentAsync(Turn turn, Meaning meaning, CancellationToken ct) =>
        (routes.Text(meaning.Intent) ?? routes.Text("unknown")!)(turn, meaning, ct);

    private async Task<InvokeResponse?> SearchAsync(Turn turn, Activity activity, InvokeWindow window, CancellationToken ct)
    {
        if (SearchRequest.Of(activity) is not { } request)
        {
            return Answering.InTime(window, SearchAnswers.Failed(400, "BadRequest", turn.Words("help")["unreadableCard"]));
        }

        return routes.Search(request.Dataset) is { } search
            ? Answering.InTime(window, SearchAnswers.Found(await search(turn, request, ct)))
            : Answering.InTime(window, SearchAnswers.Failed(400, "NoSuchDataset", turn.Words("help")["unknownButton"]));
    }

    private async Task<Turn> TurnAsync(Activity activity, Person me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tenant = directory.TenantOf(activity);
        var opId = activity.Id is { Length: > 0 } id ? Ids.Hash(activity.ChannelId, activity.Conversation!.Id, id) : ids.New();
        var isText = activity.Type == ActivityTypes.Message && (activity.Value is null || !string.IsNullOrWhiteSpace(activity.Text));
        var ofCompany = fields.OfAsync(tenant, ct).AsTask();
        return new Turn(
            tenant, me, await directory.CompanyAsync(tenant, ct), opId, now, Zones.DayOf(now, me.Zone), new Wording(shelf, me.Language),
            ConversationReference.Of(activity), Pressed.Of(activity)?.CardId)
        {
            Asked = isText ? activity.TextWithoutMention ?? "" : null,
            InDialog = activity is { Type: ActivityTypes.Invoke, Name: InvokeNames.DialogFetch or InvokeNames.DialogSubmit },
            Fields = await ofCompany,
        };
    }

    /// <summary>In a group the bot shows no customer content: it says so there, and answers 1:1 where it can.</summary>
    private async Task<InvokeResponse?> AnswerPrivatelyAsync(Turn turn, Activity activity, InvokeWindow window, CancellationToken ct)
    {
        var invoke = activity.Type == ActivityTypes.Invoke;
        var home = await reachability.HomeAsync(turn.Tenant, turn.Me.Id, ct);
        await groups.HeardAsync(turn.Tenant, turn.Me, activity, ct);
        var note = turn.Words("help")[home is null ? "groupNoHome" : "groupAnsweredAtHome"];
        if (!invoke)
        {
            await answering.SayAsync(turn, Answer.Text(note), ct);
        }

        // A typeahead is no question: nobody waits for its choices elsewhere.
        if (home is not null && !(invoke && activity.Name == InvokeNames.Search))
        {
            var there = turn with { From = home };
            var reply = await ReplyAsync(there, activity, ct);
            foreach (var message in reply.InPlace is null ? reply.Messages : [reply.InPlace, .. reply.Messages])
            {
                await atHome.SendAsync(there.Tenant, there.Me, home, message, ct);
            }
        }

        return invoke ? Answering.InTime(window, Answering.Note(activity, note)) : null;
    }

    private static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>(StringComparer.Ordinal);
}
