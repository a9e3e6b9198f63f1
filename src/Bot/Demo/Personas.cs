using CrmBot.Domain;

namespace CrmBot.Bot.Demo;

/// <summary>Someone a visitor of the page can be.</summary>
/// <param name="Id">Also the user id on the page's channel.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en-US</c>; name and <paramref name="About"/> are in it.</param>
/// <param name="About">Role, team and city, such as <c>销售 · 华东 · 上海</c>.</param>
internal sealed record Persona(string Id, string Name, Role Role, string? Team, string Language, string Zone, string About);

internal static class Personas
{
    public static IReadOnlyList<Persona> Of(DemoWorld world) => [.. world.People.Select(Of)];

    private static Persona Of(Person person)
    {
        var english = person.Language == "en-US";
        string?[] about = [RoleOf(person.Role, english), TeamOf(person.Team), CityOf(person.Zone, english)];
        return new Persona(
            person.Id,
            english ? person.EnglishName ?? person.Name : person.Name,
            person.Role,
            person.Team,
            person.Language,
            person.Zone,
            string.Join(" · ", about.Where(part => part is not null)));
    }

    private static string? TeamOf(string? team) => team is "*" ? null : team;

    private static string RoleOf(Role role, bool english) => role switch
    {
        Role.Service => english ? "Service" : "售后",
        Role.Presales => english ? "Presales" : "售前",
        Role.Marketing => english ? "Marketing" : "市场",
        Role.Manager => english ? "Manager" : "经理",
        Role.Director => english ? "Director" : "总监",
        Role.Admin => english ? "Admin" : "管理员",
        _ => english ? "Rep" : "销售",
    };

    private static string CityOf(string zone, bool english) => zone switch
    {
        "Asia/Shanghai" => english ? "Shanghai" : "上海",
        "Asia/Hong_Kong" => english ? "Hong Kong" : "香港",
        "Europe/London" => english ? "London" : "伦敦",
        _ => zone,
    };
}
