using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Protocol;

namespace CrmBot.Bot.Conversation;

/// <summary>Brings a reply to the person: as the response where the channel waits for one and still does, else as messages.</summary>
internal sealed class Answering(CardShelf shelf, Speaker speaker, Connector connector, IIds ids, TimeProvider machine, ILogger<Answering> log)
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>A toast has room for a sentence or two.</summary>
    private const int LongestToast = 300;

    public async Task<InvokeResponse?> SendAsync(Turn turn, Activity activity, Reply reply, InvokeWindow window, CancellationToken ct)
    {
        if (activity.Type != ActivityTypes.Invoke)
        {
            var replaced = reply.InPlace is { } card && await speaker.ReplaceAsync(turn, activity.ReplyToId, card, ct);
            await SayAllAsync(turn, replaced || reply.InPlace is null ? reply.Messages : [reply.InPlace, .. reply.Messages], ct);
            return null;
        }

        if (reply is { InPlace: { } settled, Settles: { } elsewhere } && (turn.InDialog || elsewhere != turn.CardId))
        {
            await speaker.SettleAsync(turn.Tenant, turn.Me, turn.From, elsewhere, settled, ct);
        }

        return turn.InDialog
            ? await InDialogAsync(turn, reply, window, ct)
            : await InCardAsync(turn, activity, reply, window, ct);
    }

    /// <summary>Sends an answer; one that surely did not arrive is tried once more, if the channel does not ask for a long wait.</summary>
    public async Task SayAsync(Turn turn, Answer answer, CancellationToken ct)
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

    /// <summary>The rest of an answer that was too long for one message.</summary>
    public Reply Rest(Turn turn, Reply whole, Again from)
    {
        var text = from.Nth >= 0 && from.Nth < whole.Messages.Count ? speaker.TextOf(turn.Me, whole.Messages[from.Nth]) : "";
        return from.From >= 0 && from.From < text.Length
            ? Reply.Say(Answer.Text(text[from.From..]) with { Again = from })
            : Reply.Say(Answer.Text(turn.Words("help")["nothingMore"]));
    }

    /// <summary>The answer, or null when the client waits no longer for it.</summary>
    public static InvokeResponse? InTime(InvokeWindow window, InvokeResponse answer) => window.TryAnswer() ? answer : null;

    /// <summary>A short text as the response to any invoke.</summary>
    public static InvokeResponse Note(Activity activity, string text) => activity.Name switch
    {
        InvokeNames.CardAction => CardAnswers.Toast(text),
        InvokeNames.DialogFetch or InvokeNames.DialogSubmit => DialogAnswers.Say(text),
        InvokeNames.Search => SearchAnswers.Failed(408, "NotNow", text),
        _ => InvokeResponse.Empty(),
    };

    /// <summary>Tells the person that something broke.</summary>
    /// <exception cref="InvalidOperationException">Not even that arrived: the channel may send the activity again.</exception>
    public async Task<InvokeResponse?> ApologiseAsync(Activity activity, string language, InvokeWindow window, Exception error)
    {
        var trace = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? ids.New();
        log.TurnFailed(error, trace, activity.Type);
        var sorry = new Wording(shelf, language).Words("help").Format("sorry", ("id", trace));
        if (activity.Type == ActivityTypes.Invoke && window.TryAnswer())
        {
            return activity.Name switch
            {
                InvokeNames.CardAction => CardAnswers.Error(500, "Failed", sorry),
                InvokeNames.Search => SearchAnswers.Failed(500, "Failed", sorry),
                _ => Note(activity, sorry),
            };
        }

        if (activity.Type is ActivityTypes.Message or ActivityTypes.Invoke)
        {
            var outcome = await connector.SendAsync(ConversationReference.Of(activity), OutboundActivity.Message(sorry), CancellationToken.None);
            if (outcome is SendOutcome.NotSent or SendOutcome.Throttled)
            {
                throw new InvalidOperationException("The person could not be told that the turn failed.", error);
            }
        }

        return null;
    }

    private async Task<InvokeResponse?> InCardAsync(Turn turn, Activity activity, Reply reply, InvokeWindow window, CancellationToken ct)
    {
        var replaced = reply.InPlace is { } inPlace && await speaker.ReplaceAsync(turn, activity.ReplyToId, inPlace, ct);
        var isToast = reply.InPlace is null && reply.Messages is [Answer.Plain { Again: null }];
        await SayAllAsync(turn, isToast ? [] : reply.Messages, ct);
        if (window.TryAnswer())
        {
            return reply.InPlace is { } card ? CardAnswers.Replace(speaker.Render(turn.Me, card, turn.CardId ?? ids.New()))
                : CardAnswers.Toast(reply.Messages.Count > 0 ? Wording.Short(reply.Messages[0].Summary, LongestToast) : "");
        }

        await SayAllAsync(turn, isToast ? reply.Messages : reply.InPlace is { } late && !replaced ? [late] : [], ct);
        return null;
    }

    // What a dialog shows is for the one person in it: its first card, else its first text; all else goes into the chat.
    private async Task<InvokeResponse?> InDialogAsync(Turn turn, Reply reply, InvokeWindow window, CancellationToken ct)
    {
        var shown = reply.InPlace ?? reply.Messages.FirstOrDefault(m => m is Answer.Card) ?? (reply.Messages is [var first, ..] ? first : null);
        await SayAllAsync(turn, [.. reply.Messages.Where(m => m != shown)], ct);
        if (shown is not null && !window.TryAnswer())
        {
            await SayAllAsync(turn, [shown], ct);
            return null;
        }

        return shown switch
        {
            Answer.Card card => DialogAnswers.Show(card.Summary, Downgrade.ToSubmit(speaker.Render(turn.Me, card, ids.New()), searches: true)),
            { } text => DialogAnswers.Say(text.Summary),
            null => InTime(window, DialogAnswers.Close()),
        };
    }

    private async Task SayAllAsync(Turn turn, IReadOnlyList<Answer> messages, CancellationToken ct)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            var again = messages[i].Again ?? (turn.Asked is { Length: > 0 } asked ? new Again(asked, i, 0) : null);
            await SayAsync(turn, messages[i] with { Again = again }, ct);
        }
    }
}
