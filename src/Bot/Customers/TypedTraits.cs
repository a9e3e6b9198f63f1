using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Customers;

/// <summary>What can be typed of a customer as a whole; the forms of a new and of a stored one share it.</summary>
internal static class TypedTraits
{
    public const int LongestName = 100;
    public const int LongestIndustry = 60;
    private const int LongestList = 200;

    private static readonly char[] Separators = [',', ',', '、', ';', ';', '\n', '#', '|'];

    /// <summary>Several words in one field, each once.</summary>
    public static IReadOnlyList<string> List(string? typed) =>
        [.. (typed ?? "").Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    public static string Joined(IReadOnlyList<string>? list, string language) => string.Join(language == "zh-CN" ? "、" : ", ", list ?? []);

    /// <summary>Equal for tags that differ in nothing but script, case, width, signs and spaces.</summary>
    public static string TagKey(string tag) => SameName.Key(tag) is { Length: > 0 } key ? key : tag;

    /// <summary>The tags as typed, where one that is stored already keeps its form.</summary>
    public static IReadOnlyList<string> Tags(IReadOnlyList<string>? stored, string? typed)
    {
        var all = Traits.With([], List(typed), TagKey);
        return [.. all.Select(t => (stored ?? []).FirstOrDefault(s => TagKey(s) == TagKey(t)) ?? t)];
    }

    public static List<Problem> Faults(Turn turn, string name, string? aliases, string? industry, string? tags)
    {
        var words = turn.Words("customers");
        var faults = new List<Problem>();
        if (name.Length is 0 or > LongestName)
        {
            faults.Add(new Problem("name", words["needName"]));
        }

        if (aliases?.Length > LongestList)
        {
            faults.Add(new Problem("aliases", words["longAliases"]));
        }

        if (industry?.Trim().Length > LongestIndustry)
        {
            faults.Add(new Problem("industry", words["longIndustry"]));
        }

        if (List(tags) is var list && (list.Count > Traits.MostTags || list.Any(t => t.Length > Traits.LongestTag)))
        {
            faults.Add(new Problem("tags", words.Format("longTags", ("most", Traits.MostTags), ("longest", Traits.LongestTag))));
        }

        return faults;
    }

    public static string Label(string input) => input switch
    {
        "aliases" => "newAliases",
        "contact" => "newContact",
        "industry" => "industry",
        "tags" => "tags",
        _ => "newName",
    };
}
