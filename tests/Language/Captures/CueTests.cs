using System.Text.Json;
using CrmBot.Domain;

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

    /// <summary>What the rules ask for by name; a code that none of them knows would never be heard, or break the reading.</summary>
    private static readonly Dictionary<string, string[]> Codes = new(StringComparer.Ordinal)
    {
        ["action"] = ["Pay", "Answer", "Do"],
        ["asking"] = ["AsksUs", "Lets", "Must"],
        ["care"] = ["Care", "Cold"],
        ["channel"] = Enum.GetNames<Channel>(),
        ["competitor"] = ["lead", "before", "than"],
        ["complaint"] = ["Complaint"],
        ["contacts"] = ["Leaves", "After", "Before", "By"],
        ["escalate"] = ["Escalate"],
        ["moment"] = Enum.GetNames<MomentKind>(),
        ["need"] = ["want"],
        ["objection"] = Enum.GetNames<ObjectionCategory>(),
        ["outcome"] = Enum.GetNames<Outcome>(),
        ["question"] = ["Asks", "Commands", "Orders"],
        ["quiet"] = ["Quiet"],
        ["referral"] = ["lead"],
        ["resolved"] = ["Resolved"],
        ["sentiment"] = Enum.GetNames<Sentiment>(),
        ["status"] = Enum.GetNames<Status>(),
        ["subject"] = ["Us", "Them"],
    };

    [Fact]
    public void Every_file_and_code_is_one_that_the_rules_know()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Phrases, "captures"), "*.json");
        Assert.Equal(Codes.Keys.Order(StringComparer.Ordinal), files.Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal));
        foreach (var path in files)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var codes = json.RootElement.GetProperty("cues").EnumerateArray().Select(c => c.GetProperty("is").GetString()!).Where(c => c != "-");
            Assert.Empty(codes.Except(Codes[Path.GetFileNameWithoutExtension(path)], StringComparer.Ordinal));
        }
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
