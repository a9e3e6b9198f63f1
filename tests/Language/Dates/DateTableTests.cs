namespace CrmBot.Language.Tests;

public sealed class DateTableTests
{
    [Fact]
    public void Every_row_of_the_table_is_read_as_it_says()
    {
        var wrong = DateTable.Rows
            .Select(row => (Row: row, Got: DateTable.Written(DateReader.Find(row.Phrase, row.Context))))
            .Where(r => r.Got != r.Row.Expected)
            .Select(r => $"line {r.Row.Line}: {r.Row.Phrase} ({r.Row.Now:yyyy-MM-dd HH:mm} {r.Row.Zone}) is {r.Got}, not {r.Row.Expected}: {r.Row.Reason}")
            .ToList();

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {DateTable.Rows.Count}\n{string.Join('\n', wrong)}");
    }
}
