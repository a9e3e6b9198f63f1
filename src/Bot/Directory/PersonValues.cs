using CrmBot.Domain;

namespace CrmBot.Bot.Directory;

/// <summary>Values of a file of people in either language.</summary>
internal static class PersonValues
{
    private static readonly Dictionary<string, Role> Roles = Known(
        (Role.Rep, "rep|sales|sales rep|salesperson|account manager|销售|业务员|业务|客户经理"),
        (Role.Service, "service|after sales|support|售后|客服|服务"),
        (Role.Presales, "presales|pre-sales|售前"),
        (Role.Marketing, "marketing|市场"),
        (Role.Manager, "manager|sales manager|team lead|经理|主管|销售经理"),
        (Role.Director, "director|sales director|总监|销售总监"),
        (Role.Admin, "admin|administrator|管理员|系统管理员"));

    private static readonly Dictionary<string, bool> Yes = Known(
        (true, "yes|y|true|1|是|left|gone|离职|已离职"),
        (false, "no|n|false|0|否|active|employed|在职"));

    private static readonly Dictionary<string, string> Languages = Known(
        ("zh-CN", "zh-CN|zh|zh-Hans|chinese|中文|简体中文|汉语"),
        ("en-US", "en-US|en|en-GB|english|英文|英语"));

    /// <summary>Null for a role that is none. A person without a role is a rep.</summary>
    public static Role? RoleOf(string said) => said.Length == 0 ? Role.Rep : Find(Roles, said);

    public static string? LanguageOf(string said) => Languages.GetValueOrDefault(PeopleColumns.Fold(said));

    /// <summary>Whether a person has left; false when neither column says anything, null for what is neither yes nor no.</summary>
    public static bool? LeftOf(PersonRow row)
    {
        var (left, active) = (row[PersonColumn.Left], row[PersonColumn.Active]);
        return !string.IsNullOrEmpty(left) ? Find(Yes, left)
            : string.IsNullOrEmpty(active) ? false
            : active is "离职" or "已离职" or "left" or "gone" ? true
            : PeopleColumns.Fold(active) is "在职" or "active" or "employed" ? false
            : !Find(Yes, active);
    }

    public static IReadOnlyList<string> Names(string said) =>
        [.. said.Split([',', '\uff0c', '、', ';', '\uff1b', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    private static T? Find<T>(Dictionary<string, T> known, string said) where T : struct =>
        known.TryGetValue(PeopleColumns.Fold(said), out var value) ? value : null;

    private static Dictionary<string, T> Known<T>(params (T Value, string Names)[] values) =>
        values.SelectMany(v => v.Names.Split('|').Select(name => (Name: PeopleColumns.Fold(name), v.Value))).DistinctBy(v => v.Name).ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
}
