namespace CrmBot.Language.Tests;

public sealed class ExampleTests
{
    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in Repository.Book.Files)
        {
            foreach (var example in file.Languages.SelectMany(l => l.Examples))
            {
                rows.Add(file.Name, example.Text);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_example_means_its_concept_with_its_slots(string concept, string text)
    {
        var example = Repository.Book.Files.Single(f => f.Name == concept).Languages.SelectMany(l => l.Examples).First(e => e.Text == text);

        Assert.Null(PhraseExamples.Differs(Repository.Book.Understand(text), concept, example));
    }
}
