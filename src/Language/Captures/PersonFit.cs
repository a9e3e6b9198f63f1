namespace CrmBot.Language;

/// <summary>Whether a person as said is one as stored.</summary>
internal static class PersonFit
{
    /// <param name="stored">Folded name of a contact or a colleague: 张建国, 张总, sarahlee.</param>
    /// <param name="words">A bit for each place at which a word of it begins.</param>
    /// <returns>Null for another person.</returns>
    public static NameFit? Of(PersonSpot said, ReadOnlySpan<char> stored, ulong words)
    {
        if (stored.SequenceEqual(said.Name))
        {
            return NameFit.Exact;
        }

        return said.Form switch
        {
            PersonForm.Titled or PersonForm.Familiar => Honoured(said, stored),
            PersonForm.Whole => said.Length == 2 && stored.Length > 2 && PersonWords.IsWholeName(stored) && stored.EndsWith(said.Name, StringComparison.Ordinal) ? NameFit.Part : null,
            PersonForm.Latin => Fold.IsHan(stored[0]) ? Sounding(said, stored) : Latin(said, stored, words),
            _ => null,
        };
    }

    /// <summary>张工 or 小张 of 张建国; 黄博士 of Dr Huang.</summary>
    private static NameFit? Honoured(PersonSpot said, ReadOnlySpan<char> stored)
    {
        if (Fold.IsHan(stored[0]))
        {
            return !stored.StartsWith(said.Surname, StringComparison.Ordinal) ? null
                : PersonWords.IsWholeName(stored) ? NameFit.Start
                : said.Form == PersonForm.Titled && said.Name[said.Surname.Length..] is "生" or "先生" or "小姐" or "女士" or "太太" or "太" ? NameFit.Part
                : null;
        }

        foreach (var reading in Readings.Of(said.Surname[0]))
        {
            if (said.Surname.Length == 1 && WithoutTitle(stored).SequenceEqual(reading))
            {
                return NameFit.Pinyin;
            }
        }

        return null;
    }

    private static NameFit? Latin(PersonSpot said, ReadOnlySpan<char> stored, ulong words)
    {
        var name = WithoutTitle(stored);
        if (name.SequenceEqual(said.Name))
        {
            return NameFit.Exact;
        }

        if (IsWordAt(words, said.Name.Length) && stored.StartsWith(said.Name, StringComparison.Ordinal))
        {
            return NameFit.Start;
        }

        // Ms Lee of Sarah Lee, Mike Chen where only Mike is known.
        var last = stored.Length - said.Surname.Length;
        return said.Surname.Length > 1 && last >= 0 && said.Name.Length == said.Surname.Length && stored.EndsWith(said.Surname, StringComparison.Ordinal) && IsWordAt(words, last) ? NameFit.Part
            : said.Surname.Length > 0 && said.Name.Length > said.Surname.Length && name.SequenceEqual(said.Name.AsSpan(0, said.Name.Length - said.Surname.Length)) ? NameFit.Part
            : null;
    }

    /// <summary>Mr Zhou of 周涛 or 周经理, Zhou Tao or Tao Zhou of 周涛.</summary>
    private static NameFit? Sounding(PersonSpot said, ReadOnlySpan<char> stored)
    {
        var surname = PersonWords.SurnameAt(stored);
        if (said.Name.Length > 3 && PinyinTable.Read(said.Name, stored) == stored.Length)
        {
            return NameFit.Pinyin;
        }

        if (surname == 0 || surname == stored.Length)
        {
            return null;
        }

        var name = said.Name.AsSpan();
        if (said.Surname.Length == said.Name.Length && name.Length > 1)
        {
            return PinyinTable.Read(name, stored[..surname]) == surname ? NameFit.Pinyin : null;
        }

        if (said.Surname.Length == 0)
        {
            return null;
        }

        var turned = said.Surname + said.Name[..^Math.Min(said.Surname.Length, said.Name.Length)];
        return PersonWords.IsWholeName(stored) && PinyinTable.Read(turned, stored) == stored.Length ? NameFit.Pinyin : null;
    }

    private static bool IsWordAt(ulong words, int at) => at is > 0 and < 64 && (words >> at & 1) != 0;

    private static ReadOnlySpan<char> WithoutTitle(ReadOnlySpan<char> stored) =>
        stored.StartsWith("mrs") ? stored[3..] : stored.Length > 4 && (stored.StartsWith("dr") || stored.StartsWith("mr") || stored.StartsWith("ms")) ? stored[2..] : stored;
}
