using System.Text;

namespace CrmBot.Bot.Directory;

/// <summary>What a file of people says of each.</summary>
internal enum PersonColumn { Id, Mail, Name, EnglishName, Aliases, Role, Team, Manager, Zone, Language, Left, Active }

/// <summary>The columns of a file of people, by what either language calls them; their order is free, others are passed over.</summary>
internal static class PeopleColumns
{
    private static readonly Dictionary<string, PersonColumn> Names = new (PersonColumn Column, string Names)[]
    {
        (PersonColumn.Id, "id|directory id|object id|aad id|aad object id|user id|编号|目录编号|对象编号|用户编号|对象id|用户id"),
        (PersonColumn.Mail, "mail|email|e-mail|mail address|email address|upn|user principal name|邮箱|电子邮箱|邮件|邮件地址"),
        (PersonColumn.Name, "name|full name|display name|姓名|名字|显示名称"),
        (PersonColumn.EnglishName, "english name|latin name|英文名|英文姓名|拼音"),
        (PersonColumn.Aliases, "aliases|alias|also called|nicknames|nickname|别名|昵称|称呼|也叫"),
        (PersonColumn.Role, "role|角色"),
        (PersonColumn.Team, "team|department|团队|部门|小组"),
        (PersonColumn.Manager, "manager|reports to|superior|上级|直属上级|经理|汇报给|主管"),
        (PersonColumn.Zone, "zone|time zone|timezone|时区"),
        (PersonColumn.Language, "language|语言"),
        (PersonColumn.Left, "left|has left|gone|离职|是否离职|已离职"),
        (PersonColumn.Active, "active|employed|在职|是否在职"),
    }.SelectMany(c => c.Names.Split('|').Select(name => (Name: Fold(name), c.Column))).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Column, StringComparer.Ordinal);

    /// <summary>
    /// For each column of a header what it is, the first one of a kind; null when the file is not one of people: it has neither
    /// id nor mail, no name, or nothing that only people have.
    /// </summary>
    public static IReadOnlyList<PersonColumn?>? Recognise(IReadOnlyList<string> header)
    {
        var seen = new HashSet<PersonColumn>();
        List<PersonColumn?> columns = [.. header.Select(h => Names.TryGetValue(Fold(h), out var column) && seen.Add(column) ? column : (PersonColumn?)null)];
        var isOfPeople = seen.Contains(PersonColumn.Name) && (seen.Contains(PersonColumn.Id) || seen.Contains(PersonColumn.Mail))
            && seen.Overlaps([PersonColumn.Role, PersonColumn.Team, PersonColumn.Manager, PersonColumn.Left, PersonColumn.Active, PersonColumn.EnglishName]);
        return isOfPeople ? columns : null;
    }

    /// <summary>Without case, width, spaces and signs.</summary>
    public static string Fold(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
