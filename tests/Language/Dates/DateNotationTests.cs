using System.Text.Json;

namespace CrmBot.Language.Tests;

public sealed class DateNotationTests
{
    private static readonly Dictionary<string, string[]> Parts = new(StringComparer.Ordinal) { ["length"] = ["{num} [个] {unit}", "半 天"] };

    [Theory]
    [InlineData("在 {day}", "在 {day}")]
    [InlineData("on|at {day}", "on {day}; at {day}")]
    [InlineData("[the] {day}", "the {day}; {day}")]
    [InlineData("[in the|at] {part}", "in the {part}; at {part}; {part}")]
    [InlineData("过 <length>", "过 {num} 个 {unit}; 过 {num} {unit}; 过 半 天")]
    [InlineData("{num|ord} {unit=week|month}", "{num|ord} {unit=week|month}")]
    public void A_form_is_said_in_these_ways(string form, string ways)
    {
        IEnumerable<string> said = [""];
        foreach (var step in FormNotation.Read(form, Parts))
        {
            said = said.SelectMany(before => step.Select(way => $"{before} {string.Join(' ', way)}".Trim())).ToList();
        }

        Assert.Equal(ways.Split("; "), said);
    }

    [Theory]
    [InlineData("[在 {day}")]
    [InlineData("<nothing>")]
    [InlineData("{colour}")]
    [InlineData("{day")]
    [InlineData("{unit=lightyear}")]
    public void A_form_outside_the_notation_is_refused(string form)
    {
        using var file = JsonDocument.Parse(JsonSerializer.Serialize(new { parts = Parts, forms = new Dictionary<string, string[]> { ["day"] = [form] } }));
        using var words = JsonDocument.Parse("""{ "day": { "0": "今天" }, "unit": { "week": "周" } }""");

        Assert.Throws<InvalidDataException>(() => new DateForms(file.RootElement, new DateWords(words.RootElement, [])));
    }

    [Fact]
    public void Every_rule_is_named_by_a_form()
    {
        using var forms = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Phrases, "dates", "forms.json")));
        Assert.Empty(DateGrammar.Shipped.RuleNames.Except(forms.RootElement.GetProperty("forms").EnumerateObject().Select(f => f.Name)));
    }

    [Fact]
    public void Every_feast_is_a_day_of_every_year_that_the_lunar_calendar_knows()
    {
        var feasts = new Feasts(DateGrammar.File("feasts"));
        var names = feasts.Names.ToList();
        for (var year = 1902; year <= 2100; year++)
        {
            // 腊八 of a lunar year can be the last day of the solar year before.
            Assert.All(names, name => Assert.InRange(feasts.Day(names.IndexOf(name), year, "US")!.Value.Year, year - 1, year));
        }
    }

    [Theory]
    [InlineData("qingming", 2024, "2024-04-04")]
    [InlineData("qingming", 2027, "2027-04-05")]
    [InlineData("winter-solstice", 2025, "2025-12-21")]
    [InlineData("winter-solstice", 2026, "2026-12-22")]
    [InlineData("easter", 2024, "2024-03-31")]
    [InlineData("easter", 2025, "2025-04-20")]
    [InlineData("easter", 2026, "2026-04-05")]
    [InlineData("easter", 2027, "2027-03-28")]
    [InlineData("thanksgiving", 2027, "2027-11-25")]
    [InlineData("mid-autumn", 2024, "2024-09-17")]
    [InlineData("spring-eve", 2025, "2025-01-28")]
    [InlineData("spring-eve", 2026, "2026-02-16")]
    public void A_feast_is_on_its_day(string feast, int year, string day)
    {
        var feasts = new Feasts(DateGrammar.File("feasts"));
        Assert.Equal(day, feasts.Day(feasts.Names.ToList().IndexOf(feast), year, "CN")?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }
}
