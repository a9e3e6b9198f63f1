namespace CrmBot.Cards;

internal enum TokenKind { End, Name, Number, Text, Interpolated, Symbol }

/// <summary>A token with its place in the expression, counted in characters from zero.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int At);

/// <summary>An expression that cannot be read; the sentence says why.</summary>
internal sealed class SyntaxException(string sentence, int at) : Exception(sentence)
{
    public int At => at;
}
