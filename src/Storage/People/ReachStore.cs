using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace CrmBot.Storage;

/// <summary>Whether messages arrive: Blocked by the person or the platform, Gone with the conversation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReachState>))]
public enum ReachState { Active, Blocked, Gone }

/// <summary>Where a recipient can be reached.</summary>
public sealed record Reach(
    ReachState State,
    string ChannelId,
    string ServiceUrl,
    string ConversationId,
    string? ConversationType,
    string UserId,
    string? UserName,
    string BotId,
    string? BotName,
    string? Locale);

/// <summary>How to reach a recipient as it was read, to be given back when something is decided on it.</summary>
/// <param name="Reach">Null when the recipient was never in touch.</param>
public sealed record ReachSeen(Reach? Reach)
{
    internal Row? Row { get; init; }
}

/// <summary>Where people and channels can be reached, and which cards they were sent.</summary>
public sealed class ReachStore
{
    private const int MaxRuns = 12;
    private const int MostRemembered = 100_000;

    /// <summary>How long a contact that this process has written needs no other.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ITables _tables;
    private readonly PromptStore _prompts;
    private readonly TimeProvider _machine;
    private readonly ConcurrentDictionary<(string Tenant, string Recipient), long> _written = new();

    public ReachStore(ITables tables, PromptStore prompts, TimeProvider machine)
    {
        _tables = tables;
        _prompts = prompts;
        _machine = machine;
    }

    /// <summary>Null when the recipient was never in touch.</summary>
    public async ValueTask<Reach?> GetAsync(string tenant, string recipient, CancellationToken ct) =>
        (await SeeAsync(tenant, recipient, ct)).Reach;

    public async ValueTask<ReachSeen> SeeAsync(string tenant, string recipient, CancellationToken ct)
    {
        var row = await _tables.GetAsync(Keys.Prompts, Keys.Recipient(tenant, recipient), Keys.Reach, ct);
        return new ReachSeen(row?.As(StoreJson.Default.ReachRow).It) { Row = row };
    }

    /// <summary>
    /// Remembers it; true when that changed anything. Becoming active releases what was parked, and is written last, so that
    /// an active recipient has nothing parked. What is known already is written once more, at most every minute, so that a send
    /// which found the recipient out of reach before this contact cannot set anything aside after it.
    /// </summary>
    public async ValueTask<bool> PutAsync(string tenant, string recipient, Reach reach, CancellationToken ct)
    {
        for (var i = 0; i < MaxRuns; i++)
        {
            var seen = await SeeAsync(tenant, recipient, ct);
            var isKnown = seen.Reach == reach;
            if (isKnown && (reach.State != ReachState.Active || IsFresh(tenant, recipient)))
            {
                return false;
            }

            var returns = seen.Row is not null && reach.State == ReachState.Active && seen.Reach?.State != ReachState.Active;
            var hint = returns ? await _prompts.ReleaseAsync(tenant, recipient, ct) : null;
            var write = Rows.Over(seen.Row, Keys.Reach, Rows.Bytes(new ReachRow(Rows.V, reach), StoreJson.Default.ReachRow));
            var applied = await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(tenant, recipient), [write]), ct);
            if (hint is not null)
            {
                await _prompts.ReleasedAsync(hint, applied.All, ct);
            }

