using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Scheduler;

namespace CrmBot.Bot.Conversation;

/// <summary>Something the bot can do. Its first lines say what it reacts to.</summary>
internal interface ICapability
{
    /// <summary>The folder of its cards and the first part of its verbs.</summary>
    string Name { get; }

    void Map(Routes routes);
}

internal delegate Task<Reply> OnText(Turn turn, Meaning meaning, CancellationToken ct);

/// <summary>Null when the data does not have the form of the verb.</summary>
internal delegate Task<Reply?> OnCard(Turn turn, JsonElement data, CancellationToken ct);

internal delegate Task<Answer> OnDue(Turn turn, DueBatch batch, CancellationToken ct);

/// <summary>A verb of a card: what it does and which fields it reads.</summary>
internal sealed record CardRoute(string Verb, OnCard Handle, JsonTypeInfo Form);

/// <summary>Everything the bot reacts to. Two capabilities that claim the same words, verb or reminder stop the start.</summary>
internal sealed class Routes
{
    private readonly Dictionary<string, OnText> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CardRoute> cards = new(StringComparer.Ordinal);
    private readonly Dictionary<PromptKind, OnDue> prompts = [];
    private string capability = "";

    public Routes(IEnumerable<ICapability> capabilities)
    {
        foreach (var one in capabilities)
        {
            capability = one.Name;
            one.Map(this);
        }
    }

    public IReadOnlyCollection<string> Intents => texts.Keys;

    public IReadOnlyCollection<CardRoute> Cards => cards.Values;

    /// <summary>Reacts to a meaning that Language finds in what a person says.</summary>
    public Routes Text(string intent, OnText handle) => Claimed(texts.TryAdd(intent, handle), $"the meaning '{intent}'");

    /// <summary>Reacts to a verb of a card; the card's data and inputs are bound to <typeparamref name="T"/>.</summary>
    public Routes Card<T>(string verb, JsonTypeInfo<T> form, Func<Turn, T, CancellationToken, Task<Reply>> handle)
    {
        if (!verb.StartsWith(capability + "/", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The verb '{verb}' belongs to the capability '{capability}' and must begin with '{capability}/'.");
        }

        return Claimed(cards.TryAdd(verb, new CardRoute(verb, Bind, form)), $"the verb '{verb}'");

        async Task<Reply?> Bind(Turn turn, JsonElement data, CancellationToken ct)
        {
            T? bound;
            try
            {
                bound = data.Deserialize(form);
            }
            catch (JsonException)
            {
                return null;
            }

            return bound is null ? null : await handle(turn, bound, ct);
        }
    }

    /// <summary>Reacts to reminders of a kind that come due.</summary>
    public Routes Due(PromptKind kind, OnDue handle) => Claimed(prompts.TryAdd(kind, handle), $"the reminder '{kind}'");

    public OnText? Text(string intent) => texts.GetValueOrDefault(intent);

    public CardRoute? Card(string verb) => cards.GetValueOrDefault(verb);

    public OnDue Due(PromptKind kind) => prompts[kind];

    private Routes Claimed(bool first, string what) =>
        first ? this : throw new InvalidOperationException($"Two capabilities claim {what}; the second is '{capability}'.");
}
