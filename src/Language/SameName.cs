namespace CrmBot.Language;

/// <summary>Whether two names are one, as people who write them down do: see <see cref="NameFit.Exact"/>.</summary>
public static class SameName
{
    /// <summary>Equal for names that differ in script, case, width, spaces, signs and legal form only; empty for one of nothing but signs.</summary>
    public static string Key(string name) => NameKey.Whole(name).FirstOrDefault() is { } key ? key.Text[..key.Cut] : "";

    /// <summary>Every character as it is compared: case, width and traditional or simplified script do not count. As long as the text.</summary>
    public static string Folded(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = Fold.Char(source[i]);
        }
    });
}
