using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmBot.Domain;

/// <summary>Why what was typed into a field cannot be kept.</summary>
public enum FieldWrong
{
    /// <summary>Nothing, and it is required.</summary>
    Missing,

    /// <summary>Nothing is chosen, and it is required; or what is chosen is not offered any more.</summary>
    NoChoice,
    TooLong,
    NoNumber,
    NoDay,
}

/// <summary>
/// What was typed into a field, as it is kept: a text as written, a choice by its id, a number with a point for decimals, a day as
/// <c>yyyy-MM-dd</c>. The same in every language and on every machine.
/// </summary>
public static partial class FieldValues
{
    /// <summary>In UTF-16 units.</summary>
    public const int LongestText = 200;

    /// <param name="typed">What came of the form; null or empty for nothing.</param>
    /// <param name="stored">What the record holds: a choice that is not offered any more may stay. Null for a new record.</param>
    /// <returns>Both null for nothing typed into a field that is not required.</returns>
    public static (string? Value, FieldWrong? Wrong) Read(FieldDefinition field, string? typed, string? stored = null)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return (null, !field.Required ? null : field.Kind == FieldKind.Choice ? FieldWrong.NoChoice : FieldWrong.Missing);
        }

        var said = typed.Trim();
        return field.Kind switch
        {
            FieldKind.Choice => field.Choices.FirstOrDefault(c => c.Id == said && (!c.Retired || c.Id == stored)) is { } choice ? (choice.Id, null) : (null, FieldWrong.NoChoice),
            FieldKind.Number => Number(said) is { } number ? (Text(number), null) : (null, FieldWrong.NoNumber),
            FieldKind.Date => Day(said) is { } day ? (Text(day), null) : (null, FieldWrong.NoDay),
            _ => said.Length > LongestText ? (null, FieldWrong.TooLong) : (said, null),
        };
    }

    /// <summary>A number with a point for decimals; commas may stand before each three digits. Null for all else.</summary>
    public static decimal? Number(string said)
    {
        var text = said.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
        return Written().IsMatch(text) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    public static string Text(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>A day as the form's own inputs send it: <c>yyyy-MM-dd</c>. Null for all else.</summary>
    public static DateOnly? Day(string said) =>
        DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The free texts among the values, for whoever looks for words.</summary>
    public static IEnumerable<string> Texts(IReadOnlyDictionary<string, string>? values) => values?.Values ?? [];

    /// <summary>The same with every value as <paramref name="change"/> makes it; itself when that changes none.</summary>
    public static IReadOnlyDictionary<string, string>? WithTexts(IReadOnlyDictionary<string, string>? values, Func<string, string> change)
    {
        var now = values?.ToDictionary(v => v.Key, v => change(v.Value), StringComparer.Ordinal);
        return now is null || now.All(v => values![v.Key] == v.Value) ? values : now;
    }

    [GeneratedRegex(@"^-?(\d{1,3}(,\d{3})+|\d{1,20})(\.\d{1,8})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Written();
}
