using System.Text.Json;

namespace CrmBot.Language;

/// <summary>The words of <c>phrases/dates/words.json</c> and the literals of the forms, as a tree of folded characters.</summary>
internal sealed class DateWords
{
    public const string Literal = "literal";

    /// <summary>Names of values, for classes that are easier to read that way; their order is the value.</summary>
    private static readonly string[] Named =
        ["minute", "hour", "day", "workday", "week", "fortnight", "month", "quarter", "year", "small", "morning", "noon", "afternoon", "evening", "start", "middle", "end"];

    private static readonly int ShortestGuessed = "monday".Length;

    /// <summary>Classes whose words are digits, or a shape that is read as a whole: 9/15, 15:00, 周三, 初八.</summary>
    private static readonly string[] Written = ["num", "ord", "y4", "ymd", "year-month", "slash", "day-month", "dot-pair", "clock", "wd", "lunar-day"];

    private readonly Node _root = new();
    private readonly Dictionary<string, int> _literals = new(StringComparer.Ordinal);
    private readonly List<(string Word, Node Node)> _guessed = [];
    private readonly List<string> _feasts = [];

    public DateWords(JsonElement words, IEnumerable<string> feasts)
    {
        _feasts.AddRange(feasts);
        Classes = [.. Written, .. words.EnumerateObject().Select(g => g.Name)];
        foreach (var group in words.EnumerateObject())
        {
            var name = string.Intern(group.Name);
            foreach (var entry in group.Value.EnumerateObject())
            {
                foreach (var word in entry.Value.GetString()!.Split('|'))
                {
                    var node = Add(word);
                    node.Senses.Add(new Sense(name, ValueOf(entry.Name)));
                    if (name is "wd" or "month" or "day" && word.Length >= ShortestGuessed && !word.Contains(' ', StringComparison.Ordinal) && char.IsAsciiLetter(word[0]))
                    {
                        _guessed.Add((word, node));
                    }
                }
            }
        }
    }

    public IReadOnlyCollection<string> Classes { get; }

    /// <summary>The value that stands for a name in the notation: a number, a unit, a part of the day, an edge or a feast.</summary>
    public int ValueOf(string name) =>
        int.TryParse(name, out var number) ? number
        : Array.IndexOf(Named, name) is >= 0 and var named ? named
        : _feasts.IndexOf(name) is >= 0 and var feast ? feast
        : throw new InvalidDataException($"phrases/dates: \"{name}\" is no value that is known.");

    /// <summary>The number of a literal word of a form, which becomes a word of the vocabulary.</summary>
    public int LiteralOf(string word)
    {
        if (!_literals.TryGetValue(word, out var id))
        {
            _literals[word] = id = _literals.Count;
            Add(word).Senses.Add(new Sense(Literal, id));
        }

        return id;
    }

    /// <summary>The longest word that stands at a place of a folded text and ends where a word may end.</summary>
    public (int End, IReadOnlyList<Sense> Senses)? Longest(ReadOnlySpan<char> text, int at)
    {
        (int, IReadOnlyList<Sense>)? found = null;
        var node = _root;
        for (var i = at; i < text.Length && node.Next.TryGetValue(text[i], out var next); i++)
        {
            node = next;
            var end = i + 1;
            if (text[i] == ' ')
            {
                while (end < text.Length && text[end] == ' ')
                {
                    i = end++;
                }
            }

            if (node.Senses.Count > 0 && (!IsWordUnit(text[i]) || end == text.Length || !EndsInside(text[i], text[end])))
            {
                found = (end, node.Senses);
            }
        }

        return found;
    }

    /// <summary>A long weekday, month or "tomorrow" with one letter wrong; null for anything else.</summary>
    public IReadOnlyList<Sense>? Guess(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestGuessed || word[^1] == 's')
        {
            return null;
        }

        foreach (var (known, node) in _guessed)
        {
            if (known[0] == word[0] && OneLetter.Apart(known, word))
            {
                return node.Senses;
            }
        }

        return null;
    }

    private static bool IsWordUnit(char c) => char.IsAsciiLetterOrDigit(c);

    /// <summary>Whether a word that ends with one character would be cut off before the next: "3pm" is two, "mayor" is one.</summary>
    private static bool EndsInside(char last, char next) =>
        char.IsAsciiLetter(last) ? char.IsLetter(next) && !Fold.IsHan(next) : char.IsAsciiDigit(last) && char.IsAsciiLetterOrDigit(next);

    private Node Add(string word)
    {
        var node = _root;
        foreach (var c in word)
        {
            var folded = Fold.Char(c);
            if (!node.Next.TryGetValue(folded, out var next))
            {
                node.Next[folded] = next = new Node();
            }

            node = next;
        }

        return node;
    }

    private sealed class Node
    {
        public Dictionary<char, Node> Next { get; } = [];

        public List<Sense> Senses { get; } = [];
    }
}
