namespace CrmBot.Language;

/// <summary>Covers words of Latin letters that are no everyday ones, or are written as names are.</summary>
internal static class LatinMasks
{
    public static void Cover(Masks masks, FlatText flat, KnownNames known)
    {
        List<string> han = [.. known.Customer.SelectMany(NameForms.OfCompany).Concat(known.Contacts.Concat(known.Colleagues).SelectMany(NameForms.OfPerson)).Where(f => Fold.IsHan(f[0]))];
        foreach (var token in flat.Tokens)
        {
            if (token.Kind == TokenKind.Word && !IsEnding(token.Text) && !masks.IsCovered(token.Start, token.End)
                && (!PlainLatin.IsPlain(token.Text, flat.Text.AsSpan(token.Start, token.Length), Looks.StartsSentence(flat, token.Start) || Opens(flat, token.Start)) || Sounds(token.Text, han)))
            {
                masks.Cover(token.Start, token.End, PlainLatin.IsPlace(token.Text) ? MaskKind.Place : PlainLatin.IsMonth(token.Text) ? MaskKind.Day : MaskKind.Name);
            }
        }
    }

    /// <summary>What stands behind an apostrophe of everyday words; of O'Neill it is a name.</summary>
    private static bool IsEnding(string word) => word is "'s" or "'t" or "'re" or "'ve" or "'ll" or "'d" or "'m" or "'";

    /// <summary>Behind a quote, a bracket or a comma a sentence may begin again.</summary>
    private static bool Opens(FlatText flat, int start) => flat.Folded.AsSpan(0, start).TrimEnd(' ') is [.., '"' or '“' or '(' or '（' or '、'];

    /// <summary>An everyday word that is also the pinyin of a name that is known here, in full or by its letters.</summary>
    private static bool Sounds(string word, List<string> han)
    {
        foreach (var name in han)
        {
            if (PinyinTable.Read(word, name) > 1 || (word.Length > 1 && word.Length <= name.Length && Initials(word, name)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Initials(string word, string name)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var fits = word[i] == name[i];
            foreach (var reading in Readings.Of(name[i]))
            {
                fits |= reading[0] == word[i];
            }

            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
