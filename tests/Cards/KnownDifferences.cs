namespace CrmBot.Cards.Tests;

/// <summary>
/// The public cases of which our result differs, with the reason. One that is not listed fails the test, and so does one that is
/// listed and does not differ. The same differences, by what a template does, are the table of src/Cards/README.md.
/// </summary>
internal static class KnownDifferences
{
    private const string Commas = "string(2000) has no commas";
    private const string Loses = "there the error of one expression loses the whole card; here its text stays";
    private const string Syntax = "there an expression that cannot be read loses the whole card; here its text stays, as in .NET";

    public static readonly IReadOnlyDictionary<string, string> Templates = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["element-ConditionalLayout"] = Commas,
        ["element-Functions.LogicalComparison"] = Commas,
        ["pnp-stock-price-ac-quickview-stock-price"] = Loses,
    };

    /// <summary>Cases on which the public implementations themselves do not agree.</summary>
    public static readonly IReadOnlyDictionary<string, string> Divergent = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dotnet-TestTemplate.TestCanHandleUndefinedFunctions"] = Syntax,
        ["edge-array-literal-nested-flattened"] = "a list inside a list stays one, as in .NET",
        ["edge-throw-badjson"] = Loses,
        ["edge-throw-backtick"] = "there a backtick makes a syntax error; here it is a character, and a fault at load",
        ["edge-throw-divzero"] = Loses,
        ["edge-throw-syntax"] = Syntax,
    };

    public static readonly IReadOnlyDictionary<string, string> Expressions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["formatDateTime('2018-03-15T00:00:00.000Z', 'yyyy-MM-dd-\\\\d')"] = "a backslash in a date format makes the next character a letter, as in .NET",
    };
}
