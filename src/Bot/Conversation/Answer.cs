using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CrmBot.Cards;

namespace CrmBot.Bot.Conversation;

/// <summary>Something the bot says: a text or a card.</summary>
internal abstract record Answer
{
    private Answer() { }

    /// <summary>What a notification shows; for a text, the text.</summary>
    public abstract string Summary { get; }

    /// <summary>Titles of the suggested next sentences; each is sent as if typed.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>How the person can have the rest when this is too long for the channel; null where nothing can be asked for again.</summary>
    public Again? Again { get; init; }

    /// <summary>Ids of what its words were told in, beside what it is of, as <see cref="Quoted"/> gives them: goes one of them, the words go.</summary>
    public IReadOnlyList<string> Quotes { get; init; } = [];

    internal sealed record Plain(string Said) : Answer
    {
        public override string Summary => Said;
    }

    internal abstract record Card(string Name, string Notice) : Answer
    {
        public override string Summary => Notice;

        /// <summary>
        /// Names what the card is of, where every card of it shall change together: the copies of all of them are known under this
        /// one id. Null for a card that is sent once.
        /// </summary>
        public string? CardId { get; init; }

        /// <summary>Ids of customers and records that it names without a button that carries them.</summary>
        public IReadOnlyList<string> About { get; init; } = [];

        /// <summary>The card as JSON, with the id of this copy in <c>$host.card</c>.</summary>
        public abstract ReadOnlyMemory<byte> Render(CardShelf shelf, string language, JsonElement host);
    }

    private sealed record Card<T>(string Name, string Notice, T Model, JsonTypeInfo<T> Type) : Card(Name, Notice)
    {
        public override ReadOnlyMemory<byte> Render(CardShelf shelf, string language, JsonElement host) =>
            shelf.Render(Name, language, Model, Type, host);
    }

    /// <summary>A card of the shelf. <paramref name="notice"/> is what the notification says.</summary>
    public static Card Of<T>(string card, T model, JsonTypeInfo<T> type, string notice) => new Card<T>(card, notice, model, type);

    public static Answer Text(string text, params IReadOnlyList<string> suggestions) => new Plain(text) { Suggestions = suggestions };
}

/// <summary>A sentence that was said before, and where in its answer to go on.</summary>
/// <param name="Nth">Which of the messages that answer it, from 0.</param>
/// <param name="From">How many characters of that message's text were shown.</param>
internal sealed record Again(string Asked, int Nth, int From);

/// <summary>What a turn leads to.</summary>
/// <param name="InPlace">Takes the place of the card that was pressed, for everyone who sees it; null leaves it.</param>
/// <param name="Messages">Said in addition, in order.</param>
internal sealed record Reply(Answer.Card? InPlace, IReadOnlyList<Answer> Messages)
{
    public static readonly Reply Nothing = new(null, []);

    /// <summary>The answer to this sentence is said instead, from that character on.</summary>
    public Again? Rest { get; private init; }

    /// <summary>This sentence is answered instead, as if the person had said it.</summary>
    public string? Instead { get; private init; }

    public static Reply Ask(string sentence) => Nothing with { Instead = sentence };

    /// <summary>A card in the chat that <see cref="InPlace"/> takes the place of too, beside the one that was pressed; null for none.</summary>
    public string? Settles { get; init; }

    public static Reply GoOn(Again again) => Nothing with { Rest = again };

    public static Reply Say(params IReadOnlyList<Answer> answers) => new(null, answers);

    public static Reply Replace(Answer.Card card, params IReadOnlyList<Answer> then) => new(card, then);
}
