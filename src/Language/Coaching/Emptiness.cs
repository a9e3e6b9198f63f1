namespace CrmBot.Language;

/// <summary>Tells what only looks like a text.</summary>
internal static class Emptiness
{
    private const Cue Fill = Cue.Placeholder | Cue.Nothing | Cue.Heading;

    /// <summary>Whether nothing stands there but words that hold a place, keys pressed at random and headings.</summary>
    public static bool Holds(List<Clause> clauses, string folded)
    {
        if (clauses.Count == 0 || !folded.Any(char.IsLetter) || Mashed(folded))
        {
            return true;
        }

        var said = clauses.Exists(c => c.Has(Cue.Placeholder));
        var empty = clauses.Count(c => c.Has(Cue.Nothing) && c.Content == 0);
        var real = clauses.Where(c => !c.Has(Fill)).Sum(c => c.Content + (c.Marks.Exists(m => (m.Cues & (Cue.Need | Cue.Objection | Cue.Decision)) != Cue.None) ? 4 : 0));
        return (said && real < 8) || (empty >= 2 && real < 4);
    }

    /// <summary>Whether one clause is said three times, or the whole text twice.</summary>
    public static bool Repeats(List<Clause> clauses, string folded)
    {
        var said = clauses.Select(c => folded[c.Start..c.End].Trim()).Where(c => c.Length >= 4).GroupBy(c => c, StringComparer.Ordinal).ToList();
        return said.Exists(g => g.Count() >= 3) || (said.Count > 0 && said.TrueForAll(g => g.Count() >= 2));
    }

    /// <summary>One character or a short string over and over, or letters without a vowel.</summary>
    private static bool Mashed(string folded)
    {
        var letters = folded.Where(char.IsLetterOrDigit).ToList();
        if (letters.Count < 3)
        {
            return false;
        }

        return letters.Distinct().Count() <= Math.Min(2, letters.Count / 3)
            || (letters.TrueForAll(char.IsAsciiLetter) && !letters.Exists(c => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y'));
    }
}
