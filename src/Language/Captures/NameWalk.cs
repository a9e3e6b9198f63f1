using System.Runtime.InteropServices;

namespace CrmBot.Language;

/// <summary>Meets every name of an index that begins at one place of a text.</summary>
internal static class NameWalk
{
    // Of one name more entries than these are not told apart by the text alone.
    private const int MostOfOneName = 4096;

    // The beginning of so many different names means none of them.
    private const int MostOfOneBeginning = 64;

    /// <summary>The longest name at the token that is there as a whole, and the longest beginning of names beyond it; null where there is none.</summary>
    /// <param name="rowsOf">The customers' names, or those of their contacts.</param>
    public static (Spot? Whole, Spot? Beginning) At(FlatText flat, int token, NameIndex index, Func<NameLayer, NameRows> rowsOf, bool contacts = false)
    {
        var (from, limit) = (flat.At(token), flat.LimitOf(token));
        if (limit - from < NameRows.Shortest)
        {
            return (null, null);
        }

        Found? whole = null, beginning = null;
        foreach (var layer in index.Layers)
        {
            var rows = rowsOf(layer);
            var range = rows.Beginning(flat.Letters.AsSpan(from, NameRows.Shortest));
            if (range.Count == 0)
            {
                continue;
            }

            whole ??= new Found(contacts);
            beginning ??= new Found(contacts);
            for (var depth = NameRows.Shortest; range.Count > 0; depth++)
            {
                if (flat.IsEnd(from + depth))
                {
                    var behind = Whole(layer, rows, range, depth, whole);
                    if (behind < range.To && range.Count <= MostOfOneBeginning)
                    {
                        for (var i = behind; i < range.To; i++)
                        {
                            beginning.Add(layer, rows[i], depth, NameFit.Start);
                        }
                    }
                }

                if (from + depth == limit)
                {
                    break;
                }

                range = rows.Next(range, depth, flat.Letters[from + depth]);
            }
        }

        return (whole?.AsSpot(from), beginning?.Depth > whole?.Depth ? beginning.AsSpot(from) : null);
    }

    private static int Whole(NameLayer layer, NameRows rows, NameRows.Stretch range, int depth, Found found)
    {
        var at = range.From;
        for (; at < range.To && rows[at].Length == depth; at++)
        {
            if (at - range.From < MostOfOneName)
            {
                found.Add(layer, rows[at], depth, rows[at].From > 0 ? NameFit.Part : NameFit.Exact);
            }
        }

        return at;
    }

    private sealed class Found(bool contacts)
    {
        private Dictionary<(NameLayer, int), Known>? who;

        public int Depth { get; private set; }

        public void Add(NameLayer layer, NameRows.Row row, int depth, NameFit fit)
        {
            var entry = (contacts ? layer.Contacts : layer.Names)[row.Key].Entry;
            if (layer.IsGone(entry))
            {
                return;
            }

            if (depth > Depth)
            {
                who?.Clear();
                Depth = depth;
            }

            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(who ??= [], (layer, entry), out var exists);
            if (!exists || fit < known.Fit)
            {
                known = new Known(layer, entry, row.Key, fit);
            }
        }

        public Spot? AsSpot(int from) => who is null or { Count: 0 } ? null : new Spot(from, from + Depth, who.Values.Min(k => k.Fit), [.. who.Values]);
    }
}
