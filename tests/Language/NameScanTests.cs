namespace CrmBot.Language.Tests;

/// <summary>A look-up passes over most names unread; it finds exactly what reading each of them finds.</summary>
public sealed class NameScanTests
{
    private static readonly string[] Pieces =
        ["蓝海", "海", "科技", "华东", "精密", "新光", "有限公司", "集团", "（上海）", "blue", "sea", "contoso", " retail", " ltd", "north", "wind", "ab", "a", "8", "b c"];

    [Fact]
    public void Every_fit_is_the_one_of_a_full_comparison()
    {
        var random = new Random(5);
        var fits = new Dictionary<NameFit, int>();
        for (var round = 0; round < LongRun.Times(60); round++)
        {
            var entries = Enumerable.Range(0, 40).Select(i => new NameEntry($"{i:D2}", [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Text())], null)).ToList();
            var index = NameIndex.Build(entries);
            for (var i = 0; i < 40; i++)
            {
                var text = random.Next(2) == 0 ? Text() : Damaged(entries[random.Next(entries.Count)].Names[0]);
                var found = index.Find(text, take: 100).ToDictionary(h => h.Id, h => h.Fit, StringComparer.Ordinal);
                var keys = NameKey.Whole(text).SelectMany(k => k.Texts()).ToList();
                var expected = Compared(entries, keys);
                if (expected.Count == 0 && !found.Values.Any(f => f is NameFit.Pinyin or NameFit.PinyinStart))
                {
                    expected = Compared(entries, [.. NameKey.All(text).SelectMany(k => k.Texts())]);
                }

                foreach (var (id, fit) in found)
                {
                    fits[fit] = fits.GetValueOrDefault(fit) + 1;
                    var other = expected.TryGetValue(id, out var known) ? known : (NameFit?)null;
                    Assert.True(fit is NameFit.Pinyin or NameFit.PinyinStart ? other is null or NameFit.Close : fit == other, $"'{text}' fits {id} {fit}, not {other}");
                }

                Assert.Empty(expected.Keys.Except(found.Keys));
            }
        }

        Assert.All([NameFit.Exact, NameFit.Start, NameFit.Part, NameFit.Close], fit => Assert.InRange(fits.GetValueOrDefault(fit), 20, int.MaxValue)); // else it proves nothing

        string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces[random.Next(Pieces.Length)]));

        string Damaged(string name)
        {
            var at = random.Next(name.Length);
            return random.Next(4) switch
            {
                0 => name.Remove(at, 1),
                1 => name.Insert(at, "x"),
                2 when at > 0 => name[..(at - 1)] + name[at] + name[at - 1] + name[(at + 1)..],
                _ => name[..at] + "鑫" + name[(at + 1)..],
            };
        }
    }

    private static Dictionary<string, NameFit> Compared(IEnumerable<NameEntry> entries, IReadOnlyList<string> asked)
    {
        var best = new Dictionary<string, NameFit>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var fits = from name in entry.Names
                       from key in NameKey.All(name)
                       from known in key.Texts()
                       from text in asked
                       let fit = Fit(text, known, [.. key.Words.Where(w => w < known.Length)])
                       where fit is not null
                       select fit.Value;
            foreach (var fit in fits)
            {
                best[entry.Id] = best.TryGetValue(entry.Id, out var other) && other < fit ? other : fit;
            }
        }

        return best;
    }

    private static NameFit? Fit(string asked, string known, IReadOnlyList<int> words)
    {
        var isHan = asked.Any(c => Fold.IsHan(c));
        var least = isHan ? 4 : 5;
        return known.IndexOf(asked, StringComparison.Ordinal) switch
        {
            0 => asked.Length == known.Length ? NameFit.Exact : NameFit.Start,
            > 0 when isHan || asked.Length >= 3 => NameFit.Part,
            _ when asked.Length < least || known.Length < least => null,
            _ => OneLetter.Apart(asked, known) || words.Any(end => end >= least && OneLetter.Apart(asked, known.AsSpan(0, end))) ? NameFit.Close : null,
        };
    }
}
