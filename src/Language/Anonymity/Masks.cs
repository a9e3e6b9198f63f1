using System.Globalization;

namespace CrmBot.Language;

/// <summary>What of a text is covered up. What was covered first stays what it was.</summary>
internal sealed class Masks(string text)
{
    private readonly MaskKind?[] kinds = new MaskKind?[text.Length];

    public string Text => text;

    public bool IsCovered(int at) => kinds[at] is not null;

    public bool IsCovered(int from, int to) => kinds.AsSpan(from..to).ContainsAnyExcept((MaskKind?)null);

    public void Cover(int from, int to, MaskKind kind)
    {
        for (var i = from; i < to; i++)
        {
            kinds[i] ??= kind;
        }
    }

    /// <summary>What is a figure in any script, or a letter of one that is not read here.</summary>
    public void CoverRest()
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.GetUnicodeCategory(text[i]) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber)
            {
                Cover(i, i + 1, MaskKind.Count);
            }
            else if (char.IsLetter(text[i]) && !char.IsAsciiLetter(text[i]) && !Fold.IsHan(text[i]))
            {
                Cover(i, i + 1, MaskKind.Name);
            }
        }
    }

    /// <summary>Weight of the letters that are left.</summary>
    public int Kept() => Weight(null);

    public double ShareOf(MaskKind kind) => Weight(kind) / (double)Math.Max(1, Enumerable.Range(0, text.Length).Sum(WeightAt));

    /// <summary>Stretches that are left and stretches that are covered, in turn; what touches each other and is alike is one.</summary>
    public IReadOnlyList<(string Text, MaskKind? Mask)> Pieces()
    {
        var pieces = new List<(string, MaskKind?)>();
        for (int at = 0, end; at < text.Length; at = end)
        {
            end = at + 1;
            if (kinds[at] is not { } kind)
            {
                while (end < text.Length && kinds[end] is null)
                {
                    end++;
                }

                pieces.Add((text[at..end], null));
                continue;
            }

            var best = kind;
            while (Next(end, best) is var next && next > end)
            {
                best = kinds[next - 1]!.Value < best ? kinds[next - 1]!.Value : best;
                end = next;
            }

            pieces.Add(("", best));
        }

        return pieces;
    }

    /// <summary>Behind the next covered character of the same sort, with only joining signs between; the place itself where there is none.</summary>
    private int Next(int at, MaskKind kind)
    {
        var end = at;
        while (end < text.Length && kinds[end] is null && (text[end] is ' ' or '-' or '&' or '/' or '·' or '_' || (text[end] == '.' && end + 1 < text.Length && text[end + 1] != ' ')))
        {
            end++;
        }

        return end < text.Length && kinds[end] is { } next && IsFigure(next) == IsFigure(kind) && (!IsFigure(kind) || next == kind || end == at) ? end + 1 : at;
    }

    private static bool IsFigure(MaskKind kind) => kind >= MaskKind.Reach;

    private int Weight(MaskKind? kind) => Enumerable.Range(0, text.Length).Where(i => kinds[i] == kind).Sum(WeightAt);

    private int WeightAt(int at) => Fold.IsHan(text[at]) ? 2 : char.IsLetterOrDigit(text[at]) ? 1 : 0;
}
