namespace CrmBot.Language.Tests;

/// <summary>Sentences and who is named in them, in <c>names.tsv</c>.</summary>
public sealed class NameTableTests
{
    public static TheoryData<int, string, string, string, string> Rows()
    {
        var rows = new TheoryData<int, string, string, string, string>();
        foreach (var (number, line) in File.ReadLines(Path.Combine(Repository.Root, "tests", "Language", "Captures", "names.tsv")).Index())
        {
            if (line.Split('\t') is [var speaker, var text, var customer, var people] && line[0] != '#')
            {
                rows.Add(number + 1, speaker, text.Replace("\\n", "\n", StringComparison.Ordinal), customer, people);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_sentence_names_who_stands_in_the_table(int line, string speaker, string text, string customer, string people)
    {
        var read = NameSpotter.Read(text, NameWorld.Of(speaker));

        Assert.Equal($"{line}: {customer} | {people}", $"{line}: {Customer(read.Customer)} | {People(text, read.Mentions)}");
    }

    [Fact]
    public void The_table_is_as_long_as_it_was_agreed() => Assert.InRange(Rows().Count, 120, int.MaxValue);

    private static string Customer(CustomerRead read) => read.Ids switch
    {
        [] => "-",
        [var only] => only + (read.Guessed ? "?" : "") + (read.Others.Count > 0 ? "+" + string.Join(',', read.Others) : ""),
        var several => "ASK:" + string.Join(',', several.Order(StringComparer.Ordinal)),
    };

    private static string People(string text, IReadOnlyList<NameMention> mentions)
    {
        var people = mentions.Where(m => m.Kind != NameKind.Customer)
            .Select(m => $"{(m.Kind == NameKind.Contact ? 'c' : 'w')}:{text[m.Start..m.End]}={string.Join(',', m.Hits.Select(h => h.Id).Order(StringComparer.Ordinal))}")
            .ToList();
        return people.Count == 0 ? "-" : string.Join(';', people);
    }
}
