using System.Globalization;
using System.Text.RegularExpressions;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Fields;

/// <summary>How a value is compared with the one that is asked for.</summary>
internal enum FieldHow { Is, Over, AtLeast, Under, AtMost }

/// <summary>A field of the company's own with what somebody asks for in it.</summary>
/// <param name="Said">What stands for the value, as written.</param>
internal sealed record FieldSought(FieldDefinition Field, FieldHow How, string Said)
{
    /// <summary>As it is kept, of a text what it is to hold; null where nothing of the field's kind was said.</summary>
    /// <param name="day">Reads a day in words.</param>
    public string? Value(Func<string, DateOnly?> day) => Field.Kind switch
    {
        FieldKind.Choice => FieldsSought.Choice(Field, Said)?.Id,
        FieldKind.Number => FieldsSought.Number(Said) is { } number ? FieldValues.Text(number) : null,
        FieldKind.Date => (FieldValues.Day(Said) ?? day(Said)) is { } known ? FieldValues.Text(known) : null,
        _ => Said.Length > 0 ? Said : null,
    };

    /// <summary>Whether what is kept of a customer is what is asked for.</summary>
    /// <param name="value">See <see cref="Value"/>.</param>
    public bool Fits(string kept, string value) => Field.Kind switch
    {
        FieldKind.Number => Holds((FieldValues.Number(kept) ?? 0).CompareTo(FieldValues.Number(value) ?? 0)),
        FieldKind.Date => Holds(string.CompareOrdinal(kept, value)),
        FieldKind.Choice => kept == value,
        _ => FieldDefinition.Fold(kept).Contains(FieldDefinition.Fold(value), StringComparison.Ordinal),
    };

    private bool Holds(int compared) => How switch
    {
        FieldHow.Over => compared > 0,
        FieldHow.AtLeast => compared >= 0,
        FieldHow.Under => compared < 0,
        FieldHow.AtMost => compared <= 0,
        _ => compared == 0,
    };
}

/// <summary>Which field a sentence asks for, by the name that an administrator gave it, in either language.</summary>
internal static partial class FieldsSought
{
    private static readonly (FieldHow How, string Words)[] Ways =
    [
        (FieldHow.AtLeast, "不低于|不少于|不早于|大于等于|至少|>=|≥|at least|from|since"), (FieldHow.AtMost, "不高于|不超过|不多于|不晚于|小于等于|至多|最多|<=|≤|at most|until|up to"),
        (FieldHow.Over, "大于|高于|超过|多于|晚于|>|is over|over|is above|above|more than|is after|after"),
        (FieldHow.Under, "小于|低于|少于|不到|早于|<|is under|under|is below|below|less than|is before|before"),
        (FieldHow.Is, "等于|是|为|叫|:|：|=|＝|equals|is|of"),
    ];

    /// <summary>Null where the text names no field, or nothing behind it says what is asked for.</summary>
    /// <param name="text">What stands for field and value: <c>区域是华东</c>, <c>华东区域</c>, <c>Region = East</c>, <c>budget over 20000</c>.</param>
    public static FieldSought? Of(FieldBook book, string text)
    {
        text = Opening().Replace(text.Trim(), "");
        var folded = SameName.Folded(text);
        foreach (var (field, name) in book.All.OrderBy(f => f.Retired).SelectMany(f => new[] { f.Chinese, f.English }.Select(n => (f, n))).Where(n => n.n.Length > 0).OrderByDescending(n => n.n.Length))
        {
            var its = SameName.Folded(name);
            if (folded.StartsWith(its, StringComparison.Ordinal) && Behind(field, text[its.Length..]) is { } asked)
            {
                return asked;
            }

            if (folded.EndsWith(its, StringComparison.Ordinal) && Choice(field, text[..^its.Length]) is { } choice)
            {
                return new FieldSought(field, FieldHow.Is, choice.Chinese);
            }
        }

        return null;
    }

    /// <summary>Null for what is none of its choices.</summary>
    public static FieldChoice? Choice(FieldDefinition field, string said) =>
        FieldChoice.Fold(SameName.Folded(said)) is { Length: > 0 } key
            ? field.Choices.FirstOrDefault(c => new[] { c.Chinese, c.English }.Any(n => FieldChoice.Fold(SameName.Folded(n)) == key))
            : null;

    /// <summary>A number as people write it: 1,200.50, 120万, 20k.</summary>
    public static decimal? Number(string said)
    {
        var match = Written().Match(said.Trim());
        if (!match.Success || FieldValues.Number(match.Groups["n"].Value) is not { } number)
        {
            return null;
        }

        return number * match.Groups["u"].Value.ToLower(CultureInfo.InvariantCulture) switch { "万" or "萬" => 10_000, "亿" or "億" => 100_000_000, "k" => 1_000, "m" => 1_000_000, _ => 1 };
    }

    private static FieldSought? Behind(FieldDefinition field, string rest)
    {
        foreach (var (how, words) in Ways)
        {
            foreach (var word in words.Split('|').OrderByDescending(w => w.Length))
            {
                var at = SameName.Folded(rest).TrimStart();
                var whole = !char.IsAsciiLetter(word[^1]) || at.Length == word.Length || (at.Length > word.Length && !char.IsAsciiLetterOrDigit(at[word.Length]));
                if (whole && at.StartsWith(word, StringComparison.OrdinalIgnoreCase) && rest.TrimStart()[word.Length..].Trim() is { Length: > 0 } said)
                {
                    return new FieldSought(field, how, Quotes().Replace(said, ""));
                }
            }
        }

        // Without a word between them only what certainly is a value of the field.
        return rest.Trim() is { Length: > 0 } bare && Choice(field, bare) is not null ? new FieldSought(field, FieldHow.Is, bare) : null;
    }

    [GeneratedRegex(@"^(的|其|the\s+|a\s+|an\s+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Opening();

    [GeneratedRegex("^[\"'“”「『]|[\"'“”」』]$", RegexOptions.None, 1000)]
    private static partial Regex Quotes();

    [GeneratedRegex(@"^(?<n>-?[\d,]+(\.\d+)?)\s*(?<u>[万萬亿億kKmM]?)\p{L}{0,3}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
