using System.Text;

namespace CrmBot.Cards;

/// <summary>A piece of a text with <c>${…}</c>: words to copy, or the source of an expression and its place in the text.</summary>
internal readonly record struct Piece(string Text, bool IsExpression, int At);

/// <summary>Cuts texts at their <c>${…}</c>.</summary>
internal static class Interpolation
{
    public static bool IsPossible(string text) => text.Contains("${", StringComparison.Ordinal);

    /// <summary>
    /// The pieces of a text. <c>\${</c> is a literal <c>${</c>; an unfinished <c>${</c>, an empty one, and one with a line
    /// break outside a text are ordinary words.
    /// </summary>
    public static List<Piece> Cut(string text)
    {
        var pieces = new List<Piece>();
        var words = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is not ('\r' or '\n'))
            {
                words.Append(text[at + 1] is '$' or '`' ? text[(at + 1)..(at + 2)] : text[at..(at + 2)]);
                at += 2;
                continue;
            }

            var end = IsStart(text, at) ? End(text, at + 2) : -1;
            if (end < 0 || string.IsNullOrWhiteSpace(text[(at + 2)..end]))
            {
                words.Append(text[at++]);
                continue;
            }

            if (words.Length > 0)
            {
                pieces.Add(new(words.ToString(), IsExpression: false, 0));
                words.Clear();
            }

            pieces.Add(new(text[(at + 2)..end], IsExpression: true, at + 2));
            at = end + 1;
        }

        if (words.Length > 0)
        {
            pieces.Add(new(words.ToString(), IsExpression: false, 0));
        }

        return pieces;
    }

    /// <summary>The expression of a text in backticks.</summary>
    public static Expr ToExpr(string text, int offset)
    {
        var parts = new List<Expr> { new Constant(Value.Of("")) };
        foreach (var piece in Cut(text))
        {
            try
            {
                parts.Add(piece.IsExpression ? Parser.Parse(piece.Text) : new Constant(Value.Of(piece.Text)));
            }
            catch (SyntaxException e)
            {
                throw new SyntaxException(e.Message, e.At + piece.At + offset);
            }
        }

        return new Call(Library.Find("concat")!, [.. parts]);
    }

    private static bool IsStart(string text, int at) => text[at] == '$' && at + 1 < text.Length && text[at + 1] == '{';

    private static int End(string text, int at)
    {
        var open = 0;
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '}' when open == 0:
                    return at;
                case '}':
                    open--;
                    break;
                case '{':
                    open++;
                    break;
                case '\r' or '\n':
                    return -1;
                case '\'' or '"' or '`':
                    at = QuoteEnd(text, at);
                    break;
            }

            at++;
        }

        return -1;
    }

    private static int QuoteEnd(string text, int start)
    {
        var at = start + 1;
        while (at < text.Length && text[at] != text[start])
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return at;
    }
}
