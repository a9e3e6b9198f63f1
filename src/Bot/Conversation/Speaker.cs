using System.Text.Json;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Storage;

namespace CrmBot.Bot.Conversation;

/// <summary>Says answers on the wire: renders, suits the channel, sends, and remembers where each card went.</summary>
internal sealed class Speaker(CardShelf shelf, Connector connector, ReachStore reach, IIds ids, ILogger<Speaker> log)
{
    /// <summary>Channels whose clients do not know <c>Action.Execute</c>.</summary>
    private static readonly string[] SubmitOnly = ["directline", "webchat"];

    public async Task<SendOutcome> SendAsync(string tenant, Person to, ConversationReference where, Answer answer, CancellationToken ct)
    {
        var cardId = (answer as Answer.Card)?.CardId ?? ids.New();
        var outcome = await connector.SendAsync(where, Outbound(where, to, answer, cardId), ct);
        if (answer is Answer.Card && outcome is SendOutcome.TooLarge)
        {
            // What a card says fits in a text that may be cut; a card may not.
            return await connector.SendAsync(where, OfText(where, to, TextOf(to, answer), answer), ct);
        }

        if ((answer is Answer.Card || answer.Quotes.Count > 0) && outcome is SendOutcome.Sent { ActivityId.Length: > 0 } sent)
        {
            await RememberAsync(tenant, to, cardId, sent.ActivityId, About(to, answer, cardId), ct);
        }

        return outcome;
    }

    // The card has arrived: a failure to note where must not become a failure to send, which would send it twice.
    private async Task RememberAsync(
        string tenant, Person to, string cardId, string activityId, IReadOnlyList<string> about, CancellationToken ct)
    {
        try
        {
            await reach.RememberCardAsync(tenant, to.Id, cardId, activityId, about, ct);
        }
        catch (Exception fault)
        {
            log.CardNotRemembered(fault);
        }
    }

    /// <summary>Puts an answer in the place of every copy of a card. False when no copy could be changed.</summary>
    public async Task<bool> ReplaceAsync(Turn turn, string? pressedActivity, Answer answer, CancellationToken ct)
    {
        IReadOnlyList<string> known = turn.CardId is { } card ? await reach.CardCopiesAsync(turn.Tenant, turn.Me.Id, card, ct) : [];
        var copies = pressedActivity is null ? known : known.Append(pressedActivity).Distinct(StringComparer.Ordinal);
        var changed = false;
        foreach (var copy in copies)
        {
            var outcome = await connector.UpdateAsync(turn.From, copy, Outbound(turn.From, turn.Me, answer, turn.CardId ?? ids.New()), ct);
            changed |= outcome is SendOutcome.Sent;
        }

        if (known.Count > 0)
        {
            await reach.AlsoAboutAsync(turn.Tenant, turn.Me.Id, turn.CardId!, About(turn.Me, answer, turn.CardId!), ct);
        }

        return changed;
    }

    /// <summary>Puts an answer in the place of every copy of a card that somebody was sent; how many could be changed.</summary>
    public async Task<int> SettleAsync(string tenant, Person reader, ConversationReference where, string cardId, Answer answer, CancellationToken ct)
    {
        var changed = 0;
        foreach (var copy in await reach.CardCopiesAsync(tenant, reader.Id, cardId, ct))
        {
            changed += await connector.UpdateAsync(where, copy, Outbound(where, reader, answer, cardId), ct) is SendOutcome.Sent ? 1 : 0;
        }

        if (changed > 0)
        {
            await reach.AlsoAboutAsync(tenant, reader.Id, cardId, About(reader, answer, cardId), ct);
        }

        return changed;
    }

    /// <summary>Puts a text in the place of sent copies; how many could be changed.</summary>
    public async Task<int> WithdrawAsync(ConversationReference where, IReadOnlyList<string> copies, string text, CancellationToken ct)
    {
        var changed = 0;
        foreach (var copy in copies)
        {
            changed += await connector.UpdateAsync(where, copy, OutboundActivity.Message(text), ct) is SendOutcome.Sent ? 1 : 0;
        }

        return changed;
    }

    /// <summary>The customers and records that an answer is of, and those that it quotes.</summary>
    private IReadOnlyList<string> About(Person reader, Answer answer, string cardId) =>
    [
        .. (answer is Answer.Card card ? CardAbout.Of(Render(reader, card, cardId).Span).Union(card.About, StringComparer.Ordinal) : []).Union(answer.Quotes.Select(Quoted.Mark), StringComparer.Ordinal),
    ];

    /// <summary>What a person reads of an answer, as text.</summary>
    public string TextOf(Person reader, Answer answer) =>
        answer is Answer.Card card ? CardText.Of(Render(reader, card, "").Span) : answer.Summary;

    /// <summary>The card itself, for the answer to an invoke.</summary>
    public ReadOnlyMemory<byte> Render(Person reader, Answer.Card card, string cardId) =>
        card.Render(shelf, reader.Language, Host(cardId));

    private OutboundActivity Outbound(ConversationReference where, Person reader, Answer answer, string cardId) => answer is Answer.Card card
        ? OutboundActivity.Card(Suited(where, Render(reader, card, cardId)), card.Summary) with { Locale = reader.Language, SuggestedActions = answer.Suggestions }
        : OfText(where, reader, answer.Summary, answer);

    private OutboundActivity OfText(ConversationReference where, Person reader, string text, Answer answer) => OutboundActivity.Message(text) with
    {
        Locale = reader.Language,
        SuggestedActions = answer.Suggestions,
        ShowAll = answer.Again is { } again ? shown => More(where, reader, again with { From = again.From + shown }) : null,
    };

    private Attachment More(ConversationReference where, Person reader, Again again)
    {
        var card = Answer.Of("help/more", new MoreModel(again.Asked, again.Nth, again.From), ConversationJson.Default.MoreModel, "");
        return new Attachment(Attachment.AdaptiveCard, Suited(where, Render(reader, card, ids.New())));
    }

    private static ReadOnlyMemory<byte> Suited(ConversationReference where, ReadOnlyMemory<byte> card) =>
        SubmitOnly.Contains(where.ChannelId, StringComparer.Ordinal) ? Downgrade.ToSubmit(card) : card;

    /// <summary>What every card finds in <c>$host</c>.</summary>
    public static JsonElement Host(string cardId) => JsonSerializer.SerializeToElement(new CardHost(cardId), ConversationJson.Default.CardHost);
}
