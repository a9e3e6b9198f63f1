namespace CrmBot.Language;

/// <summary>Whether a stretch of a text is written and stands as a name, or is a word of the sentence.</summary>
internal static class Looks
{
    private static readonly string[] NamedBehind = ["公司", "集团", "那边", "那里", "这边", "方面", "那", "的人", ":", "说", "要", "来电", "嘅"];
    private static readonly string[] NamedBefore = ["客户", "拜访", "走访", "回访", "联系", "跟进", "到访", "约了", "@", "去了趟", "跑了趟"];

    private const string EndsBefore = "的那这说要在是和跟与有已也了把被给对今明昨上下嘅又还";
    private const string BeginsBehind = "跟和与给去到在对找约见是由把被了的同访陪请问向从替为帮让叫等催告";

    /// <param name="own">Whether a customer of the speaker's is called so.</param>
    public static bool LikeCustomer(FlatText flat, int from, int to, bool own)
    {
        var (start, end) = (flat.StartOf(from), flat.EndOf(to));
        var letters = flat.Letters.AsSpan(from, to - from);
        return letters.ContainsAnyInRange('\u3400', '\u9FFF') ? LikeHan(flat, letters, start, end, own, from, to) : LikeLatin(flat, from, to, own);
    }

    /// <summary>Whether the words around say that this is a company.</summary>
    public static bool Stressed(FlatText flat, int from, int to)
    {
        var (start, end) = (flat.StartOf(from), flat.EndOf(to));
        var behind = flat.Folded.AsSpan(end).TrimStart(' ');
        foreach (var word in NamedBehind)
        {
            if (behind.StartsWith(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        if (behind.StartsWith("的"))
        {
            behind = behind[1..];
            if (PersonWords.TitleAt(behind) > 1)
            {
                return true;
            }
        }

        if (PersonWords.SurnameAt(behind) is > 0 and var surname && PersonWords.TitleAt(behind[surname..]) > 0)
        {
            return true;
        }

        var before = flat.Folded.AsSpan(0, start).TrimEnd(' ');
        return Array.Exists(NamedBefore, w => flat.Folded.AsSpan(0, start).TrimEnd(' ').EndsWith(w, StringComparison.Ordinal)) && before.Length > 0;
    }

    /// <summary>Whether a capitalised word follows that makes the name of somebody else of it: "BlueSea Ventures".</summary>
    public static bool PartOfOtherName(FlatText flat, int to)
    {
        if (to >= flat.Letters.Length || flat.TokenAt(to) is var token && flat.LimitOf(token - 1) < flat.At(token + 1))
        {
            return false;
        }

        var next = flat.Tokens[flat.TokenAt(to)];
        return next.Kind == TokenKind.Word && char.IsUpper(flat.Text[next.Start]) && next.Length > 2 && !IsCapitals(flat.Text.AsSpan(next.Start, next.Length))
            && !EnglishWords.IsCommon(next.Text) && !LatinNames.IsGiven(next.Text);
    }

    public static bool StartsSentence(FlatText flat, int start)
    {
        var before = flat.Folded.AsSpan(0, start).TrimEnd(' ');
        return before.IsEmpty || before[^1] is '.' or '!' or '?' or '\n' or '\r' or '。' or ';' or ':' || (before[^1] == '-' && before.Length < start);
    }

    public static bool IsCapitals(ReadOnlySpan<char> word)
    {
        var upper = 0;
        foreach (var c in word)
        {
            if (char.IsLower(c))
            {
                return false;
            }

            upper += char.IsUpper(c) ? 1 : 0;
        }

        return upper >= 2;
    }

    private static bool LikeHan(FlatText flat, ReadOnlySpan<char> letters, int start, int end, bool own, int from, int to)
    {
        if (letters.Length > 2)
        {
            return !ChineseWords.Is(letters) || Stressed(flat, from, to);
        }

        var (before, behind) = (ChineseWords.CrossesBefore(flat.Folded, start), ChineseWords.CrossesBehind(flat.Folded, end));
        if (ChineseWords.GoesOn(flat.Folded, end) || (before && behind))
        {
            return false;
        }

        // A word over one end leaves no whole word at the other, unless that end is one where words end anyway.
        before &= end < flat.Folded.Length && Fold.IsHan(flat.Folded[end]) && !EndsBefore.Contains(flat.Folded[end], StringComparison.Ordinal);
        behind &= start > 0 && Fold.IsHan(flat.Folded[start - 1]) && !BeginsBehind.Contains(flat.Folded[start - 1], StringComparison.Ordinal);
        return ChineseWords.Is(letters) || before || (behind && !own) ? Stressed(flat, from, to) : true;
    }

    private static bool LikeLatin(FlatText flat, int from, int to, bool own)
    {
        var (first, last) = (flat.TokenAt(from), flat.TokenAt(to - 1));
        var (capitals, joined) = (true, false);
        for (var i = first; i <= last; i++)
        {
            if (!EnglishWords.IsCommon(flat.Tokens[i].Text))
            {
                return true;
            }

            capitals &= char.IsUpper(flat.Text[flat.Tokens[i].Start]) || char.IsDigit(flat.Text[flat.Tokens[i].Start]);
            joined = i > first;
        }

        var (start, end) = (flat.StartOf(from), flat.EndOf(to));
        var at = start > 0 && flat.Folded[start - 1] == '@';
        if (joined || at)
        {
            return capitals || at;
        }

        var word = flat.Text.AsSpan(start, end - start);
        if (IsCapitals(word))
        {
            return !flat.IsShouted || own || flat.Tokens.Count == 1;
        }

        if (!capitals || word.Length <= 2)
        {
            return false;
        }

        return !StartsSentence(flat, start) || SpeaksOrOwns(flat, end);
    }

    /// <summary>Behind a first word that is capitalised anyway: "Target wants", "Apple's", "Apple: ".</summary>
    private static bool SpeaksOrOwns(FlatText flat, int end)
    {
        var behind = flat.Folded.AsSpan(end);
        if (behind.StartsWith(":") || behind.StartsWith("'s ") || behind.StartsWith(" -"))
        {
            return true;
        }

        var word = behind.TrimStart(' ');
        var length = 0;
        while (length < word.Length && char.IsAsciiLetter(word[length]))
        {
            length++;
        }

        return word.Length < behind.Length && length > 3 && word[..length] is [.., not 's', 's'] or [.., 'e', 'd'];
    }
}
