using System.Text;

namespace CrmBot.Cards;

/// <summary>Cuts an expression into tokens.</summary>
internal sealed class Lexer(string source)
{
    private static readonly string[] Symbols =
        ["==", "!=", "<>", "<=", ">=", "&&", "||", "??", "=>", "(", ")", "[", "]", "{", "}", ".", ",", ":", "?",
         "!", "-", "+", "^", "*", "/", "%", "&", "<", ">"];

    private int at;

    /// <summary>The next token. After an operand a percent sign is an operator; elsewhere it may begin a name.</summary>
    public Token Next(bool afterOperand)
    {
        while (at < source.Length && char.IsWhiteSpace(source[at]))
        {
            at++;
        }

        if (at == source.Length)
        {
            return new(TokenKind.End, "the end", at);
        }

        var start = at;
        var c = source[at];
        if (char.IsAsciiDigit(c))
        {
            return Number(start);
        }

        if (IsNameStart(c) && !(c == '%' && afterOperand))
        {
            do
            {
                at++;
            }
            while (at < source.Length && (char.IsAsciiLetterOrDigit(source[at]) || source[at] == '_'));
            return new(TokenKind.Name, source[start..at], start);
        }

        if (c is '\'' or '"')
        {
            return new(TokenKind.Text, Quoted(c), start);
        }

        if (c == '`')
        {
            return new(TokenKind.Interpolated, Backticked(), start);
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(source, at, symbol, 0, symbol.Length) == 0)
            {
                at += symbol.Length;
                return new(TokenKind.Symbol, symbol, start);
            }
        }

        throw new SyntaxException(
            char.IsLetter(c)
                ? $"'{c}' cannot begin a name: write $data['…'] for a name that is not ASCII"
                : $"'{c}' has no meaning here",
            start);
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or '#' or '@' or '$' or '%';

    private Token Number(int start)
    {
        while (at < source.Length && char.IsAsciiDigit(source[at]))
        {
            at++;
        }

        if (at + 1 < source.Length && source[at] == '.' && char.IsAsciiDigit(source[at + 1]))
        {
            at++;
            while (at < source.Length && char.IsAsciiDigit(source[at]))
            {
                at++;
            }
        }

        return new(TokenKind.Number, source[start..at], start);
    }

    private string Quoted(char quote)
    {
        var start = at++;
        var text = new StringBuilder();
        while (at < source.Length && source[at] != quote)
        {
            if (source[at] != '\\' || at + 1 == source.Length)
            {
                text.Append(source[at++]);
                continue;
            }

            var next = source[at + 1];
            text.Append(next switch
            {
                'n' => "\n",
                'r' => "\r",
                't' => "\t",
                '\\' => "\\",
                _ when next == quote => quote.ToString(),
                _ => "\\" + next,
            });
            at += 2;
        }

        if (at == source.Length)
        {
            throw new SyntaxException($"the text that begins with {quote} does not end", start);
        }

        at++;
        return text.ToString();
    }

    private string Backticked()
    {
        var start = ++at;
        while (at < source.Length && source[at] != '`')
        {
            at += source[at] == '\\' && at + 1 < source.Length ? 2 : 1;
        }

        if (at >= source.Length)
        {
            throw new SyntaxException("the text that begins with ` does not end", start - 1);
        }

        return source[start..at++];
    }
}
