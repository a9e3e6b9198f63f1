using System.Text.RegularExpressions;

namespace CrmBot.Shape.Tests;

/// <summary>What a reader meets: files of one screen or two, folders named by what users say, key shapes in one place.</summary>
public sealed partial class SourceFileTests
{
    private const int LongestFile = 250;

    private static readonly string[] SaysNothing = ["Helpers", "Services", "Models", "Common", "Utils", "Managers", "Extensions"];

    [Fact]
    public void No_file_is_longer_than_250_lines_without_a_stated_reason() =>
        Repository.Nothing(
            from file in Repository.Tracked
            where file.StartsWith("src/", StringComparison.Ordinal) && Path.GetExtension(file) is ".cs" or ".js" or ".css"
            let lines = Repository.Read(file).TrimEnd('\n').Split('\n')
            where lines.Length > LongestFile && !lines.Take(5).Any(l => Reason().IsMatch(l))
            select $"{file} has {lines.Length} lines and does not begin with '// Longer than one screen because ...'");

    [Fact]
    public void A_folder_says_what_is_in_it() =>
        Repository.Nothing(
            from file in Repository.Tracked
            from folder in file.Split('/')[..^1]
            where SaysNothing.Contains(folder, StringComparer.OrdinalIgnoreCase)
            select $"{file}: a folder named '{folder}' says nothing");

    [Fact]
    public void Keys_are_shaped_in_one_file() =>
        Repository.Nothing(
            from file in Repository.CSharp("src/Storage/")
            where file is not ("src/Storage/Keys.cs" or "src/Storage/KeyText.cs") // the shapes, and how their parts are joined
            from Match literal in Literal().Matches(Repository.Read(file))
            where literal.Value.Contains('|', StringComparison.Ordinal)
            select $"{file} builds a key of its own: {literal.Value}");

    // A comment of C#, JavaScript or CSS; the reason has at least a few words.
    [GeneratedRegex(@"^(//|/\*) Longer than one screen because \w+ .+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reason();

    // Texts and characters, on one line; a doc comment quotes with <c>.
    [GeneratedRegex("""
        "([^"\\\n]|\\.)*"|'([^'\\\n]|\\.)'
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();
}
