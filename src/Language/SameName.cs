namespace CrmBot.Language;

/// <summary>Whether two names are one, as people who write them down do: see <see cref="NameFit.Exact"/>.</summary>
public static class SameName
{
    /// <summary>Equal for names that differ in script, case, width, spaces, signs and legal form only; empty for one of nothing but signs.</summary>
    public static string Key(string name) => NameKey.Whole(name).FirstOrDefault() is { } key ? key.Text[..key.Cut] : "";
}
