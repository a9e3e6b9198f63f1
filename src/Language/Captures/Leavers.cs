using System.Buffers;

namespace CrmBot.Language;

/// <summary>Who of the people that are known is told to have left their company, by the words of <c>phrases/captures/contacts.json</c>.</summary>
public static class Leavers
{
    /// <summary>Between a person and what they did: of 郑工下个月离职 and "Jim, our buyer, has left". More is about somebody else.</summary>
    private const int Farthest = 24;

    private static readonly SearchValues<char> Ends = SearchValues.Create("。;；!！?？\n");

    private static readonly string[] Denials = ["没", "沒", "不", "别人", "太太", "老婆", "老公", "孩子", "儿子", "女儿", " not ", "n't ", "never ", "wife", "husband", "son ", "daughter"];

    /// <summary>The names that are told to have left, in the order given.</summary>
    /// <param name="text">What a follow-up says.</param>
    /// <param name="names">Each name of each person who is known there.</param>
    public static IReadOnlyList<string> In(string text, IReadOnlyList<string> names)
    {
        var tokens = Token.Split(text);
        List<string> found = [];
        foreach (var cue in CueBook.Shipped.Find(tokens).GetValueOrDefault("contacts")?.Where(c => c.Is == "Leaves") ?? [])
        {
            // The nearest one before it is who left.
            var start = tokens[cue.From].Start;
            var nearest = names.Where(n => n.Length > 1).Select(n => (Name: n, End: EndBefore(text, n, start))).Where(n => n.End >= 0).OrderByDescending(n => n.End).ThenByDescending(n => n.Name.Length).FirstOrDefault();
            if (nearest.Name is { } name && start - nearest.End <= Farthest && text[nearest.End..start] is var between
                && between.AsSpan().IndexOfAny(Ends) < 0 && !Array.Exists(Denials, d => between.Contains(d, StringComparison.OrdinalIgnoreCase)))
            {
                found.Add(name);
            }
        }

        return [.. names.Where(found.Contains)];
    }

    /// <summary>Where the last whole mention of a name before a place ends; -1 for none.</summary>
    private static int EndBefore(string text, string name, int before)
    {
        for (var at = before >= name.Length ? text.LastIndexOf(name, before - 1, StringComparison.OrdinalIgnoreCase) : -1; at >= 0; at = at == 0 ? -1 : text.LastIndexOf(name, at - 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            var cut = (char.IsAsciiLetter(name[0]) && at > 0 && char.IsAsciiLetter(text[at - 1])) || (char.IsAsciiLetter(name[^1]) && end < text.Length && char.IsAsciiLetter(text[end]));
            if (!cut && end <= before)
            {
                return end;
            }
        }

        return -1;
    }
}
