using System.Text.RegularExpressions;

namespace CrmBot.Shape.Tests;

/// <summary>The table in <c>docs/checklist.md</c> is true: every row once, and every test that it names is there and runs.</summary>
public sealed partial class ChecklistTests
{
    private const string Page = "docs/checklist.md";

    /// <summary>Rows of the two parts of the checklist that the table is about.</summary>
    private static readonly IReadOnlyList<string> Asked = [.. Enumerable.Range(1, 31).Select(n => $"A{n}"), .. Enumerable.Range(1, 7).Select(n => $"H{n}")];

    private static readonly IReadOnlyList<ChecklistRow> Rows = [.. Row().Matches(Repository.Read(Page)).Select(m => new ChecklistRow(
        m.Groups["id"].Value, m.Groups["asked"].Value.Trim(), m.Groups["does"].Value.Trim(), [.. Name().Matches(m.Groups["tests"].Value).Select(n => n.Groups["name"].Value)], m.Groups["open"].Value.Trim()))];

    private static readonly IReadOnlySet<string> Tests = FindTests();

    /// <param name="Open">What is not built yet; empty for nothing.</param>
    private sealed record ChecklistRow(string Id, string Asked, string Does, IReadOnlyList<string> Tests, string Open);

    [Fact]
    public void Every_row_stands_once_and_in_order() => Assert.Equal(Asked, Rows.Select(r => r.Id));

    [Fact]
    public void Every_test_that_is_named_is_there() =>
        Repository.Nothing(
            from row in Rows
            from test in row.Tests
            where !Tests.Contains(test)
            select $"{row.Id} is shown by {test}, and there is no such test");

    [Fact]
    public void Every_row_says_what_is_asked_and_is_shown_by_a_test_or_says_what_is_open() =>
        Repository.Nothing(
            from row in Rows
            let fault = row.Asked.Length < 10 ? "does not say what is asked for"
                : row.Tests.Count == 0 && row.Open.Length == 0 ? "is neither shown by a test nor open"
                : row.Tests.Count > 0 && row.Does.Length < 10 ? "does not say what the bot does"
                : row.Open.Length > 0 && row.Open.Split(' ').Length < 4 ? "does not say why it is open"
                : null
            where fault is not null
            select $"{row.Id} {fault}");

    [Fact]
    public void What_is_open_is_listed_below_the_table() =>
        Assert.Equal(
            string.Join(", ", Rows.Where(r => r.Open.Length > 0).Select(r => r.Id)),
            OpenRows().Match(Repository.Read(Page)) is { Success: true } line ? line.Groups["rows"].Value.Replace("none", "", StringComparison.Ordinal) : "no such line");

    [Fact]
    public void A_test_that_is_not_there_is_found() => Assert.DoesNotContain("ChecklistTests.A_test_that_nobody_wrote", Tests);

    [Fact]
    public void This_very_test_is_found() => Assert.Contains("ChecklistTests.This_very_test_is_found", Tests);

    /// <summary>Class and method of every test, also of a class that several files share.</summary>
    private static HashSet<string> FindTests() =>
    [
        .. from file in Repository.CSharp("tests/")
           let text = Repository.Read(file)
           let classes = Class().Matches(text)
           from Match test in Test().Matches(text)
           let holder = classes.LastOrDefault(c => c.Index < test.Index)
           where holder is not null
           select $"{holder.Groups["name"].Value}.{test.Groups["name"].Value}",
    ];

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d+) \|(?<asked>[^|\n]*)\|(?<does>[^|\n]*)\|(?<tests>[^|\n]*)\|(?<open>[^|\n]*)\|\s*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+\.\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^Open: (?<rows>.*?)\.?\s*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex OpenRows();

    [GeneratedRegex(@"^(public|internal) (sealed |abstract |static |partial )*class (?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Class();

    // The attribute, any more of them, and the method they stand over.
    [GeneratedRegex(@"^    \[(Fact|Theory)[^\n]*\]\s*\n(\s*\[[^\n]*\n|\s*//[^\n]*\n|[^\n]*\)\]\s*\n)*\s*public (async |static )*[\w<>]+ (?<name>\w+)\(", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Test();
}
