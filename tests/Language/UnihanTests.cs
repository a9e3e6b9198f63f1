using CrmBot.Unihan.Bench;

namespace CrmBot.Language.Tests;

/// <summary>The committed tables are what the generator makes of Unihan; an excerpt of its files lies beside this test.</summary>
public sealed class UnihanTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Language", "Unihan");

    private static readonly Dictionary<string, string> Made = Tables
        .Of(File.ReadAllLines(Path.Combine(Folder, "Unihan_Readings.txt")), File.ReadAllLines(Path.Combine(Folder, "Unihan_Variants.txt")))
        .ToDictionary(t => t.Name, t => t.Text, StringComparer.Ordinal);

    [Fact]
    public void Readings_have_no_tones_and_the_usual_one_comes_first() => Assert.Equal(
        ["chang\t\t长", "chong\t\t重", "fa\t发發\t", "gan\t\t乾", "hang\t\t行", "hou\t后後\t", "lan\t蓝藍\t", "le\t乐\t", "lv\t绿\t", "qian\t乾\t", "qiu\t㐀\t", "xing\t行\t", "yue\t\t乐", "zhang\t长\t", "zhong\t重\t"],
        Rows("readings.txt"));

    [Fact]
    public void Traditional_characters_lead_to_the_first_other_character() => Assert.Equal(
        ["发\t發髮", "后\t後", "干\t乾", "开\t開", "蓝\t藍", "钟\t鍾"],
        Rows("variants.txt"));

    [Fact]
    public void The_tables_say_where_they_come_from_and_under_which_licence()
    {
        Assert.All(Made.Values, text => Assert.StartsWith("# Made by bench/Unihan from the Unihan database, Unicode 15.0.0", text, StringComparison.Ordinal));
        Assert.All(Made.Values, text => Assert.Contains("LICENCE.txt", text, StringComparison.Ordinal));
        Assert.Contains("UNICODE, INC. LICENSE AGREEMENT", File.ReadAllText(Path.Combine(Repository.Root, "src", "Language", "Unihan", "LICENCE.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_committed_tables_agree_with_the_excerpt()
    {
        foreach (var row in Rows("readings.txt").Select(r => r.Split('\t')))
        {
            Assert.All(row[1], c => Assert.Equal(row[0], Readings.Of(c)[0]));
            Assert.All(row[2], c => Assert.Contains(row[0], Readings.Of(c)[1..].ToArray()));
        }

        foreach (var row in Rows("variants.txt").Select(r => r.Split('\t')))
        {
            Assert.All(row[1], c => Assert.Equal(row[0][0], Script.Simplified(c)));
        }
    }

    [Theory]
    [InlineData('單', '单')] // by Unihan
    [InlineData('週', '周')] // by our own list
    [InlineData('薴', '苎')] // by two steps
    [InlineData('后', '后')]
    [InlineData('a', 'a')]
    public void Characters_are_compared_as_simplified_ones(char written, char compared) => Assert.Equal(compared, Script.Simplified(written));

    [Theory]
    [InlineData('单', "dan", "shan")]
    [InlineData('曾', "ceng", "zeng")]
    [InlineData('行', "xing", "hang")]
    [InlineData('厦', "sha", "xia")]
    [InlineData('晟', "cheng", "sheng")]
    [InlineData('蓝', "lan")]
    public void Characters_of_names_have_all_their_readings(char c, params string[] readings) => Assert.Equal(readings, Readings.Of(c).ToArray());

    [Fact]
    public void What_is_no_han_character_has_no_reading() => Assert.All("a1 ア𠮷", c => Assert.True(Readings.Of(c).IsEmpty));

    private static IEnumerable<string> Rows(string name) => Made[name].Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#');
}
