using System.Globalization;
using System.Text;

namespace CrmBot.Language;

internal enum TokenKind
{
    /// <summary>A run of letters and digits, or an apostrophe with what follows it ("how" + "'s").</summary>
    Word,

    /// <summary>One Han character.</summary>
    Han,

    /// <summary>A sign that names contain: . &amp; - ( ) · and the like.</summary>
    Sign,

    /// <summary>Everything else: commas, full stops, quotes, line ends, emoji. No name contains it.</summary>
    Break,
}

/// <summary>A unit of comparison. Spaces lie between tokens and are no tokens.</summary>
/// <param name="Text">Folded.</param>
internal readonly record struct Token(string Text, int Start, int Length, TokenKind Kind)
{
    private const string Signs = ".&-()·/+@#_*%";

    // Typed without the apostrophe; read as "how" + "'s".
    private static readonly HashSet<string> Hasty = new(StringComparer.Ordinal) { "hows", "whats", "whos", "wheres", "whens", "lets" };

    public int End => Start + Length;

    /// <param name="text">Any text.</param>
    /// <param name="afterWord">Whether an apostrophe at the beginning belongs to a word before it, as in a pattern's <c>is|'s</c>.</param>
    public static List<Token> Split(string text, bool afterWord = false)
    {
        var tokens = new List<Token>(Math.Min(text.Length, 256));
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var folded = Fold.Char(text[at]);
            if (folded is ' ' or '\t' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
            {
                at += length;
                continue;
            }

            var kind = Classify(rune, folded);
            if (kind is TokenKind.Word || (folded == '\'' && at + 1 < text.Length && IsWordUnit(text[at + 1]) && (at == 0 ? afterWord : FollowsWord(tokens, at))))
            {
                kind = TokenKind.Word;
                while (at + length < text.Length && IsWordUnit(text[at + length]))
                {
                    length++;
                }
            }

            var word = Folded(text, at, length);
            if (Hasty.Contains(word))
            {
                tokens.Add(new Token(word[..^1], at, length - 1, kind));
                tokens.Add(new Token("'s", at + length - 1, 1, kind));
            }
            else
            {
                tokens.Add(new Token(word, at, length, kind));
            }

            at += length;
        }

        return tokens;
    }

    private static TokenKind Classify(Rune rune, char folded) =>
        Fold.IsHan(rune.Value) ? TokenKind.Han
        : Rune.IsLetterOrDigit(rune) ? TokenKind.Word
        : Signs.Contains(folded) ? TokenKind.Sign
        : TokenKind.Break;

    private static bool IsWordUnit(char c) =>
        (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) && !Fold.IsHan(c);

    private static bool FollowsWord(List<Token> tokens, int at) =>
        tokens is [.., { Kind: TokenKind.Word } last] && last.End == at;

    private static string Folded(string text, int start, int length) =>
        string.Create(length, (text, start), static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Fold.Char(source.text[source.start + i]);
            }
        });
}