            if (applied.All)
            {
                Remember(tenant, recipient);
                return !isKnown;
            }
        }

        throw new StorageUnavailableException($"Reach of {recipient} is being changed by too many at once.");
    }

    /// <summary>Remembers a sent copy of a card; twice the same is once.</summary>
    /// <param name="about">Ids of the customers and records that it names.</param>
    public async ValueTask RememberCardAsync(string tenant, string recipient, string cardId, string activityId, IReadOnlyList<string> about, CancellationToken ct)
    {
        for (var i = 0; i < MaxRuns; i++)
        {
            var row = await CardAsync(tenant, recipient, cardId, ct);
            var copies = row?.As(StoreJson.Default.CardRow).Activities ?? [];
            if (copies.Contains(activityId, StringComparer.Ordinal))
            {
                return;
            }

            var write = Rows.Over(row, Keys.Card(cardId), Rows.Bytes(new CardRow(Rows.V, [.. copies, activityId], about.Count == 0 ? null : about, _machine.GetUtcNow()), StoreJson.Default.CardRow));
            if ((await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(tenant, recipient), [write]), ct)).All)
            {
                return;
            }
        }

        throw new StorageUnavailableException($"Copies of card {cardId} are being changed by too many at once.");
    }

    /// <summary>A card that was sent names these too now; nothing for a card that is not known.</summary>
    public ValueTask AlsoAboutAsync(string tenant, string recipient, string cardId, IReadOnlyList<string> about, CancellationToken ct) =>
        AboutAsync(tenant, recipient, cardId, known => [.. known.Union(about, StringComparer.Ordinal)], ct);

    /// <summary>A card that was sent does not name these any more.</summary>
    public ValueTask NotAboutAsync(string tenant, string recipient, string cardId, IReadOnlyCollection<string> about, CancellationToken ct) =>
        AboutAsync(tenant, recipient, cardId, known => [.. known.Where(id => !about.Contains(id, StringComparer.Ordinal))], ct);

    private async ValueTask AboutAsync(string tenant, string recipient, string cardId, Func<IReadOnlyList<string>, IReadOnlyList<string>> change, CancellationToken ct)
    {
        for (var i = 0; i < MaxRuns; i++)
        {
            if (await CardAsync(tenant, recipient, cardId, ct) is not { } row)
            {
                return;
            }

            var card = row.As(StoreJson.Default.CardRow);
            var about = change(card.About ?? []);
            if (about.Count == (card.About?.Count ?? 0))
            {
                return;
            }

            var write = new Change.Replace(row.RowKey, row.ETag, Rows.Bytes(card with { About = about.Count == 0 ? null : about }, StoreJson.Default.CardRow));
            if ((await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(tenant, recipient), [write]), ct)).All)
            {
                return;
            }
        }
    }

    /// <summary>Cards that name one of the customers or records, each with its copies.</summary>
    /// <param name="since">Machine time; null for all.</param>
    public async ValueTask<IReadOnlyList<(string CardId, IReadOnlyList<string> Activities)>> CardsAboutAsync(
        string tenant, string recipient, IReadOnlyCollection<string> customers, CancellationToken ct, DateTimeOffset? since = null)
    {
        var cards = await CardRowsAsync(tenant, recipient, ct);
        return [.. cards.Where(c => c.Card.About?.Any(customers.Contains) == true && !(c.Card.At < since)).Select(c => (c.Id, c.Card.Activities))];
    }

    /// <summary>Every card that the recipient was sent, each with its copies.</summary>
    public async ValueTask<IReadOnlyList<(string CardId, IReadOnlyList<string> Activities)>> CardsAsync(string tenant, string recipient, CancellationToken ct) =>
        [.. (await CardRowsAsync(tenant, recipient, ct)).Select(c => (c.Id, c.Card.Activities))];

    /// <summary>There is nothing left to change of a card.</summary>
    public async ValueTask ForgetCardAsync(string tenant, string recipient, string cardId, CancellationToken ct) =>
        await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(tenant, recipient), [new Change.Delete(Keys.Card(cardId), null)]), ct);

    /// <summary>Activity ids of every copy of a card that the recipient was sent, the oldest first.</summary>
    public async ValueTask<IReadOnlyList<string>> CardCopiesAsync(string tenant, string recipient, string cardId, CancellationToken ct) =>
        (await CardAsync(tenant, recipient, cardId, ct))?.As(StoreJson.Default.CardRow).Activities ?? [];

    private async ValueTask<IEnumerable<(string Id, CardRow Card)>> CardRowsAsync(string tenant, string recipient, CancellationToken ct)
    {
        var rows = await _tables.AllAsync(RowRange.Prefix(Keys.Prompts, Keys.Recipient(tenant, recipient), Keys.Cards), ct);
        return rows.Select(r => (r.RowKey[Keys.Cards.Length..], r.As(StoreJson.Default.CardRow)));
    }

    private bool IsFresh(string tenant, string recipient) =>
        _written.TryGetValue((tenant, recipient), out var at) && _machine.GetElapsedTime(at) < Fresh;

    private void Remember(string tenant, string recipient)
    {
        if (_written.Count >= MostRemembered)
        {
            _written.Clear();
        }

        _written[(tenant, recipient)] = _machine.GetTimestamp();
    }

    private ValueTask<Row?> CardAsync(string tenant, string recipient, string cardId, CancellationToken ct) =>
        _tables.GetAsync(Keys.Prompts, Keys.Recipient(tenant, recipient), Keys.Card(cardId), ct);
}
