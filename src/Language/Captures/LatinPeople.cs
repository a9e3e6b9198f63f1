namespace CrmBot.Language;

/// <summary>Where a text may name people in Latin letters.</summary>
internal static class LatinPeople
{
    // Given names that begin a sentence as other words.
    private static readonly HashSet<string> Doubtful = ["will", "may", "mark", "bill", "hope", "art", "grace", "joy", "summer", "rose", "april", "june", "jack", "max", "rich", "pat", "sue", "rob", "ray", "jay", "drew"];

    public static IEnumerable<PersonSpot> Find(FlatText flat, IReadOnlyList<Spot> customers)
    {
        for (var token = 0; token < flat.Tokens.Count; token++)
        {
            if (At(flat, token, customers) is { } person)
            {
                yield return person;
            }
        }
    }

    /// <summary>Whether a word is written as a name, or can hardly be anything else.</summary>
    public static bool LikeName(FlatText flat, int token)
    {
        var word = flat.Tokens[token];
        if (!char.IsUpper(flat.Text[word.Start]))
        {
            return !EnglishWords.IsCommon(word.Text);
        }

        return !Looks.StartsSentence(flat, word.Start) || !EnglishWords.IsCommon(word.Text) || (LatinNames.IsGiven(word.Text) && (!Doubtful.Contains(word.Text) || Acts(flat, token + 1)));
    }

    private static PersonSpot? At(FlatText flat, int token, IReadOnlyList<Spot> customers)
    {
        var word = flat.Tokens[token];
        if (word.Kind != TokenKind.Word || !char.IsAsciiLetter(word.Text[0]))
        {
            return null;
        }

        var from = flat.At(token);
        if (LatinNames.IsTitle(word.Text))
        {
            return Follows(flat, token) && flat.Tokens[token + 1] is { Kind: TokenKind.Word, Length: > 1 } name && (IsUpper(flat, token + 1) || (!EnglishWords.IsCommon(name.Text) && word.Text is "mr" or "mrs" or "ms" or "miss" or "dr"))
                ? Titled(flat, token, IsUpper(flat, token + 2) && Follows(flat, token + 1) && IsPlain(flat, token + 2) ? token + 2 : token + 1)
                : null;
        }

        if (!IsUpper(flat, token) || !IsPlain(flat, token) || customers.Any(c => c.From <= from && from < c.To))
        {
            return null;
        }

        var given = LatinNames.IsGiven(word.Text);
        if (Follows(flat, token) && IsUpper(flat, token + 1) && IsPlain(flat, token + 1) && !customers.Any(c => c.From <= flat.At(token + 1) && flat.At(token + 1) < c.To)
            && (given || LatinNames.IsPinyin(word.Text, flat.Tokens[token + 1].Text) || (!Looks.StartsSentence(flat, word.Start) && BesideCustomer(flat, token, token + 1, customers))))
        {
            return Make(flat, token, token + 1, true);
        }

        var beside = BesideCustomer(flat, token, token, customers);
        return (given && beside) || (beside && !Looks.StartsSentence(flat, word.Start) && Links(flat, flat.EndOf(flat.At(token + 1)), customers)) ? Make(flat, token, token, true) : null;
    }

    private static PersonSpot Titled(FlatText flat, int token, int last) =>
        new(flat.At(token), flat.At(last + 1), PersonForm.Latin, flat.Letters[flat.At(token + 1)..flat.At(last + 1)], flat.Tokens[last].Text, true);

    private static PersonSpot Make(FlatText flat, int token, int last, bool somebody) =>
        new(flat.At(token), flat.At(last + 1), PersonForm.Latin, flat.Letters[flat.At(token)..flat.At(last + 1)], last > token ? flat.Tokens[last].Text : "", somebody);

    /// <summary>"Karen from Contoso", "Contoso's Karen", "Karen (Contoso)".</summary>
    private static bool BesideCustomer(FlatText flat, int first, int last, IReadOnlyList<Spot> customers) =>
        Links(flat, flat.EndOf(flat.At(last + 1)), customers)
        || customers.Any(c => flat.Folded.AsSpan(flat.EndOf(c.To)..Math.Max(flat.EndOf(c.To), flat.StartOf(flat.At(first)))) is " " or "'s " or ": " or " - " or "的" or "/" or ", "
            && flat.StartOf(flat.At(first)) > flat.EndOf(c.To));

    private static bool Links(FlatText flat, int end, IReadOnlyList<Spot> customers)
    {
        foreach (var customer in customers)
        {
            if (flat.StartOf(customer.From) is var start && start > end && flat.Folded.AsSpan(end, start - end).Trim(' ') is "at" or "@" or "of" or "from" or "(" or "," or "/" or "over at" or "- ")
            {
                return true;
            }
        }

        return false;
    }

    private static bool Acts(FlatText flat, int token) =>
        token < flat.Tokens.Count && flat.Tokens[token].Text is { Length: > 2 } next && (next[^1] == 's' || next.EndsWith("ed", StringComparison.Ordinal));

    private static bool IsUpper(FlatText flat, int token) => token < flat.Tokens.Count && char.IsUpper(flat.Text[flat.Tokens[token].Start]);

    /// <summary>No everyday word and no abbreviation.</summary>
    private static bool IsPlain(FlatText flat, int token) =>
        flat.Tokens[token] is { Kind: TokenKind.Word, Length: > 1 } word && (!EnglishWords.IsCommon(word.Text) || (LatinNames.IsGiven(word.Text) && LikeName(flat, token)) || LatinNames.IsPinyin(word.Text, word.Text))
        && !Looks.IsCapitals(flat.Text.AsSpan(word.Start, word.Length)) && !word.Text.AsSpan().ContainsAnyExceptInRange('a', 'z');

    /// <summary>Whether the next word stands one space behind, without a sign.</summary>
    private static bool Follows(FlatText flat, int token) =>
        token + 1 < flat.Tokens.Count && flat.Folded.AsSpan(flat.Tokens[token].End..flat.Tokens[token + 1].Start) is " " or ". " or ".";
}
