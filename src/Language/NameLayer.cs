namespace CrmBot.Language;

/// <summary>Which entries of a layer count for one question, and which are the asker's own.</summary>
internal sealed class Live(ulong[]? gone, int[] owners, int asker, Func<int, bool>? isMeant = null)
{
    public bool Has(int entry) =>
        (gone is null || (gone[entry >> 6] >> (entry & 63) & 1) == 0) && (isMeant is null || isMeant(entry));

    public bool IsOwn(int entry) => asker >= 0 && owners[entry] == asker;
}

/// <summary>Some entries of an index, ready to be looked up. Immutable.</summary>
internal sealed class NameLayer
{
    private readonly NameEntry[] entries;
    private readonly Dictionary<string, int> places;
    private readonly Dictionary<string, int> ownerNumbers;
    private readonly int[] owners;
    private readonly NameTable names;
    private readonly NameTable contacts;
    private readonly PinyinTable pinyin;
    private readonly int[] byOwner;
    private readonly int[] firstOfOwner;
    private readonly ulong[]? gone;

    /// <param name="some">Of one id at most one.</param>
    public NameLayer(IEnumerable<NameEntry> some)
    {
        entries = [.. some];
        Array.Sort(entries, InOrder);
        places = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        ownerNumbers = new Dictionary<string, int>(StringComparer.Ordinal);
        owners = new int[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            places.Add(entries[i].Id, i);
            owners[i] = entries[i].OwnerId is { } owner ? ownerNumbers.TryGetValue(owner, out var known) ? known : ownerNumbers[owner] = ownerNumbers.Count : -1;
        }

        names = NameTable.Build(entries.Select(e => e.Names));
        contacts = NameTable.Build(entries.Select(e => e.Contacts), people: true);
        pinyin = PinyinTable.Build(names);
        NameRows = NameRows.Build(names, people: false);
        ContactRows = NameRows.Build(contacts, people: true);
        byOwner = [.. Enumerable.Range(0, entries.Length)];
        Array.Sort([.. owners], byOwner);
        firstOfOwner = new int[ownerNumbers.Count + 1];
        firstOfOwner[^1] = byOwner.Length;
        for (var i = byOwner.Length - 1; i >= 0 && owners[byOwner[i]] >= 0; i--)
        {
            firstOfOwner[owners[byOwner[i]]] = i;
        }

        Count = entries.Length;
    }

    private NameLayer(NameLayer from, ulong[] gone, int count)
    {
        (entries, places, ownerNumbers, owners, names, contacts, pinyin, byOwner, firstOfOwner) =
            (from.entries, from.places, from.ownerNumbers, from.owners, from.names, from.contacts, from.pinyin, from.byOwner, from.firstOfOwner);
        (NameRows, ContactRows) = (from.NameRows, from.ContactRows);
        this.gone = gone;
        Count = count;
    }

    /// <summary>How many entries count.</summary>
    public int Count { get; }

    /// <summary>How many it was built of.</summary>
    public int Size => entries.Length;

    public IEnumerable<NameEntry> Entries => entries.Where((_, i) => !IsGone(i));

    public NameTable Names => names;

    public NameTable Contacts => contacts;

    /// <summary>The names in the order of letters, to be spotted in a text.</summary>
    public NameRows NameRows { get; }

    public NameRows ContactRows { get; }

    /// <summary>An entry by its place in the layer, whether it counts or not.</summary>
    public NameEntry this[int entry] => entries[entry];

    /// <summary>The places of what an owner has, gone ones too.</summary>
    public ReadOnlySpan<int> Own(string owner) =>
        NumberOf(owner) is >= 0 and var number ? byOwner.AsSpan(firstOfOwner[number]..firstOfOwner[number + 1]) : [];

    /// <summary>The order of equals: by display name, then by id.</summary>
    public static int InOrder(NameEntry one, NameEntry other) =>
        string.CompareOrdinal(one.Names[0], other.Names[0]) is not 0 and var by ? by : string.CompareOrdinal(one.Id, other.Id);

    public NameEntry? Find(string id) => places.TryGetValue(id, out var at) && !IsGone(at) ? entries[at] : null;

    /// <summary>The same layer without these entries; itself when it has none of them.</summary>
    public NameLayer Without(IEnumerable<string> ids)
    {
        ulong[]? marks = null;
        var count = Count;
        foreach (var id in ids)
        {
            if (places.TryGetValue(id, out var at) && !IsGone(at) && (marks is null || (marks[at >> 6] >> (at & 63) & 1) == 0))
            {
                marks ??= gone is null ? new ulong[(entries.Length + 63) / 64] : [.. gone];
                marks[at >> 6] |= 1UL << (at & 63);
                count--;
            }
        }

        return marks is null ? this : new NameLayer(this, marks, count);
    }

    /// <summary>The best hits by their names.</summary>
    public IEnumerable<Hit> Find(IReadOnlyList<NameQuery> asked, int take, string? asker)
    {
        var top = new TopNames(take);
        var live = new Live(gone, owners, NumberOf(asker));
        foreach (var query in asked)
        {
            names.Scan(query, live, top);
            if (query.IsLetters)
            {
                pinyin.Scan(query, live, top);
            }
        }

        return Hits(top, names, (entry, nth) => entry.Names[nth]);
    }

    /// <summary>The best hits by the names of people there, as far as they are meant.</summary>
    public IEnumerable<Hit> FindByContact(IReadOnlyList<NameQuery> asked, int take, string? asker, Func<NameEntry, bool> isMeant)
    {
        var top = new TopNames(take);
        var live = new Live(gone, owners, NumberOf(asker), entry => isMeant(entries[entry]));
        foreach (var query in asked)
        {
            contacts.Scan(query, live, top);
        }

        return Hits(top, contacts, (entry, nth) => entry.Contacts[nth]);
    }

    private IEnumerable<Hit> Hits(TopNames top, NameTable table, Func<NameEntry, int, string> nameOf)
    {
        for (var i = 0; i < top.Count; i++)
        {
            var (order, key) = top[i];
            var (entry, length) = TopNames.PlaceOf(order);
            yield return new Hit(entries[entry], nameOf(entries[entry], table[key].Nth), TopNames.FitOf(order), length);
        }
    }

    private int NumberOf(string? owner) => owner is not null && ownerNumbers.TryGetValue(owner, out var number) ? number : -1;

    public bool IsGone(int entry) => gone is not null && (gone[entry >> 6] >> (entry & 63) & 1) != 0;

    internal sealed record Hit(NameEntry Entry, string Name, NameFit Fit, int Length);
}
