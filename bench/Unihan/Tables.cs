using System.Globalization;
using System.Text;

namespace CrmBot.Unihan.Bench;

/// <summary>The two tables of the language room, as text.</summary>
internal static class Tables
{
    public static IEnumerable<(string Name, string Text)> Of(IReadOnlyList<string> readings, IReadOnlyList<string> variants)
    {
        yield return ("readings.txt", Head(readings, "kMandarin, then kHanyuPinlu, without tones (ü is v)", "a syllable, the characters first read so, the characters also read so")
            + Readings(readings));
        yield return ("variants.txt", Head(variants, "kSimplifiedVariant, the first that is another character", "a simplified character, the characters it stands for")
            + Variants(variants));
    }

    private static string Head(IReadOnlyList<string> lines, string fields, string layout) =>
        $"# Made by bench/Unihan from the Unihan database, Unicode {UnihanFile.Version(lines)}: {fields}; characters up to U+FFFF.\n"
        + $"# Licence and notice: LICENCE.txt beside this file. Changed: fields were taken out and put into another form.\n# Columns: {layout}.\n";

    private static string Readings(IEnumerable<string> lines)
    {
        var all = new SortedDictionary<char, (List<string> Mandarin, List<string> Pinlu)>();
        foreach (var (han, field, value) in UnihanFile.Read(lines))
        {
            if (field is not ("kMandarin" or "kHanyuPinlu"))
            {
                continue;
            }

            if (!all.TryGetValue(han, out var known))
            {
                all[han] = known = ([], []);
            }

            // kHanyuPinlu has a count in brackets behind each reading, the most frequent first.
            (field == "kMandarin" ? known.Mandarin : known.Pinlu).AddRange(value.Split(' ').Select(v => Toneless(v.Split('(')[0])));
        }

        var syllables = new SortedDictionary<string, (StringBuilder First, StringBuilder Also)>(StringComparer.Ordinal);
        foreach (var (han, (mandarin, pinlu)) in all)
        {
            foreach (var (nth, syllable) in mandarin.Concat(pinlu).Distinct(StringComparer.Ordinal).Index())
            {
                if (!syllables.TryGetValue(syllable, out var row))
                {
                    syllables[syllable] = row = (new StringBuilder(), new StringBuilder());
                }

                (nth == 0 ? row.First : row.Also).Append(han);
            }
        }

        return string.Concat(syllables.Select(s => $"{s.Key}\t{s.Value.First}\t{s.Value.Also}\n"));
    }

    private static string Variants(IEnumerable<string> lines)
    {
        var rows = new SortedDictionary<char, StringBuilder>();
        foreach (var (han, field, value) in UnihanFile.Read(lines))
        {
            if (field == "kSimplifiedVariant" && value.Split(' ').Select(v => UnihanFile.CharOf(v)).FirstOrDefault(v => v is not null && v != han) is { } simplified)
            {
                (rows.TryGetValue(simplified, out var row) ? row : rows[simplified] = new StringBuilder()).Append(han);
            }
        }

        return string.Concat(rows.Select(r => $"{r.Key}\t{r.Value}\n"));
    }

    private static string Toneless(string syllable) => string.Concat(syllable.Replace('ü', 'v').Normalize(NormalizationForm.FormD).Replace("u\u0308", "v", StringComparison.Ordinal)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
}
