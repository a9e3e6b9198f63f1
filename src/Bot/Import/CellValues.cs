using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmBot.Bot.Import;

/// <summary>Days, times and amounts as people write them in tables, where only one reading is possible.</summary>
internal static partial class CellValues
{
    private static readonly char[] Separators = [';', ';', '、', '|', '\n'];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Moment(DateTime local) => local.ToString(local.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : local.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Amount(decimal amount) => amount.ToString("0.############################", CultureInfo.InvariantCulture);

    public static string List(IEnumerable<string> items) => string.Join("; ", items);

    /// <summary>Parts of a list; a comma is no separator, for names of companies have some.</summary>
    public static IReadOnlyList<string> List(string cell) =>
        [.. cell.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>A day with or without a time, year first. Null for all else: 9/10/2025 is two days.</summary>
    public static (DateOnly Day, TimeOnly? Time)? Moment(string cell)
    {
        if (Written().Match(cell.Normalize(NormalizationForm.FormKC)) is not { Success: true } said
            || !DateOnly.TryParseExact($"{Number(said, "y"):D4}-{Number(said, "m"):D2}-{Number(said, "d"):D2}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return null;
        }

        if (!said.Groups["h"].Success)
        {
            return (day, null);
        }

        var (hour, minute, second) = (Number(said, "h"), Number(said, "min"), said.Groups["s"].Success ? Number(said, "s") : 0);
        return hour < 24 && minute < 60 && second < 60 ? (day, new TimeOnly(hour, minute, second)) : null;
    }

    /// <summary>An amount with a point for decimals; commas may stand before each three digits. Null for all else.</summary>
    public static decimal? Amount(string cell)
    {
        var text = cell.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
        return Money().IsMatch(text) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;
    }

    private static int Number(Match said, string part) => int.Parse(said.Groups[part].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<y>\d{4})([-/.]|年)(?<m>\d{1,2})([-/.]|月)(?<d>\d{1,2})日?(( |T)+(?<h>\d{1,2}):(?<min>\d{2})(:(?<s>\d{2})(\.\d+)?)?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Written();

    [GeneratedRegex(@"^-?(\d{1,3}(,\d{3})+|\d{1,20})(\.\d{1,8})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Money();
}
