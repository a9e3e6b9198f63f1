namespace CrmBot.Language;

/// <summary>The ways a known name is said, as they are found in a text: folded, without spaces and signs.</summary>
internal static class NameForms
{
    private const int Shortest = 2;

    /// <summary>A company: whole, without its legal form and its place, every beginning of that, and of Latin words the beginnings by words.</summary>
    public static IEnumerable<string> OfCompany(string name) => NameKey.All(name).SelectMany(Of).Distinct(StringComparer.Ordinal);

    /// <summary>A person: whole, what stands in brackets, the given name, every Latin word of it.</summary>
    public static IEnumerable<string> OfPerson(string name) => NameKey.OfPerson(name).SelectMany(key => OfPerson(key.Text, key.Words)).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Of(NameKey key)
    {
        foreach (var whole in key.Texts())
        {
            var place = Places.LengthAt(whole);
            foreach (var from in new[] { 0, place }.Distinct())
            {
                for (var to = whole.Length; to - from >= Shortest; to--)
                {
                    // A Latin word is not cut; a place alone is none's name.
                    if ((to == whole.Length || key.Words.Contains(to)) && to > place)
                    {
                        yield return whole[from..to];
                    }
                }
            }
        }
    }

    private static IEnumerable<string> OfPerson(string text, IReadOnlyList<int> words)
    {
        if (text.Length >= Shortest)
        {
            yield return text;
        }

        if (Fold.IsHan(text[0]))
        {
            var surname = PersonWords.SurnameAt(text);
            if (surname > 0 && text.Length - surname >= Shortest && PersonWords.TitleAt(text.AsSpan(surname)) == 0)
            {
                yield return text[surname..];
            }

            yield break;
        }

        for (var i = 0; i < words.Count; i++)
        {
            var word = text[words[i]..(i + 1 < words.Count ? words[i + 1] : text.Length)];
            if (word.Length >= Shortest && !LatinNames.IsTitle(word))
            {
                yield return word;
            }
        }
    }
}
