using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>A tier of customers as people write it: A, A类, B级, tier C, A-class.</summary>
public static class TierSaid
{
    private static readonly string[] Around = ["类", "级", "档", "tier", "class", "grade", "level"];

    /// <summary>Null for whatever is no tier.</summary>
    public static Tier? Read(string said)
    {
        var text = string.Concat(said.Where(c => !char.IsWhiteSpace(c) && c != '-').Select(Fold.Char)).ToLowerInvariant();
        foreach (var word in Around)
        {
            var left = text.EndsWith(word, StringComparison.Ordinal) ? text[..^word.Length] : text.StartsWith(word, StringComparison.Ordinal) ? text[word.Length..] : text;
            if (left.Length == 1 && left != text)
            {
                text = left;
                break;
            }
        }

        return text switch { "a" => Tier.A, "b" => Tier.B, "c" => Tier.C, _ => null };
    }
}
