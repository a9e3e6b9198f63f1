using CrmBot.Bot.Directory;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Protocol;

namespace CrmBot.Bot.Conversation;

/// <summary>
/// Everything a person sends comes through here: who it is, what it means, which capability answers, and how the answer
/// goes out. An error becomes an apology in the person's language with an id that the log knows.
/// </summary>
internal sealed class Router(
    Routes routes, Understanding understanding, CardShelf shelf, SpeakerDirectory directory, Reachability reachability, Speaker speaker,
    Connector connector, IIds ids, TimeProvider machine, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, ILogger<Router> log) : ITurnHandler
{
    // What a channel tells us that nobody said to us.
    private static readonly string[] Silent =
    [
        "typing", "messageReaction", "messageUpdate", "messageDelete", "event", "endOfConversation", "trace", "handoff", "command",
        "commandResult", "contactRelationUpdate", "suggestion",
    ];

    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    public async ValueTask<InvokeResponse?> OnTurnAsync(Activity activity, CancellationToken ct)
    {
        if (Silent.Contains(activity.Type, StringComparer.Ordinal) || activity.From is not { Id.Length: > 0 })
        {
            return null;
        }

        if (activity.Type == "invoke" && activity.Name != "adaptiveCard/action")
        {
            return null;
        }

        Person? me = null;
        try
        {
            me = await directory.MeetAsync(activity, ct);
            return await AnswerAsync(activity, me, ct);
        }
        catch (Exception e)
        {
            // Whatever it was, also a turn that ran out of time: nobody is left without an answer.
            return await ApologiseAsync(activity, me?.Language ?? directory.LanguageOf(activity), e);
        }
    }

    private async Task<InvokeResponse?> AnswerAsync(Activity activity, Person me, CancellationToken ct)
    {
        var turn = await TurnAsync(activity, me, ct);
        if (activity.Type is "installationUpdate" or "conversationUpdate")
        {
            await reachability.ChangedAsync(activity, me, WelcomeAsync, ct);
            return null;
        }

        if (turn.From.IsGroup)
        {
            return await AnswerPrivatelyAsync(turn, activity, ct);
        }

        var answer = await SendAsync(turn, activity, await ReplyAsync(turn, activity, ct), ct);

        // Last: what waited for this person is released behind the answer.
        await reachability.HeardAsync(activity, me, ct);
        return answer;

        async Task WelcomeAsync() =>
            await SendAsync(turn, activity, await IntentAsync(turn, new Meaning("welcome", [], NoValues, ""), ct), ct);
    }

    private async Task<Reply> ReplyAsync(Turn turn, Activity activity, CancellationToken ct)
    {
        var words = turn.Words("help");
        if (Pressed.Of(activity) is { } pressed)
        {
            if (routes.Card(pressed.Verb) is not { } route)
            {
                log.UnknownVerb(activity.ChannelId);
                return Reply.Say(Answer.Text(words["unknownButton"], words["sayHelp"]));
            }

            return await route.Handle(turn, pressed.Data, ct) ?? Reply.Say(Answer.Text(words["unreadableCard"], words["sayHelp"]));
        }

        if (activity.Type != "message" || activity.Value is not null && string.IsNullOrWhiteSpace(activity.Text))
        {
            return Reply.Say(Answer.Text(words["unknownActivity"], words["sayHelp"]));
        }

        var text = activity.TextWithoutMention ?? "";
        return text.Length == 0
            ? Reply.Say(Answer.Text(words["onlyText"], words["sayHelp"]))
            : await IntentAsync(turn, await understanding.ReadAsync(turn.Tenant, turn.Me, turn.Company, text, ct), ct);
    }

    private Task<Reply> IntentAsync(Turn turn, Meaning meaning, CancellationToken ct) =>
        (routes.Text(meaning.Intent) ?? routes.Text("unknown")!)(turn, meaning, ct);

    private async Task<Turn> TurnAsync(Activity activity, Person me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tenant = directory.TenantOf(activity);
        var opId = activity.Id is { Length: > 0 } id ? Ids.Hash(activity.ChannelId, activity.Conversation!.Id, id) : ids.New();
        return new Turn(
            tenant, me, await directory.CompanyAsync(tenant, ct), opId, now, Zones.DayOf(now, me.Zone), new Wording(shelf, me.Language),
            ConversationReference.Of(activity), Pressed.Of(activity)?.CardId);
    }

    private async Task<InvokeResponse?> SendAsync(Turn turn, Activity activity, Reply reply, CancellationToken ct)
    {
        var invoke = activity.Type == "invoke";
        var messages = reply.Messages;
        if (reply.InPlace is { } inPlace && !await speaker.ReplaceAsync(turn, activity.ReplyToId, inPlace, ct) && !invoke)
        {
            messages = [inPlace, .. messages];
        }

        var toast = invoke && reply.InPlace is null && messages is [Answer.Plain];
        foreach (var message in toast ? [] : messages)
        {
            await SayAsync(turn, message, ct);
        }

        return !invoke ? null
            : reply.InPlace is { } card ? InvokeResponse.ReplaceCard(speaker.Render(turn.Me, card, turn.CardId ?? ids.New()))
            : InvokeResponse.Toast(messages.Count > 0 ? messages[0].Summary : "");
    }

    /// <summary>Sends an answer; one that surely did not arrive is tried once more, if the channel does not ask for a long wait.</summary>
    private async Task SayAsync(Turn turn, Answer answer, CancellationToken ct)
    {
        var outcome = await speaker.SendAsync(turn.Tenant, turn.Me, turn.From, answer, ct);
        if (outcome is SendOutcome.NotSent or SendOutcome.Throttled && ((outcome as SendOutcome.Throttled)?.RetryAfter ?? ShortWait) is var wait && wait <= LongestWait)
        {
            await Task.Delay(wait, machine, ct);
            outcome = await speaker.SendAsync(turn.Tenant, turn.Me, turn.From, answer, ct);
        }

        if (outcome is not SendOutcome.Sent)
        {
            log.AnswerNotDelivered(outcome.GetType().Name);
        }
    }

    /// <summary>In a group the bot shows no customer content: it says so there, and answers 1:1 where it can.</summary>
    private async Task<InvokeResponse?> AnswerPrivatelyAsync(Turn turn, Activity activity, CancellationToken ct)
    {
        var invoke = activity.Type == "invoke";
        var home = await reachability.HomeAsync(turn.Tenant, turn.Me.Id, ct);
        var note = turn.Words("help")[home is null ? "groupNoHome" : "groupAnsweredAtHome"];
        if (!invoke)
        {
            await SayAsync(turn, Answer.Text(note), ct);
        }

        if (home is not null)
        {
            var atHome = turn with { From = home };
            var reply = await ReplyAsync(atHome, activity, ct);
            foreach (var message in reply.InPlace is null ? reply.Messages : [reply.InPlace, .. reply.Messages])
            {
                await SayAsync(atHome, message, ct);
            }
        }

        return invoke ? InvokeResponse.Toast(note) : null;
    }

    private async Task<InvokeResponse?> ApologiseAsync(Activity activity, string language, Exception error)
    {
        var trace = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? ids.New();
        log.TurnFailed(error, trace, activity.Type);
        var words = new Wording(shelf, language).Words("help");
        var sorry = words.Format("sorry", ("id", trace));
        if (activity.Type == "invoke")
        {
            return InvokeResponse.CardError(500, "Failed", sorry);
        }

        if (activity.Type == "message")
        {
            await connector.SendAsync(ConversationReference.Of(activity), OutboundActivity.Message(sorry), CancellationToken.None);
        }

        return null;
    }

    private static readonly IReadOnlyDictionary<string, string> NoValues = new Dictionary<string, string>(StringComparer.Ordinal);
}
