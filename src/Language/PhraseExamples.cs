namespace CrmBot.Language;

/// <summary>Every example means its own concept, with its slots: a phrase that another one takes away stops the start.</summary>
internal static class PhraseExamples
{
    public static void Check(Phrasebook book, List<PhraseFault> faults)
    {
        foreach (var file in book.Files)
        {
            foreach (var example in file.Languages.SelectMany(l => l.Examples))
            {
                if (Differs(book.Understand(example.Text), file.Name, example) is { } difference)
                {
                    faults.Add(new PhraseFault(file.File, example.Line, $"\"{example.Text}\" {difference}"));
                }
            }
        }
    }

    /// <summary>What is wrong with a reading of an example; null when nothing is.</summary>
    public static string? Differs(Meaning meaning, string concept, PhraseExample example)
    {
        if (meaning.Intent != concept)
        {
            return $"means {meaning.Intent} ({meaning.Why})";
        }

        var slots = meaning.Slots.ToDictionary(s => s.Name, s => s.Text, StringComparer.Ordinal);
        if (!Same(slots, example.Slots))
        {
            return $"has the slots {Show(slots)} instead of {Show(example.Slots)} ({meaning.Why})";
        }

        return example.Values is { } values && !Same(meaning.Values, values)
            ? $"has the values {Show(meaning.Values)} instead of {Show(values)} ({meaning.Why})"
            : null;
    }

    private static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(p => other.TryGetValue(p.Key, out var value) && value == p.Value);

    private static string Show(IReadOnlyDictionary<string, string> pairs) =>
        "{" + string.Join(", ", pairs.Select(p => $"{p.Key}={p.Value}")) + "}";
}
