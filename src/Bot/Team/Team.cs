using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
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
        if (meaning.Slots.FirstOrDefault(s => s.Name == "person") is { } said)
        {
            var named = Named(visible, said.Text);
            if (named.Count == 0)
            {
                return Reply.Say(Answer.Text(words.Format("nobodyCalled", ("name", said.Text))));
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

        var scope = visible is [var one] ? one.Id == turn.Me.Id ? words["you"] : one.Name : words.Format("team", ("count", visible.Count));
        if (people.Count == 0)
        {
            return Reply.Say(Answer.Text(words.Format("noneOverdue", ("scope", scope))));
        }

        var all = people.Sum(p => p.Late.Count);
        var title = words.Format("overdueTitle", ("count", all));
        var shown = people.OrderByDescending(p => p.Late.Count).ThenBy(p => p.Person.Id, StringComparer.Ordinal).Take(MostPeople)
            .Select(p => new OverduePerson(
                p.Person.Name, words.Format("personCount", ("count", p.Late.Count)),
                [.. p.Late.Take(MostRows).Select(l => new OverdueRow(
                    l.Stake.CustomerId, l.Stake.CustomerName, Wording.Short(l.Step.What, 60), turn.Say.Distance(l.Step.DueDay, Zones.DayOf(turn.Now, l.Step.Zone))))],
                p.Late.Count > MostRows ? words.Format("more", ("count", p.Late.Count - MostRows)) : ""))
            .ToList();
        var model = new OverdueModel(
            title, words.Format("scopeLine", ("scope", scope), ("people", people.Count)), shown,
            people.Count > shown.Count ? words.Format("morePeople", ("count", people.Count - shown.Count)) : "");
        return Reply.Say(Answer.Of("team/overdue", model, TeamJson.Default.OverdueModel, $"{title} · {model.Subtitle}"));
    }

    private static IReadOnlyList<Person> Named(IReadOnlyList<Person> people, string said)
    {
        var index = NameIndex.Build(people.Select(p => new NameEntry(p.Id, [p.Name, .. p.EnglishName is null ? [] : new[] { p.EnglishName }, .. p.Aliases], null)));
        var hits = index.Find(said);
        return [.. hits.Where(h => h.Fit == hits[0].Fit && h.Fit != NameFit.Close).Select(h => people.First(p => p.Id == h.Id))];
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OverdueModel))]
internal sealed partial class TeamJson : JsonSerializerContext;
