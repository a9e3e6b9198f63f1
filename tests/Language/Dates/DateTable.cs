using System.Globalization;
using System.Text;

namespace CrmBot.Language.Tests;

/// <summary>A row of <c>phrases.tsv</c>: what is said, when and where, and what it means.</summary>
internal sealed record DateRow(int Line, string Phrase, DateTimeOffset Now, string Zone, string Region, bool Past, string Expected, string Reason)
{
    public DateContext Context => new(Now, Zone, Region, Past);
}

internal static class DateTable
{
    public static IReadOnlyList<DateRow> Rows { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Language", "Dates", "phrases.tsv"))
            .Select((text, i) => (Line: i + 1, Cells: text.Split('\t')))
            .Where(row => row.Cells.Length == 7 && row.Cells[0][0] != '#')
            .Select(row => new DateRow(
                row.Line, row.Cells[0], DateTimeOffset.Parse(row.Cells[1], CultureInfo.InvariantCulture), row.Cells[2], row.Cells[3], row.Cells[4] == "past", row.Cells[5], row.Cells[6])),
    ];

    /// <summary>Finds in the notation of the table, divided by " ; "; "-" for none.</summary>
    public static string Written(IReadOnlyList<DateFind> finds) => finds.Count == 0 ? "-" : string.Join(" ; ", finds.Select(Written));

    private static string Written(DateFind find)
    {
        var text = new StringBuilder(find.Bound switch { DateBound.By => "<=", DateBound.From => ">=", DateBound.Until => "->", _ => "" });
        text.Append(find.HasDay ? "" : "@").Append(Day(find.Day));
        text.Append(find.Time is { } time ? $" {time:HH\\:mm}" : find.Part is { } part ? $" {part.ToString().ToLowerInvariant()}" : "");
        text.Append(find.Until is { } until ? ".." + Day(until) : find.UntilTime is { } end ? $"..{end:HH\\:mm}" : "");
        text.Append(find.Other is { } other ? " or " + Day(other) : "");
        return text.Append(find.OnHoliday ? " holiday" : "").Append(find.OnWeekend ? " weekend" : "").ToString();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
