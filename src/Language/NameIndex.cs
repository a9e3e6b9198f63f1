namespace CrmBot.Language;

/// <summary>
/// Finds entries by any of their names. Immutable and safe for concurrent use: a change makes another index that shares what
/// stayed. New entries lie in small layers above the first; a look-up asks them all.
/// </summary>
public sealed class NameIndex
{
    // Merging so many entries into one layer takes some milliseconds.
    private const int MostMerged = 2048;

    private readonly NameLayer[] _layers;

    private NameIndex(NameLayer[] layers) => _layers = layers;

    internal IReadOnlyList<NameLayer> Layers => _layers;

    /// <summary>How many entries it holds.</summary>
    public int Count => _layers.Sum(l => l.Count);

    /// <summary>
    /// That so much was changed that look-ups would be faster in <see cref="Packed"/> form. Packing takes about a second per
    /// 100,000 entries: not for a turn.
    /// </summary>
    public bool IsScattered => _layers.Length > 1 && (_layers[1..].Sum(l => l.Size) is var above && above > MostMerged && above > _layers[0].Size / 8);

    /// <param name="entries">Names that hold neither letter nor digit are passed over. Of two entries with one id the later counts.</param>
    public static NameIndex Build(IEnumerable<NameEntry> entries) => new([new NameLayer(Last(entries))]);

    /// <summary>The entry of an id; null when there is none.</summary>
    public NameEntry? this[string id] => _layers.Select(l => l.Find(id)).FirstOrDefault(e => e is not null);

    /// <summary>The index with some entries put in, in place of those of the same id, and others taken out.</summary>
    public NameIndex With(IEnumerable<NameEntry> changed, IEnumerable<string> gone)
    {
        var put = Last(changed).ToList();
        var ids = put.Select(e => e.Id).Concat(gone).ToList();
        if (ids.Count == 0)
        {
            return this;
        }

        var layers = _layers.Select(l => l.Without(ids)).ToList();
        while (put.Count > 0 && layers is [_, .., var last] && last.Count <= 2 * put.Count && last.Count + put.Count <= MostMerged)
        {
            put.AddRange(last.Entries);
            layers.RemoveAt(layers.Count - 1);
        }

        if (put.Count > 0)
        {
            layers.Add(new NameLayer(put));
        }

        return new NameIndex([.. layers]);
    }

    /// <summary>The same entries in one layer.</summary>
    public NameIndex Packed() => new([new NameLayer(_layers.SelectMany(l => l.Entries))]);

    /// <summary>Who may be meant, best fit first and of equal fit the asker's own first; one hit for an entry.</summary>
    /// <param name="text">A name as said, not a sentence. Case, width, spaces, script and legal form do not matter.</param>
    /// <param name="take">At most this many.</param>
    /// <param name="asker">Whose own entries stand first among equals; it changes no <see cref="NameHit.Fit"/>.</param>
    public IReadOnlyList<NameHit> Find(string text, int take = 8, string? asker = null) =>
        Best(text, take, asker, (layer, asked) => layer.Find(asked, take, asker));

    /// <summary>Who has a contact called so, as <see cref="Find"/> does; the hit's name is the contact's. Contacts are not looked up by pinyin.</summary>
    /// <param name="isMeant">Whose contacts the asker may know; others are passed over and take no place.</param>
    public IReadOnlyList<NameHit> FindByContact(string text, Func<NameEntry, bool> isMeant, int take = 8, string? asker = null) =>
        Best(text, take, asker, (layer, asked) => layer.FindByContact(asked, take, asker, isMeant));

    private IReadOnlyList<NameHit> Best(string text, int take, string? asker, Func<NameLayer, IReadOnlyList<NameQuery>, IEnumerable<NameLayer.Hit>> find)
    {
        var whole = Asked(NameKey.Whole(text));
        var hits = _layers.SelectMany(l => find(l, whole)).ToList();
        if (hits.Count == 0 && Asked(NameKey.All(text)) is var all && all.Count > whole.Count)
        {
            hits = [.. _layers.SelectMany(l => find(l, all))];
        }

        return
        [
            .. hits.OrderBy(h => h.Fit)
                .ThenBy(h => asker is null || h.Entry.OwnerId != asker)
                .ThenBy(h => h.Length)
                .ThenBy(h => h.Entry, Comparer<NameEntry>.Create(NameLayer.InOrder))
                .Take(take)
                .Select(h => new NameHit(h.Entry.Id, h.Name, h.Fit)),
        ];
    }

    private static List<NameQuery> Asked(IEnumerable<NameKey> keys) =>
        [.. keys.SelectMany(k => k.Texts()).Distinct(StringComparer.Ordinal).Select(t => new NameQuery(t))];

    private static IEnumerable<NameEntry> Last(IEnumerable<NameEntry> entries) => entries.GroupBy(e => e.Id, (_, same) => same.Last(), StringComparer.Ordinal);
}
