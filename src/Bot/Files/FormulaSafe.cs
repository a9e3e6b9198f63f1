using System.Buffers;

namespace CrmBot.Bot.Files;

/// <summary>
/// Keeps a spreadsheet program from taking a value of a text file for a formula. An apostrophe before it makes it text; it is
/// taken off again when such a file is read. Source: OWASP, "CSV Injection".
/// </summary>
internal static class FormulaSafe
{
    private static readonly SearchValues<char> Starts = SearchValues.Create("=+-@\t\r＝＋－＠");

    public static string Write(string value) => value.Length > 0 && (IsRisky(value) || IsMarked(value)) ? "'" + value : value;

    /// <summary>For a file whose cells are texts by their type: only what reading would take off is marked.</summary>
    public static string Keep(string value) => IsMarked(value) ? "'" + value : value;

    public static string Read(string value) => IsMarked(value) ? value[1..] : value;

    private static bool IsRisky(string value) => Starts.Contains(value[0]);

    // Also one that was marked by a person: marked once more, it comes back as it was.
    private static bool IsMarked(string value) => value.Length > 1 && value[0] == '\'' && (IsRisky(value[1..]) || IsMarked(value[1..]));
}
