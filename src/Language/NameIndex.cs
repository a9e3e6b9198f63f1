namespace CrmBot.Language;

/// <summary>
/// Finds entries by any of their names. Immutable and safe for concurrent use. A look-up compares with every name, which is
/// meant for a few thousand entries.
/// </summary>
public sealed class NameIndex
{
    // Below these lengths one wrong letter makes another word.
    private const int LatinTypoLength = 5;
    private const int HanTypoLength = 4;

    // A shorter Latin piece occurs inside too many words.
    private const int LatinPartLength = 3;

    private readonly List<Called> _names;

    private NameIndex(List<Called> names) => _names = names;

    private sealed record Called(NameEntry Entry, string Name, NameKey Key);

    /// <param name="entries">Names that hold neither letter nor digit are passed over.</param>
    public static NameIndex Build(IEnumerable<NameEntry> entries) =>
        new([.. from entry in entries from name in entry.Names from key in NameKey.Of(name) select new Called(entry, name, key)]);

    /// <summary>Who may be meant, best fit first and of equal fit the asker's own first; one hit for an entry.</summary>
    /// <param name="text">A name as said, not a sentence. Case, width, spaces, script and legal form do not matter.</param>
    /// <param name="take">At most this many.</param>
    /// <param name="asker">Whose own entries stand first among equals; it changes no <see cref="NameHit.Fit"/>.</param>
    public IReadOnlyList<NameHit> Find(string text, int take = 8, string? asker = null)
    {
        var best = Best([.. NameKey.Whole(text)]);
        if (best.Count == 0)
        {
            best = Best([.. NameKey.Of(text)]);
        }

        return
        [
            .. best.Values.OrderBy(b => b.Fit)
                .ThenBy(b => asker is null || b.Called.Entry.OwnerId != asker)
                .ThenBy(b => b.Called.Key.Text.Length)
                .ThenBy(b => b.Called.Entry.Names[0], StringComparer.Ordinal)
                .ThenBy(b => b.Called.Entry.Id, StringComparer.Ordinal)
                .Take(take)
                .Select(b => new NameHit(b.Called.Entry.Id, b.Called.Name, b.Fit)),
        ];
    }

    private Dictionary<string, (Called Called, NameFit Fit)> Best(List<NameKey> asked)
    {
        var best = new Dictionary<string, (Called Called, NameFit Fit)>(StringComparer.Ordinal);
        foreach (var called in _names)
        {
            foreach (var key in asked)
            {
                if (Fit(key, called.Key) is { } fit && (!best.TryGetValue(called.Entry.Id, out var known) || IsBetter(fit, called, known)))
                {
                    best[called.Entry.Id] = (called, fit);
                }
            }
        }

        return best;
    }

    private static bool IsBetter(NameFit fit, Called called, (Called Called, NameFit Fit) known) =>
        fit < known.Fit || (fit == known.Fit && called.Key.Text.Length < known.Called.Key.Text.Length);

    private static NameFit? Fit(NameKey asked, NameKey known)
    {
        var at = known.Text.IndexOf(asked.Text, StringComparison.Ordinal);
        return at switch
        {
            0 => asked.Text.Length == known.Text.Length ? NameFit.Exact : NameFit.Start,
            > 0 when asked.IsHan || asked.Text.Length >= LatinPartLength => NameFit.Part,
            _ => IsClose(asked, known) ? NameFit.Close : null,
        };
    }

    private static bool IsClose(NameKey asked, NameKey known)
    {
        var least = asked.IsHan ? HanTypoLength : LatinTypoLength;
        if (asked.Text.Length < least || known.Text.Length < least)
        {
            return false;
        }

        return OneLetter.Apart(asked.Text, known.Text)
            || known.Words.Any(end => end >= least && OneLetter.Apart(asked.Text, known.Text.AsSpan(0, end)));
    }
}
