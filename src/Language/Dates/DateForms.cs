using System.Text.Json;

namespace CrmBot.Language;

/// <summary>A form that fits, with the words that filled it.</summary>
/// <param name="From">First lexeme.</param>
/// <param name="To">Behind the last lexeme.</param>
internal sealed record DateMatch(string Rule, int Order, int From, int To, Filling? Said)
{
    /// <summary>The nth value of a class in the order of the text; null when there are fewer.</summary>
    public int? this[string name, int nth = 0]
    {
        get
        {
            var values = 0;
            for (var at = Said; at is not null; at = at.Earlier)
            {
                values += at.Class == name ? 1 : 0;
            }

            for (var at = Said; at is not null; at = at.Earlier)
            {
                if (at.Class == name && --values == nth)
                {
                    return at.Value;
                }
            }

            return null;
        }
    }
}

/// <summary>A word that a form took for a class.</summary>
internal sealed record Filling(string Class, int Value, Filling? Earlier);

/// <summary>The forms of <c>phrases/dates/forms.json</c> as one graph over senses.</summary>
internal sealed class DateForms
{
    /// <summary>More lexemes than the longest form has.</summary>
    private const int Longest = 16;

    private readonly Node _root = new();

    public DateForms(JsonElement file, DateWords words)
    {
        var parts = file.GetProperty("parts").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.EnumerateArray().Select(v => v.GetString()!).ToArray(), StringComparer.Ordinal);
        var order = 0;
        foreach (var rule in file.GetProperty("forms").EnumerateObject())
        {
            foreach (var form in rule.Value.EnumerateArray().Select(v => v.GetString()!))
            {
                Node[] ends = [_root];
                foreach (var step in FormNotation.Read(form, parts))
                {
                    ends = [.. ends.SelectMany(e => step.SelectMany(way => Follow(e, way, words))).Distinct()];
                }

                foreach (var end in ends)
                {
                    end.Rules.Add((string.Intern(rule.Name), order));
                }

                order++;
            }
        }
    }

    /// <summary>Every form that begins at a lexeme, the longest first, then as in the file.</summary>
    public void At(List<Lexeme> lexemes, int from, List<DateMatch> found)
    {
        found.Clear();
        Walk(_root, lexemes, from, from, null, found);
        found.Sort(static (one, other) => one.To != other.To ? other.To.CompareTo(one.To) : one.Order.CompareTo(other.Order));
    }

    private static void Walk(Node node, List<Lexeme> lexemes, int from, int at, Filling? said, List<DateMatch> found)
    {
        foreach (var (rule, order) in node.Rules)
        {
            found.Add(new DateMatch(rule, order, from, at, said));
        }

        if (at == lexemes.Count || at - from == Longest)
        {
            return;
        }

        foreach (var sense in lexemes[at].Senses)
        {
            if (node.Next.TryGetValue((sense.Class, sense.Value), out var exact))
            {
                Walk(exact, lexemes, from, at + 1, sense.Class == DateWords.Literal ? said : new Filling(sense.Class, sense.Value, said), found);
            }

            if (node.Next.TryGetValue((sense.Class, null), out var any))
            {
                Walk(any, lexemes, from, at + 1, new Filling(sense.Class, sense.Value, said), found);
            }
        }
    }

    /// <summary>The nodes behind one way of saying a step; an empty way is a step left out.</summary>
    private static IEnumerable<Node> Follow(Node from, IReadOnlyList<string> way, DateWords words)
    {
        IEnumerable<Node> at = [from];
        foreach (var item in way)
        {
            var keys = Keys(item, words).ToList();
            at = [.. at.SelectMany(node => keys.Select(node.To))];
        }

        return at;
    }

    private static IEnumerable<(string Class, int? Value)> Keys(string item, DateWords words)
    {
        if (item[0] != '{')
        {
            return [(DateWords.Literal, words.LiteralOf(item))];
        }

        var (classes, values) = item[^1] != '}' ? throw new InvalidDataException($"phrases/dates/forms.json: {item} has a {{ without its }}.") : item[1..^1].Split('=') is [var name, var only] ? (name, only) : (item[1..^1], null);
        foreach (var unknown in classes.Split('|').Where(c => !words.Classes.Contains(c)))
        {
            throw new InvalidDataException($"phrases/dates/forms.json: {{{unknown}}} is no class of words.json.");
        }

        return values is null
            ? classes.Split('|').Select(c => (string.Intern(c), (int?)null))
            : values.Split('|').Select(v => (string.Intern(classes), (int?)words.ValueOf(v)));
    }

    private sealed class Node
    {
        public Dictionary<(string Class, int? Value), Node> Next { get; } = [];

        public List<(string Rule, int Order)> Rules { get; } = [];

        public Node To((string Class, int? Value) key)
        {
            if (!Next.TryGetValue(key, out var next))
            {
                Next[key] = next = new Node();
            }

            return next;
        }
    }
}
