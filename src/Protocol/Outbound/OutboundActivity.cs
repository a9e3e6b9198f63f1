namespace CrmBot.Protocol;

/// <summary>What the bot may send. The connector fills in who and where from the conversation reference.</summary>
public sealed record OutboundActivity
{
    /// <summary><c>message</c> or <c>typing</c>.</summary>
    public string Type { get; init; } = ActivityTypes.Message;

    public string? Text { get; init; }

    /// <summary><c>plain</c>, <c>markdown</c> or <c>xml</c>; null leaves it to the channel.</summary>
    public string? TextFormat { get; init; }

    /// <summary>What a notification shows of a message that is only a card.</summary>
    public string? Summary { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>Titles of quick answers; a press sends the title as the person's own text. Teams shows them only in personal chats.</summary>
    public IReadOnlyList<string> SuggestedActions { get; init; } = [];

    /// <summary>The activity this one answers, in the same conversation.</summary>
    public string? ReplyToId { get; init; }

    /// <summary><c>low</c>, <c>high</c> or, in Teams, <c>urgent</c>; null is normal.</summary>
    public string? Importance { get; init; }

    /// <summary>BCP 47 tag of the language this is written in.</summary>
    public string? Locale { get; init; }

    /// <summary><c>acceptingInput</c>, <c>expectingInput</c> or <c>ignoringInput</c>; Teams ignores it.</summary>
    public string? InputHint { get; init; }

    /// <summary>
    /// What is attached when <see cref="Text"/> is too long and must be cut, so that the person can have the rest; it is told how many
    /// characters they see. Null: the text ends in an ellipsis and nothing more.
    /// </summary>
    public Func<int, Attachment>? ShowAll { get; init; }

    public static OutboundActivity Message(string text, string? summary = null) => new() { Text = text, Summary = summary };

    /// <summary>An adaptive card.</summary>
    /// <param name="cardJson">The whole card, UTF-8. It is written as it is, so it must be valid JSON.</param>
    /// <param name="summary">See <see cref="Summary"/>: without it the notification of a card is empty.</param>
    public static OutboundActivity Card(ReadOnlyMemory<byte> cardJson, string summary, string? text = null) =>
        new() { Text = text, Summary = summary, Attachments = [new Attachment(Attachment.AdaptiveCard, cardJson)] };

    /// <summary>The "is writing" sign; Teams shows it for a few seconds.</summary>
    public static OutboundActivity Typing() => new() { Type = ActivityTypes.Typing };
}

/// <summary>Something that travels with a message.</summary>
/// <param name="ContentJson">UTF-8 JSON, written as it is.</param>
public sealed record Attachment(string ContentType, ReadOnlyMemory<byte> ContentJson)
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
}
