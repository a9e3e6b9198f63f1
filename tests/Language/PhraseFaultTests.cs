namespace CrmBot.Language.Tests;

public sealed class PhraseFaultTests : IDisposable
{
    private const string Other = """
        "en-US": { "patterns": ["never said"], "examples": ["never said"] }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("phrases");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_sound_folder_loads()
    {
        Write("ping", Concept("ping", "\"大声|轻声 说 {customer}\"", """{ "text": "大声说华东", "slots": { "customer": "华东" } }"""));

        Assert.Equal("ping", Phrasebook.Load(_folder.FullName).Understand("轻声说 华东").Intent);
    }

    [Fact]
    public void A_when_holds_only_a_time_and_ends_at_a_comma()
    {
        Write("ping", Concept(
            "ping",
            "\"我 {when} 休假 [由] {person} 代班\", \"休假 {when} {person} 代班\", \"推迟 {when}\", \"推迟 {customer}\"",
            """{ "text": "我22-26 Sep休假,陈佳代班", "slots": { "when": "22-26 Sep", "person": "陈佳" } }"""));
        var book = Phrasebook.Load(_folder.FullName);

        Assert.Equal("9月22日到26日", book.Understand("休假9月22日到26日,陈佳代班")["when"]);
        Assert.Equal("22:00-8:00", book.Understand("推迟22:00-8:00")["when"]);
        Assert.Equal("两天", book.Understand("推迟两天")["when"]);
        Assert.Equal("华东精密", book.Understand("推迟华东精密")["customer"]);
        Assert.Equal("unknown", book.Understand("我华东精密休假,陈佳代班").Intent);
    }

    [Fact]
    public void Phrases_that_are_known_are_not_proved_again_and_changed_ones_are()
    {
        Write("ping", Concept("ping", "\"呼叫 {customer}\"", """{ "text": "呼叫华东", "slots": { "customer": "华东" } }"""));
        var sound = Phrasebook.Load(_folder.FullName).Digest;
        Write("pong", Concept("pong", "\"呼叫 {customer}\"", """{ "text": "呼叫华东", "slots": { "customer": "华东" } }"""));
        var (_, faulty) = PhraseFolder.Read(_folder.FullName, []);

        Assert.NotEmpty(Assert.Throws<PhraseFaultException>(() => Phrasebook.Load(_folder.FullName, sound)).Faults);
        Assert.Equal("呼叫", Phrasebook.Load(_folder.FullName, faulty).Understand("呼叫华东").Why.Split(" · ")[^1].Split(' ')[0]);
    }

    [Fact]
    public void A_known_file_that_cannot_be_read_is_a_fault_all_the_same()
    {
        Write("ping", "{");
        var (_, digest) = PhraseFolder.Read(_folder.FullName, []);

        Assert.NotEmpty(Assert.Throws<PhraseFaultException>(() => Phrasebook.Load(_folder.FullName, digest)).Faults);
    }

    [Fact]
    public void A_missing_or_empty_folder_is_a_fault()
    {
        Assert.Single(Faults());
        Assert.Throws<PhraseFaultException>(() => Phrasebook.Load(Path.Combine(_folder.FullName, "absent")));
    }

    [Theory]
    [InlineData("查[客户", "a [ without its ]")]
    [InlineData("查]客户", "a ] without its [")]
    [InlineData("查{customer", "a { without its }")]
    [InlineData("查{colour}", "the slot {colour} is not known")]
    [InlineData("查|", "a | stands between two words")]
    [InlineData("查 | 找", "a | stands between two words")]
    [InlineData("查[]客户", "an alternative in brackets can be empty")]
    [InlineData("查[a|]客户", "an alternative in brackets can be empty")]
    [InlineData("[查]", "without any literal word")]
    [InlineData("[查]{customer}", "without any literal word")]
    [InlineData("查{customer}{person}", "two slots need a word between them")]
    [InlineData("查{customer}[的]{person}", "two slots need a word between them")]
    [InlineData("查{text}吧", "{text} must be last")]
    [InlineData("查，客户", "holds punctuation")]
    [InlineData("", "without any literal word")]
    public void A_pattern_outside_the_notation_is_a_fault(string pattern, string message)
    {
        Write("ping", Concept("ping", $"\"{pattern}\"", "\"查\""));

        var fault = Assert.Single(Faults());
        Assert.Equal(("ping.json", 4), (fault.File, fault.Line));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_that_means_something_else_is_a_fault_with_its_line()
    {
        Write("ping", Concept("ping", "\"查 {customer}\"", "\"再见\""));
        Write("pong", Concept("pong", "\"找 {customer}\"", """{ "text": "找华东", "slots": { "customer": "华" } }"""));

        var faults = Faults();
        Assert.Equal("ping.json(6): \"再见\" means unknown (no pattern matches)", faults[0].ToString());
        Assert.StartsWith("pong.json(6): \"找华东\" has the slots {customer=华东} instead of {customer=华}", faults[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_whose_fixed_values_differ_is_a_fault()
    {
        Write("ping", Concept("ping", """{ "pattern": "说中文", "set": { "lang": "zh" } }""", """{ "text": "说中文", "set": { "lang": "en" } }"""));

        Assert.Contains("has the values {lang=zh} instead of {lang=en}", Assert.Single(Faults()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("查{customer}", "查{person}")] // names look alike
    [InlineData("查[一下]客户", "查客户")]
    [InlineData("查|找 客户", "找[客户|公司]")]
    [InlineData("Find it", "find IT")]
    [InlineData("誰在跟", "谁在跟")]
    public void A_pattern_claimed_by_two_concepts_is_a_fault_of_the_second(string one, string other)
    {
        Write("ping", Concept("ping", $"\"{one}\"", "\"查\"").Replace("never", "ping", StringComparison.Ordinal));
        Write("pong", Concept("pong", $"\"{other}\"", "\"查\""));

        var fault = Assert.Single(Faults());
        Assert.Equal(("pong.json", 4), (fault.File, fault.Line));
        Assert.Contains("ping.json(4)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_concept_may_say_a_thing_twice_but_not_with_two_meanings()
    {
        Write("ping", Concept("ping", "\"查[一下]客户\", \"查客户\"", "\"查客户\""));
        Phrasebook.Load(_folder.FullName);

        Write("ping", Concept("ping", """ "查客户", { "pattern": "查客户", "set": { "owner": "me" } } """, "\"查客户\""));
        Assert.Contains("claims \"查 客 户\"", Assert.Single(Faults()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_every_file_is_listed_with_its_line()
    {
        Write("ping", """
            {
              "concept": "pong",
              "colour": [1, { "deep": 2 }],
              "zh-CN": {
                "patterns": ["查", 7, { "pattern": "找", "set": {} }],
                "examples": []
              },
              "zh-CN": "查"
            }
            """);
        Write("broken", "{\n  \"concept\": \"broken\",\n  oops\n}");

        Assert.Equal(
            [
                "broken.json(3)", "ping.json(1)", "ping.json(1)", "ping.json(3)", "ping.json(4)", "ping.json(5)", "ping.json(5)", "ping.json(8)", "ping.json(8)", "ping.json(8)",
            ],
            Faults().Select(f => $"{f.File}({f.Line})"));
    }

    private static string Concept(string name, string patterns, string examples) =>
        "{\n\"concept\": \"" + name + "\",\n\"zh-CN\": { \"patterns\": [\n" + patterns + "], \"examples\": [\n\n" + examples + "] },\n"
        + Other.Replace("never", name == "ping" ? "never" : "nor " + name, StringComparison.Ordinal) + "\n}";

    private void Write(string name, string json) => File.WriteAllText(Path.Combine(_folder.FullName, name + ".json"), json);

    private IReadOnlyList<PhraseFault> Faults() =>
        Assert.Throws<PhraseFaultException>(() => Phrasebook.Load(_folder.FullName)).Faults;
}
