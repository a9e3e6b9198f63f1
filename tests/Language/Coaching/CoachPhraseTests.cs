using System.Text.Json;

namespace CrmBot.Language.Tests;

/// <summary>The words of <c>phrases/coach</c>: each entry is understood as what it is listed as, in its own examples.</summary>
public sealed class CoachPhraseTests
{
    public static TheoryData<string, string, string, string> Entries()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Phrases, "coach"), "*.json").Order(StringComparer.Ordinal))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var (cue, entry) in json.RootElement.EnumerateObject().SelectMany(g => g.Value.EnumerateArray().Select(e => (g.Name, e))))
            {
                foreach (var example in entry.GetProperty("examples").EnumerateArray())
                {
                    data.Add(Path.GetFileName(file), cue, entry.GetProperty("words").GetString()!, example.GetString()!);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_example_is_read_as_what_it_is_listed_as(string file, string cue, string words, string example)
    {
        var folded = string.Concat(example.Select(Fold.Char));
        var clauses = ClauseReader.Read(folded, example, DateReader.Find(example, SummaryRows.Wednesday));
        var marks = clauses.SelectMany(c => c.Marks).Where(m => (m.Cues & Enum.Parse<Cue>(cue, ignoreCase: true)) != Cue.None).Select(m => folded[m.Start..m.End]);

        Assert.True(
            marks.Any(m => words.Split('|').Any(w => m.StartsWith(string.Concat(w.Select(Fold.Char)), StringComparison.Ordinal))),
            $"{file}: nothing of \"{example}\" is read as {cue} by one of these words");
    }

    [Fact]
    public void Every_file_of_the_folder_is_read()
    {
        var known = Enum.GetNames<Cue>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Phrases, "coach"), "*.json"))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var group = json.RootElement.EnumerateObject().First();
            var word = group.Value[0].GetProperty("words").GetString()!.Split('|')[0];

            Assert.All(json.RootElement.EnumerateObject(), g => Assert.Contains(g.Name, known));
            Assert.True(CoachWords.Shipped.Longest(string.Concat(word.Select(Fold.Char)), 0, out _) > 0, $"{file} does not ship with the build");
        }
    }

    [Fact]
    public void No_word_stands_twice_for_the_same()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Phrases, "coach"), "*.json"))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var group in json.RootElement.EnumerateObject())
            {
                var words = group.Value.EnumerateArray().SelectMany(e => e.GetProperty("words").GetString()!.Split('|')).ToList();
                Assert.Empty(words.GroupBy(w => w, StringComparer.Ordinal).Where(g => g.Count() > 1 || g.Key.Trim() != g.Key || g.Key.Length == 0).Select(g => $"{group.Name}: {g.Key}"));
            }
        }
    }
}
