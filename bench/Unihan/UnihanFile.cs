using System.Globalization;

namespace CrmBot.Unihan.Bench;

/// <summary>Reads the lines of a Unihan file: code point, field, value, with tabs between. Format: Unicode Standard Annex 38.</summary>
internal static class UnihanFile
{
    /// <summary>Characters above U+FFFF are passed over: names are compared by UTF-16 unit.</summary>
    public static IEnumerable<(char Han, string Field, string Value)> Read(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith("U+", StringComparison.Ordinal) && line.Split('\t') is [var point, var field, var value] && CharOf(point) is { } han)
            {
                yield return (han, field, value);
            }
        }
    }

    /// <summary>The version that the head of a file tells.</summary>
    /// <exception cref="InvalidDataException">It tells none.</exception>
    public static string Version(IEnumerable<string> lines)
    {
        const string Mark = "# Unicode version: ";
        return lines.FirstOrDefault(l => l.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..].Trim()
            ?? throw new InvalidDataException("The file does not say its Unicode version.");
    }

    /// <param name="point">Such as <c>U+540E</c>.</param>
    public static char? CharOf(string point) =>
        int.Parse(point.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var code and <= char.MaxValue ? (char)code : null;
}
