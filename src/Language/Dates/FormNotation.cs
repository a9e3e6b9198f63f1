namespace CrmBot.Language;

/// <summary>
/// The notation of <c>phrases/dates/forms.json</c>: words and classes divided by spaces; <c>a|b</c> either; <c>[a|b]</c> may be
/// left out; <c>{class}</c>, <c>{class=value}</c>, <c>{one|other}</c> a word of a class; <c>&lt;part&gt;</c> one of the named parts.
/// </summary>
internal static class FormNotation
{
    /// <summary>The steps of a form; each is its ways of being said, and an empty way leaves it out.</summary>
    /// <exception cref="InvalidDataException">The form is not in the notation.</exception>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Read(string form, IReadOnlyDictionary<string, string[]> parts)
    {
        var steps = new List<IReadOnlyList<IReadOnlyList<string>>>();
        for (var at = 0; at < form.Length; at++)
        {
            if (form[at] == ' ')
            {
                continue;
            }

            var optional = form[at] == '[';
            var end = form.IndexOf(optional ? ']' : ' ', at);
            end = end >= 0 ? end : optional ? throw new InvalidDataException($"\"{form}\" has a [ without its ].") : form.Length;
            var inside = optional ? form[(at + 1)..end] : form[at..end];
            var ways = Alternatives(inside).SelectMany(word => Ways(word, parts, form)).ToList();
            if (optional)
            {
                ways.Add([]);
            }

            steps.Add(ways);
            at = end;
        }

        return steps;
    }

    private static IEnumerable<IReadOnlyList<string>> Ways(string word, IReadOnlyDictionary<string, string[]> parts, string form)
    {
        if (word.Contains(' ', StringComparison.Ordinal) || word.StartsWith('<'))
        {
            // A part, or several words in brackets: all their ways, one behind the other.
            var inner = word.StartsWith('<') && word.EndsWith('>')
                ? parts.TryGetValue(word[1..^1], out var known) ? known : throw new InvalidDataException($"\"{form}\" names the part {word}, which is not there.")
                : [word];
            foreach (var way in inner.SelectMany(one => Joined(Read(one, parts))))
            {
                yield return way;
            }
        }
        else
        {
            yield return [word];
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Joined(IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> steps) =>
        steps.Aggregate<IReadOnlyList<IReadOnlyList<string>>, IEnumerable<IReadOnlyList<string>>>(
            [[]], (ways, step) => ways.SelectMany(way => step.Select(more => (IReadOnlyList<string>)[.. way, .. more])));

    /// <summary>Split at each | that stands outside of braces.</summary>
    private static IEnumerable<string> Alternatives(string text)
    {
        var (from, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == '|' && depth == 0))
            {
                yield return text[from..i];
                from = i + 1;
            }
            else
            {
                depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            }
        }
    }
}
