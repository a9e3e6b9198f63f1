using System.Text.RegularExpressions;

namespace CrmBot.Language;

/// <summary>Finds the same figure with another unit: 36万 here and 36亿 there is a slip more often than a change.</summary>
public static partial class Sums
{
    /// <summary>The two sums as written, that of the text first; null when no figure stands in both with another unit.</summary>
    /// <param name="earlier">Texts of the same customer; the text itself is looked through too.</param>
    public static (string Here, string There)? Slip(string text, IEnumerable<string> earlier)
    {
        var here = Of(text).ToList();
        foreach (var there in earlier.SelectMany(Of).Concat(here))
        {
            if (here.Find(h => h.Figure == there.Figure && h.Unit != there.Unit) is { Written: { } written })
            {
                return (written, there.Written);
            }
        }

        return null;
    }

    private static IEnumerable<(string Figure, decimal Unit, string Written)> Of(string text)
    {
        var folded = string.Concat(text.Select(Fold.Char));
        foreach (Match match in Sum().Matches(folded))
        {
            var figure = match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal);
            // A single digit stands in too many places to mean anything.
            if (figure.Length > 1)
            {
                yield return (figure, Worth(match.Groups["unit"].Value), text.Substring(match.Index, match.Length).Trim());
            }
        }
    }

    private static decimal Worth(string unit) => unit switch
    {
        "万" or "万元" => 10_000m,
        "亿" or "亿元" => 100_000_000m,
        "千" or "千元" or "k" => 1000m,
        "百万" or "m" or "million" or "mn" => 1_000_000m,
        "bn" or "billion" => 1_000_000_000m,
        _ => 1m,
    };

    [GeneratedRegex(@"(?<number>\d[\d,]*(?:\.\d+)?)\s?(?<unit>百万|万元|亿元|千元|万|亿|千|元|(?:million|billion|mn|bn|k|m)(?![a-z]))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sum();
}
