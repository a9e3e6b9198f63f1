namespace CrmBot.Language;

/// <summary>What a word of the date vocabulary says: a class of <c>phrases/dates/words.json</c> and the value in it.</summary>
internal readonly record struct Sense(string Class, int Value);

/// <summary>A word, a number or a stretch of anything else.</summary>
/// <param name="Senses">Empty for what is no part of any date.</param>
internal sealed record Lexeme(int Start, int End, IReadOnlyList<Sense> Senses)
{
    public bool Is(string name) => Value(name) is not null;

    public int? Value(string name)
    {
        foreach (var sense in Senses)
        {
            if (ReferenceEquals(sense.Class, name) || sense.Class == name)
            {
                return sense.Value;
            }
        }

        return null;
    }
}
