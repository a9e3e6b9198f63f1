using System.Text.RegularExpressions;
using CrmBot.Language;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>What the bot proposes to say is understood when somebody says it.</summary>
public sealed partial class SuggestionTests
{
    private static readonly Phrasebook Phrases = Phrasebook.Load(Path.Combine(Shelf.Root, "phrases"));
    private static readonly CardFolder Folder = CardFolder.Load(Path.Combine(Shelf.Root, "cards"));

    public static TheoryData<string, string> Languages { get; } = new()
    {
        { "zh-CN", "华东精密" },
        { "en-US", "Contoso" },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_suggestion_is_a_sentence_that_is_understood(string language, string name)
    {
        var said = Sentences(language, name).ToList();
        Assert.True(said.Count > 20, "the suggestions are found");
        Assert.Empty(said.Where(s => !IsUnderstood(s.Sentence)).Select(s => $"cards/{s.Capability}/text.{language}.json: {s.Key} says '{s.Sentence}'"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_suggestion_that_nobody_understands_is_found(string language, string name) =>
        Assert.False(IsUnderstood(language == "zh-CN" ? $"{name}的天线是绿的吗我觉得" : $"the antenna of {name} seems green"));

    /// <summary>Suggestions are the words whose key ends in "Say" or begins with "say"; several stand with a dot between them.</summary>
    private static IEnumerable<(string Capability, string Key, string Sentence)> Sentences(string language, string name) =>
        from capability in Folder.Cards.Capabilities
        from text in Folder.Texts(capability, language)
        where Key().IsMatch(text.Key)
        from sentence in text.Value.Split('·', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select (capability, text.Key, Hole().Replace(sentence, hole => Filled(hole.Value, language, name)));

    private static string Filled(string hole, string language, string name) => hole switch
    {
        "{day}" => "2025-09-15",
        "{what}" => language == "zh-CN" ? "给老马回电话" : "call Sarah",
        "{customer}" => name,
        _ => language == "zh-CN" ? "陈佳" : "Grace",
    };

    private static bool IsUnderstood(string sentence) =>
        Phrases.Understand(sentence).Intent is not (Meaning.Unknown or "out_of_scope" or "smalltalk");

    [GeneratedRegex("Say$|^say[A-Z]")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{[A-Za-z]+\}|\[[^\]]+\]")]
    private static partial Regex Hole();
}
