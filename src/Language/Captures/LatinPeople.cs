namespace CrmBot.Language;

/// <summary>Where a text may name people in Latin letters.</summary>
internal static class LatinPeople
{
    // Given names that begin a sentence as other words.
    private static readonly HashSet<string> Doubtful = ["will", "may", "mark", "bill", "hope", "art", "grace", "joy", "summer", "rose", "april", "june", "jack", "max", "rich", "pat", "sue", "rob", "ray", "jay", "drew"];

    // What a customer does in a report, and a colleague seldom.
    private static readonly HashSet<string> Wishes =
        ["wants", "wanted", "asked", "asks", "says", "said", "needs", "needed", "confirmed", "mentioned", "complained", "prefers", "agreed", "signed", "rejected", "worries", "worried", "replied", "likes", "liked", "loves", "loved", "thinks", "approved", "insists", "promised", "is", "was"];

    private static readonly string[] Met =
    [
        "met", "met with", "spoke to", "spoke with", "talked to", "talked with", "call with", "call w/", "meeting with", "meeting w/", "lunch with", "lunch w/", "coffee with", "dinner with", "visited", "saw", "rang", "called", "emailed",
        "catch up with", "demo for", "demo with", "vm for", "vm w/", "跟", "和", "与", "同", "给", "找", "约", "约了", "见", "见了", "拜访", "联系",
    ];

    public static IEnumerable<PersonSpot> Find(FlatText flat, SpotMap customers)
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

    private static PersonSpot? At(FlatText flat, int token, SpotMap customers)
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

        if (customers.Covers(from))
        {
            return null;
        }

        // Huang博士
        if (word.Length > 1 && flat.At(token + 1) is var title && title < flat.LimitOf(token) && PersonWords.TitleAt(flat.Letters.AsSpan(title..flat.LimitOf(token))) is > 0 and var length
            && (IsUpper(flat, token) || !EnglishWords.IsCommon(word.Text)) && !Looks.IsCapitals(flat.Text.AsSpan(word.Start, word.Length)))
        {
            return new PersonSpot(from, title + length, PersonForm.Latin, word.Text, word.Text, true);
        }

        var given = LatinNames.IsGiven(word.Text);
        if (!IsUpper(flat, token) || !(IsPlain(flat, token) || (given && Links(flat, flat.At(token + 1), customers))))
        {
            return Sounding(flat, token);
        }

        // Hengtong's Zhou
        if (LatinNames.IsSurname(word.Text) && !EnglishWords.IsCommon(word.Text) && BesideCustomer(flat, token, token, customers) && !IsUpper(flat, token + 1))
        {
            return new PersonSpot(from, flat.At(token + 1), PersonForm.Latin, word.Text, word.Text, true);
        }

        if (Follows(flat, token) && IsUpper(flat, token + 1) && IsPlain(flat, token + 1) && !customers.Covers(flat.At(token + 1))
            && (given || LatinNames.IsPinyin(word.Text, flat.Tokens[token + 1].Text) || (!Looks.StartsSentence(flat, word.Start) && BesideCustomer(flat, token, token + 1, customers))))
        {
            return Make(flat, token, token + 1, true);
        }

        if (given && (IsMet(flat, word.Start) || IsTheirs(flat, token, customers)))
        {
            return Make(flat, token, token, true);
        }

