using System.Text.Json;

namespace CrmBot.Language.Tests;

/// <summary>Every example in <c>phrases/captures/</c> holds the words of its own entry.</summary>
public sealed class CueTests
{
    public static TheoryData<string, string, string> Examples()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var path in Directory.GetFiles(Path.Combine(Repository.Phrases, "captures"), "*.json").Order(StringComparer.Ordinal))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var cue in json.RootElement.GetProperty("cues").EnumerateArray())
            {
                foreach (var example in cue.GetProperty("examples").EnumerateArray())
                {
                    data.Add(Path.GetFileNameWithoutExtension(path), cue.GetProperty("is").GetString()!, example.GetString()!);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_says_what_its_entry_is(string field, string code, string example) =>
        Assert.Contains(CueBook.Shipped.Find(Token.Split(example)).GetValueOrDefault(field, []), c => c.Is == code);

    [Fact]
    public void Every_entry_that_tells_something_has_an_example()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Repository.Phrases, "captures"), "*.json"))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var cue in json.RootElement.GetProperty("cues").EnumerateArray().Where(c => c.GetProperty("is").GetString() != "-"))
            {
                Assert.True(cue.GetProperty("examples").GetArrayLength() > 0, $"{Path.GetFileName(path)} {cue.GetProperty("is")}");
            }
        }
    }
}
