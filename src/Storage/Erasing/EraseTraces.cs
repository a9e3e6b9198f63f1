namespace CrmBot.Storage;

/// <summary>What gives away, outside the customer's own records, that something speaks of what is erased.</summary>
/// <param name="CustomerIds">The customer and those that were merged into it.</param>
/// <param name="Words">Names and numbers.</param>
/// <param name="Ids">Ids of the customer's records and of the operations on them.</param>
/// <param name="Texts">The beginnings of what was written down, on one line.</param>
/// <param name="Since">Machine time before which nothing spoke of it; null for any.</param>
public sealed record EraseTraces(
    IReadOnlyList<string> CustomerIds, IReadOnlyList<string> Words, IReadOnlySet<string> Ids, IReadOnlyList<string> Texts, DateTimeOffset? Since = null)
{
    private const int LeastText = 4;
    private const int MostText = 40;

    private readonly Redaction _words = new(Words);

    /// <summary>True when a text, or an id, is or holds one of them.</summary>
    public bool In(string said) => Ids.Contains(said) || _words.Finds(said) || (Texts.Count > 0 && IsIn(OneLine(said)));

    internal static string? Beginning(string? text) =>
        text is not null && OneLine(text) is { Length: >= LeastText } line ? line[..Math.Min(MostText, line.Length)] : null;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private bool IsIn(string line) => Texts.Any(t => line.Contains(t, StringComparison.Ordinal));
}
