namespace CrmBot.Language;

/// <summary>Words for the customer that was spoken of, in place of its name.</summary>
public static class ThisOne
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "这个客户", "这客户", "该客户", "此客户", "这家客户", "这家公司", "这家", "那家", "那个客户", "那家公司", "这边", "那边",
        "this customer", "this client", "this account", "this company", "this one", "that customer", "that client", "that account", "that company", "that one",
        "the customer", "the client", "the account",
    };

    /// <summary>Case, width and script do not matter.</summary>
    public static bool IsSaid(string text) => text.Length <= 20 && Words.Contains(string.Concat(text.Trim().Select(Fold.Char)));
}
