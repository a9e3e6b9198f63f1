namespace CrmBot.Language;

internal enum PersonForm
{
    /// <summary>Han characters that a known person is called by as a whole.</summary>
    Whole,

    /// <summary>A Chinese surname and a title.</summary>
    Titled,

    /// <summary>老 or 小 and a surname.</summary>
    Familiar,

    /// <summary>What somebody is, without a name.</summary>
    Role,

    /// <summary>Latin words, with or without Mr or Dr before them.</summary>
    Latin,
}

/// <summary>A stretch of a text, flat, that may name a person.</summary>
/// <param name="Name">Folded; without Mr or Dr.</param>
/// <param name="Surname">Of Han characters where the form has one; a Latin last name where it was said to be one.</param>
/// <param name="IsSomebody">Whether it is a person even when nobody knows one of that name.</param>
internal sealed record PersonSpot(int From, int To, PersonForm Form, string Name, string Surname, bool IsSomebody)
{
    public int Length => To - From;
}

/// <summary>Where a text may name people, by what Chinese calls them.</summary>
internal static class PersonSpots
{
    private const string BeforePerson = "跟和与同给找请让叫约见是由问对带拉等陪派换向被了务购台术库任售理计机长员师管事们边家部";
    private const string Verbs = "说讲想要问提催嫌觉认担希找给把来发打回约在也已今昨刚对跟和是";
    private const int LongestRole = 4;

    /// <param name="customers">Where customers end, a person may begin.</param>
    public static IEnumerable<PersonSpot> Han(FlatText flat, SpotMap customers)
    {
        var letters = flat.Letters;
        for (var token = 0; token < flat.Tokens.Count; token++)
        {
            if (flat.Tokens[token].Kind != TokenKind.Han)
            {
                continue;
            }

            var at = flat.At(token);
            var run = letters.AsSpan(at, flat.LimitOf(token) - at);
            if (Titled(flat, at, run, customers) is { } titled)
            {
                yield return titled;
            }
            else if (Familiar(flat, at, run, customers) is { } familiar)
            {
                yield return familiar;
            }
            else if (Introduced(flat, at, run, customers) is { } introduced)
            {
                yield return introduced;
            }
            else
            {
                for (var length = Math.Min(LongestRole, run.Length); length > 1; length--)
                {
                    if (PersonWords.IsRole(run[..length].ToString()))
                    {
                        yield return new PersonSpot(at, at + length, PersonForm.Role, run[..length].ToString(), "", false);
                        break;
                    }
                }
            }
        }
    }

    private static PersonSpot? Titled(FlatText flat, int at, ReadOnlySpan<char> run, SpotMap customers)
    {
        var surname = PersonWords.SurnameAt(run);
        if (surname == 0 || PersonWords.TitleAt(run[surname..]) is not (> 0 and var title))
        {
            return null;
        }

        var name = run[..(surname + title)].ToString();
        var before = !customers.EndsAt(at) && ChineseWords.CrossesBefore(flat.Folded, flat.StartOf(at));
        return before || ChineseWords.Is(name) ? null : new PersonSpot(at, at + name.Length, PersonForm.Titled, name, name[..surname], true);
    }

    /// <summary>采购经理叫梁燕, 蓝海科技方婷想知道: a whole name behind who calls so, or behind the company, where a verb or a stop follows.</summary>
    private static PersonSpot? Introduced(FlatText flat, int at, ReadOnlySpan<char> run, SpotMap customers)
    {
        var start = flat.StartOf(at);
        var called = start > 0 && flat.Folded[start - 1] is '叫';
        if (!called && !(customers.EndsAt(at) && at > 0))
        {
            return null;
        }

        for (var length = Math.Min(3, run.Length); length > 1; length--)
        {
            var name = run[..length];
            var end = flat.EndOf(at + length);
            var ends = end == flat.Folded.Length || !Fold.IsHan(flat.Folded[end]) || Verbs.Contains(flat.Folded[end], StringComparison.Ordinal);
            if (ends && PersonWords.IsWholeName(name) && !ChineseWords.Is(name) && !ChineseWords.Is(name[1..]) && !ChineseWords.Is(name[..2]) && !Verbs.Contains(name[^1], StringComparison.Ordinal)
                && !ChineseWords.CrossesBehind(flat.Folded, end))
            {
                return new PersonSpot(at, at + length, PersonForm.Whole, name.ToString(), "", called || length == 3 || end < flat.Folded.Length);
            }
        }

        return null;
    }

    private static PersonSpot? Familiar(FlatText flat, int at, ReadOnlySpan<char> run, SpotMap customers)
    {
        if (run.Length < 2 || run[0] is not ('老' or '小') || !PersonWords.IsSurname(run[1]) || ChineseWords.Is(run[..2]))
        {
            return null;
        }

        var start = flat.StartOf(at);
        if (run.Length > 2 && ChineseWords.Is(run[1..3]) && flat.EndOf(at + 2) == flat.StartOf(at + 2))
        {
            return null;
        }

        return ChineseWords.CrossesBefore(flat.Folded, start) ? null
            : new PersonSpot(at, at + 2, PersonForm.Familiar, run[..2].ToString(), run[1..2].ToString(), customers.EndsAt(at) || Opens(flat, at) || flat.Folded[start - 1] == '的');
    }

    /// <summary>Whether somebody can be spoken of from here on: not "my" boss, and not the boss "of" somebody.</summary>
    public static bool Opens(FlatText flat, int at)
    {
        var start = flat.StartOf(at);
        return start == 0 || !Fold.IsHan(flat.Folded[start - 1]) || BeforePerson.Contains(flat.Folded[start - 1], StringComparison.Ordinal);
    }
}