        var beside = BesideCustomer(flat, token, token, customers);
        return (given && beside) || (beside && !Looks.StartsSentence(flat, word.Start) && Links(flat, flat.At(token + 1), customers)) ? Make(flat, token, token, true) : null;
    }

    private static bool IsMet(FlatText flat, int start)
    {
        var before = flat.Folded.AsSpan(0, start).TrimEnd(' ');
        foreach (var met in Met)
        {
            if (before.EndsWith(met, StringComparison.Ordinal) && (met[0] > 'z' || before.Length == met.Length || !char.IsLetter(before[^(met.Length + 1)])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Lisa wants", "Lisa from procurement at Contoso"; not "our lawyer Lisa".</summary>
    private static bool IsTheirs(FlatText flat, int token, SpotMap customers)
    {
        if (token > 0 && (flat.Tokens[token - 1].Text == "our" || (token > 1 && flat.Tokens[token - 2].Text == "our")))
        {
            return false;
        }

        var next = token + 1 < flat.Tokens.Count ? flat.Tokens[token + 1].Text : "";
        return (Wishes.Contains(next) && Follows(flat, token))
            || (next == "from" && customers.After(flat.At(token + 1)) is { } customer && flat.TokenAt(customer.From) - token <= 5 && flat.Between(flat.At(token + 1), customer.From).EndsWith(" at "));
    }

    /// <summary>What may be the pinyin of a contact, as "zhangzong"; nobody unless it is.</summary>
    private static PersonSpot? Sounding(FlatText flat, int token)
    {
        var last = Follows(flat, token) && LatinNames.IsSurname(flat.Tokens[token].Text) ? token + 1 : token;
        return flat.Tokens[last].Text.Length <= 12 && !EnglishWords.IsCommon(flat.Tokens[last].Text) && LatinNames.IsSyllables(flat.Tokens[token].Text) && LatinNames.IsSyllables(flat.Tokens[last].Text)
            ? new PersonSpot(flat.At(token), flat.At(last + 1), PersonForm.Latin, flat.Letters[flat.At(token)..flat.At(last + 1)], last > token ? flat.Tokens[last].Text : "", false) : null;
    }

    private static PersonSpot Titled(FlatText flat, int token, int last) =>
        new(flat.At(token), flat.At(last + 1), PersonForm.Latin, flat.Letters[flat.At(token + 1)..flat.At(last + 1)], flat.Tokens[last].Text, true);

    private static PersonSpot Make(FlatText flat, int token, int last, bool somebody) =>
        new(flat.At(token), flat.At(last + 1), PersonForm.Latin, flat.Letters[flat.At(token)..flat.At(last + 1)], last > token ? flat.Tokens[last].Text : "", somebody);

    /// <summary>"Karen from Contoso", "Contoso's Karen", "Karen (Contoso)".</summary>
    private static bool BesideCustomer(FlatText flat, int first, int last, SpotMap customers) =>
        Links(flat, flat.At(last + 1), customers)
        || (customers.Before(flat.At(first)) is { } customer && flat.Between(customer.To, flat.At(first)) is " " or "'s " or ": " or " - " or "的" or "/" or ", ");

    private static bool Links(FlatText flat, int end, SpotMap customers) =>
        customers.After(end) is { } customer && flat.Between(end, customer.From).Trim(' ') is "at" or "@" or "of" or "from" or "(" or "," or "/" or "over at" or "- ";

    private static bool Acts(FlatText flat, int token) =>
        token < flat.Tokens.Count && flat.Tokens[token].Text is var next
        && (next is "to" or "will" or "'ll" or "can" or "has" or "is" or "was" or "please" or "should"
            || (next.Length > 2 && (next[^1] == 's' || next.EndsWith("ed", StringComparison.Ordinal))));

    private static bool IsUpper(FlatText flat, int token) => token < flat.Tokens.Count && char.IsUpper(flat.Text[flat.Tokens[token].Start]);

    /// <summary>No everyday word and no abbreviation.</summary>
    private static bool IsPlain(FlatText flat, int token) =>
        flat.Tokens[token] is { Kind: TokenKind.Word, Length: > 1 } word && (!EnglishWords.IsCommon(word.Text) || (LatinNames.IsGiven(word.Text) && LikeName(flat, token)) || LatinNames.IsPinyin(word.Text, word.Text))
        && !Looks.IsCapitals(flat.Text.AsSpan(word.Start, word.Length)) && !word.Text.AsSpan().ContainsAnyExceptInRange('a', 'z');

    /// <summary>Whether the next word stands one space behind, without a sign.</summary>
    private static bool Follows(FlatText flat, int token) =>
        token + 1 < flat.Tokens.Count && flat.Folded.AsSpan(flat.Tokens[token].End..flat.Tokens[token + 1].Start) is " " or ". " or ".";
}
