using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CrmBot.Language;
using CrmBot.Protocol;
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

/// <summary>Choices for what was typed so far, the best first; empty when nothing fits.</summary>
internal delegate Task<IReadOnlyList<SearchHit>> OnSearch(Turn turn, SearchRequest request, CancellationToken ct);

internal delegate Task<InvokeResponse> OnInvoke(Turn turn, Activity activity, CancellationToken ct);

/// <summary>Files that came with a message, at least one.</summary>
internal delegate Task<Reply> OnFile(Turn turn, IReadOnlyList<SentFile> files, CancellationToken ct);

/// <summary>Something told that no phrase matches; null when it tells of nothing.</summary>
internal delegate Task<Reply?> OnStatement(Turn turn, string text, CancellationToken ct);

/// <summary>What is said of due things.</summary>
/// <param name="AfterArrival">Done once it has arrived, and not failing that; null for nothing.</param>
internal sealed record Announcement(Answer Answer, Func<CancellationToken, Task>? AfterArrival = null);

internal delegate Task<Announcement> OnDue(Turn turn, DueBatch batch, CancellationToken ct);

/// <summary>A verb of a card: what it does and which fields it reads.</summary>
internal sealed record CardRoute(string Verb, OnCard Handle, JsonTypeInfo Form);

/// <summary>Everything the bot reacts to. Two capabilities that claim the same words, verb or reminder stop the start.</summary>
internal sealed class Routes
{
    private readonly Dictionary<string, OnText> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CardRoute> cards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnSearch> searches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnInvoke> invokes = new(StringComparer.Ordinal);
    private OnDue? due;
    private OnFile? files;
    private OnStatement? statements;
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

    /// <summary>
    /// Reacts to a verb of a card; the card's data and inputs are bound to <typeparamref name="T"/>. A button that opens a dialog, and the
    /// dialog's own buttons, lead here too: the answer's card is then shown in the dialog.
    /// </summary>
    public Routes Card<T>(string verb, JsonTypeInfo<T> form, Func<Turn, T, CancellationToken, Task<Reply>> handle)
    {
        Own(verb, "verb");
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

    /// <summary>Offers choices to a typeahead; a card names the dataset.</summary>
    public Routes Search(string dataset, OnSearch handle)
    {
        Own(dataset, "dataset");
        return Claimed(searches.TryAdd(dataset, handle), $"the dataset '{dataset}'");
    }

    /// <summary>Reacts to one of <see cref="InvokeNames.Others"/>; those that nobody claims are answered 501.</summary>
    public Routes Invoke(string name, OnInvoke handle) =>
        InvokeNames.Others.Contains(name, StringComparer.Ordinal)
            ? Claimed(invokes.TryAdd(name, handle), $"the invoke '{name}'")
            : throw new InvalidOperationException($"No channel sends an invoke '{name}' that a capability may claim; '{capability}' does.");

    /// <summary>Reacts to files that people send.</summary>
    public Routes File(OnFile handle)
    {
        var first = files is null;
        files ??= handle;
        return Claimed(first, "the files that people send");
    }

    /// <summary>Reacts to what people tell, where no phrase matches it.</summary>
    public Routes Statement(OnStatement handle)
    {
        var first = statements is null;
        statements ??= handle;
        return Claimed(first, "what people tell");
    }

    /// <summary>Reacts to what comes due: everything of one person that is due together is one message, of whatever kinds.</summary>
    public Routes Due(OnDue handle)
    {
        var first = due is null;
        due ??= handle;
        return Claimed(first, "what comes due");
    }

    public OnText? Text(string intent) => texts.GetValueOrDefault(intent);

    public CardRoute? Card(string verb) => cards.GetValueOrDefault(verb);

    public OnSearch? Search(string dataset) => searches.GetValueOrDefault(dataset);

    public OnInvoke? Invoke(string name) => invokes.GetValueOrDefault(name);

    /// <summary>Null when no capability takes files.</summary>
    public OnFile? File() => files;

    /// <summary>Null when no capability takes what people tell.</summary>
    public OnStatement? Statement() => statements;

    public OnDue Due() => due ?? throw new InvalidOperationException("No capability claims what comes due.");

    private void Own(string name, string what)
    {
        if (!name.StartsWith(capability + "/", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The {what} '{name}' belongs to the capability '{capability}' and must begin with '{capability}/'.");
        }
    }

    private Routes Claimed(bool first, string what) =>
        first ? this : throw new InvalidOperationException($"Two capabilities claim {what}; the second is '{capability}'.");
}
