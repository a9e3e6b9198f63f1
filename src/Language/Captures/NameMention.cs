namespace CrmBot.Language;

public enum NameKind
{
    Customer,

    /// <summary>A person at a customer.</summary>
    Contact,
    Colleague,
}

/// <summary>A stretch of a text that names somebody.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Hits">Who may be meant, the likeliest first; of a contact the ids are those of the customers. Empty for a contact
/// whom nobody knows ("陈总" of a customer that has none of that name).</param>
public sealed record NameMention(NameKind Kind, int Start, int Length, IReadOnlyList<NameHit> Hits)
{
    public int End => Start + Length;
}

/// <summary>Everybody who is named in a text, and which customer it is about.</summary>
/// <param name="Mentions">In the order of the text; they do not overlap.</param>
public sealed record NamesRead(IReadOnlyList<NameMention> Mentions, CustomerRead Customer);
