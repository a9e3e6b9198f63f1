namespace CrmBot.Language;

/// <summary>
/// Finds sentences that two patterns claim alike, so that only the order of files would decide. Patterns of one concept often
/// overlap in an optional word; between them only different slots or values are a fault.
/// </summary>
internal static class PhraseClaims
{
    public static void Check(PhraseGraph graph, List<PhraseFault> faults)
    {
        var byFirst = new Dictionary<string, List<(Ending Ending, PhraseNode Root)>>(StringComparer.Ordinal);
        foreach (var pattern in graph.Patterns)
        {
            var rivals = new HashSet<(Ending Ending, PhraseNode Root)>();
            foreach (var first in Firsts(pattern.Root))
            {
                if (!byFirst.TryGetValue(first, out var known))
                {
                    byFirst[first] = known = [];
                }

                rivals.UnionWith(known);
                known.Add(pattern);
            }

            foreach (var rival in rivals.OrderBy(r => r.Ending.Order))
            {
                Compare(rival, pattern, faults);
            }
        }
    }

    private static IEnumerable<string> Firsts(PhraseNode root) =>
        root.Words.Select(w => w.Word).Concat(root.Slots.Select(Kind)).Distinct(StringComparer.Ordinal);

    private static string Kind(PhraseNode slot) => slot.IsText ? "{text}" : Pattern.IsRead(slot.Slot) ? $"{{{slot.Slot}}}" : "{name}";

    private static void Compare((Ending Ending, PhraseNode Root) earlier, (Ending Ending, PhraseNode Root) later, List<PhraseFault> faults)
    {
        var (one, other) = (earlier.Ending, later.Ending);
        var alike = one.Concept == other.Concept && one.Source.SameValues(other.Source.Values);
        if (Shared(earlier.Root, later.Root, !alike, [], []) is { } sentence)
        {
            faults.Add(new PhraseFault(
                other.Concept.File,
                other.Source.Line,
                $"\"{other.Source.Text}\" claims \"{sentence}\", as does \"{one.Source.Text}\" in {one.Concept.File}({one.Source.Line})"));
        }
    }

    /// <summary>A form that both patterns have from here on; null when there is none, or none that would mean two things.</summary>
    private static string? Shared(
        PhraseNode one, PhraseNode other, bool differ, HashSet<(PhraseNode, PhraseNode, bool)> seen, List<string> said)
    {
        if (!seen.Add((one, other, differ)))
        {
            return null;
        }

        if (differ && one.Ending is not null && other.Ending is not null)
        {
            return string.Join(' ', said);
        }

        var words = from a in one.Words from b in other.Words where a.Word == b.Word select (a.Word, One: a.To, Other: b.To);
        var slots = from a in one.Slots from b in other.Slots where Kind(a) == Kind(b) select (Word: Kind(a), One: a, Other: b);
        foreach (var (word, a, b) in words.Concat(slots))
        {
            said.Add(word);
            if (Shared(a, b, differ || a.Slot != b.Slot, seen, said) is { } sentence)
            {
                return sentence;
            }

            said.RemoveAt(said.Count - 1);
        }

        return null;
    }
}
