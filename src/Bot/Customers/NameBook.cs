using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>An index of names with the revision of each, changed by one caller at a time, read by any number.</summary>
internal sealed class NameBook
{
    private readonly Dictionary<string, int> revs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NameEntry?> meanwhile = new(StringComparer.Ordinal);
    private Task<NameIndex>? packing;
    private NameIndex index = NameIndex.Build([]);

    public NameIndex Index => Volatile.Read(ref index);

    public void Fill(IReadOnlyList<NamesAt> all)
    {
        // A tenant has many customers and few owners: one text for each of them.
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in all)
        {
            revs[one.CustomerId] = one.Rev;
        }

        index = NameIndex.Build(all.Where(n => n.Name is not null).Select(n => Entry(n.Name!, Same(n.Name!.OwnerId))));

        string Same(string owner) => owners.TryGetValue(owner, out var known) ? known : owners[owner] = owner;
    }

    /// <summary>Names of a lower revision than is known change nothing; of several of one customer the highest counts.</summary>
    public void Put(IReadOnlyList<NamesAt> some)
    {
        var newest = new Dictionary<string, NamesAt>(StringComparer.Ordinal);
        foreach (var one in some.Where(n => !revs.TryGetValue(n.CustomerId, out var known) || n.Rev >= known))
        {
            revs[one.CustomerId] = one.Rev;
            newest[one.CustomerId] = one;
        }

        var gone = newest.Values.Where(n => n.Name is null).Select(n => n.CustomerId);
        Volatile.Write(ref index, index.With([.. newest.Values.Where(n => n.Name is not null).Select(n => Entry(n.Name!, n.Name!.OwnerId))], [.. gone]));
        if (packing is not null)
        {
            foreach (var one in newest.Values)
            {
                meanwhile[one.CustomerId] = one.Name is { } name ? Entry(name, name.OwnerId) : null;
            }
        }
    }

    /// <summary>The index to look up in. Packs it beside the callers where that helps, and takes it over when it is ready.</summary>
    public NameIndex Settle()
    {
        if (packing is { IsCompleted: true })
        {
            if (packing.IsCompletedSuccessfully)
            {
                var entries = meanwhile.Values.OfType<NameEntry>();
                var gone = meanwhile.Where(m => m.Value is null).Select(m => m.Key);
                Volatile.Write(ref index, packing.Result.With([.. entries], [.. gone]));
            }

            meanwhile.Clear();
            packing = null;
        }

        if (packing is null && index.IsScattered)
        {
            var now = index;
            packing = Task.Run(now.Packed);
        }

        return index;
    }

    private static NameEntry Entry(CustomerName name, string owner) =>
        new(name.CustomerId, [name.Name, .. name.Aliases], owner) { Contacts = name.ContactNames };
}
