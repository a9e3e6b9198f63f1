namespace CrmBot.Language;

/// <summary>Somebody or something that can be called by a name.</summary>
/// <param name="Id">Unique in one index.</param>
/// <param name="Names">The display name first, then every other form; at least one.</param>
/// <param name="OwnerId">Who looks after it; null for people.</param>
public sealed record NameEntry(string Id, IReadOnlyList<string> Names, string? OwnerId)
{
    /// <summary>Names of people there. They lead to the entry by <see cref="NameIndex.FindByContact"/> only.</summary>
    public IReadOnlyList<string> Contacts { get; init; } = [];
}

/// <summary>How well a name fits, best first. Two hits of equal fit are equally likely: ask which is meant.</summary>
public enum NameFit
{
    /// <summary>A whole name, apart from script, case, width, spaces, punctuation and the company's legal form.</summary>
    Exact,

    /// <summary>The beginning of a name.</summary>
    Start,

    /// <summary>A part of a name.</summary>
    Part,

    /// <summary>
    /// Pinyin of a whole name, in full or the first letter of each character. Behind what was written out, since many names
    /// sound alike and more share their letters; before a wrong letter, since here every letter is right.
    /// </summary>
    Pinyin,

    /// <summary>Pinyin of the beginning of a name, of two characters or more.</summary>
    PinyinStart,

    /// <summary>One letter wrong. May be another company altogether: offer it, do not act on it.</summary>
    Close,
}

/// <summary>One entry that answers to the text.</summary>
/// <param name="Id">Of the entry.</param>
/// <param name="Name">The entry's name that matched, as it was given.</param>
/// <param name="Fit">Of that name, the best of the entry.</param>
public sealed record NameHit(string Id, string Name, NameFit Fit);
