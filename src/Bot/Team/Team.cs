using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Team;

internal sealed record OverdueRow(string Customer, string CustomerName, string What, string Late);

internal sealed record OverduePerson(string Name, string Count, IReadOnlyList<OverdueRow> Rows, string More);

internal sealed record OverdueModel(string Title, string Subtitle, IReadOnlyList<OverduePerson> People, string More);

/// <summary>Who is overdue, among the people who report to the asker; a rep sees only their own.</summary>
internal sealed class TeamCapability(IndexStore index) : ICapability
{
    private const int MostPeople = 8;
    private const int MostRows = 3;

    public string Name => "team";

    public void Map(Routes routes) => routes.Text("list_overdue", Overdue);

    private async Task<Reply> Overdue(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("team");
        var visible = meaning.Values.GetValueOrDefault("owner") == "me" ? [turn.Me] : Sight.People(turn.Me, turn.Company);
        var asked = meaning["person"];
        if (asked is not null)
        {
            var named = Colleagues.Called(visible, asked);
            if (named.Count == 0)
            {
                return Reply.Say(Answer.Text(words.Format("nobodyCalled", ("name", asked))));
            }

            visible = named;
        }

        var people = new List<(Person Person, List<(Stake Stake, Step Step)> Late)>();
        foreach (var person in visible)
        {
            var late = (await index.OfPersonAsync(turn.Tenant, person.Id, ct))
                .SelectMany(stake => stake.OpenSteps.Where(s => Domain.Due.IsOverdue(s, turn.Now)).Select(step => (stake, step)))
                .OrderBy(s => s.step.DueAt).ToList();
            if (late.Count > 0)
            {
                people.Add((person, late));
            }
        }

        var scope = visible is [var one] ? one.Id == turn.Me.Id ? words["you"] : one.Name
            : asked is not null ? words.Format("called", ("name", asked), ("count", visible.Count))
            : words.Format("team", ("count", visible.Count));
        if (people.Count == 0)
        {
            return Reply.Say(Answer.Text(words.Format("noneOverdue", ("scope", scope))));
        }

        var all = people.Sum(p => p.Late.Count);
        var title = words.Format("overdueTitle", ("count", all));
        var shown = people.OrderByDescending(p => p.Late.Count).ThenBy(p => p.Person.Id, StringComparer.Ordinal).Take(MostPeople)
            .Select(p => new OverduePerson(
                Told(p.Person, visible), words.Format("personCount", ("count", p.Late.Count)),
                [.. p.Late.Take(MostRows).Select(l => new OverdueRow(
                    l.Stake.CustomerId, l.Stake.CustomerName, Wording.Short(l.Step.What, 60), turn.Say.Distance(l.Step, turn.Now)))],
                p.Late.Count > MostRows ? words.Format("more", ("count", p.Late.Count - MostRows)) : ""))
            .ToList();
        // A list of one person says below who it is.
        var subtitle = visible.Count == 1
            ? words.Format("asOf", ("day", turn.Say.Day(turn.Today, turn.Today)))
            : words.Format("scopeLine", ("scope", scope), ("people", people.Count));
        var model = new OverdueModel(
            title, subtitle, shown,
            people.Count > shown.Count ? words.Format("morePeople", ("count", people.Count - shown.Count)) : "");
        return Reply.Say(Answer.Of("team/overdue", model, TeamJson.Default.OverdueModel, $"{title} · {model.Subtitle}"));
    }

    /// <summary>The person's name, with the team where two people of the list share it.</summary>
    private static string Told(Person person, IReadOnlyList<Person> visible) =>
        person.Team is { } team && visible.Any(other => other.Id != person.Id && other.Name == person.Name) ? $"{person.Name} ({team})" : person.Name;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OverdueModel))]
internal sealed partial class TeamJson : JsonSerializerContext;
