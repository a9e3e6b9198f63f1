using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Team;

internal sealed record OverdueRow(string Customer, string CustomerName, string What, string Late);

internal sealed record OverduePerson(string Person, string Name, string Count, IReadOnlyList<OverdueRow> Rows, string More, string From);

/// <summary>Who is overdue. <c>Empty</c> and <c>Hint</c> stand where nobody is.</summary>
internal sealed record OverdueModel(
    string Title, string Subtitle, IReadOnlyList<OverduePerson> People, string More, string From, string Empty, string Hint);

/// <summary>A button that goes on: with one person's, or without one with the next people.</summary>
internal sealed record OverdueForm(string? Person, string? From);

/// <summary>A person with what is overdue, the oldest first.</summary>
internal sealed record Lagging(Person Person, IReadOnlyList<(Stake Stake, Step Step)> Late);

internal static class TeamCards
{
    private const int MostPeople = 8;

    /// <summary>Rows of one person among several, and of one who is alone on the card.</summary>
    private const int MostRows = 3;
    private const int MostRowsAlone = 10;

    /// <param name="turn">Who asks.</param>
    /// <param name="visible">Everyone who was looked at.</param>
    /// <param name="scope">Who that is, in words.</param>
    /// <param name="people">Those of them who are overdue.</param>
    /// <param name="from">Where to go on: in the rows of one person, else in the people.</param>
    public static Answer.Card Overdue(Turn turn, IReadOnlyList<Person> visible, string scope, IReadOnlyList<Lagging> people, string? from)
    {
        var words = turn.Words("team");
        // A list of one person says below who it is.
        var alone = visible.Count == 1 && people.Count == 1;
        var start = alone ? 0 : Paging.Start(from, people.Count);
        var most = alone ? MostRowsAlone : MostRows;
        var page = people.OrderByDescending(p => p.Late.Count).ThenBy(p => p.Person.Id, StringComparer.Ordinal).Skip(start).Take(MostPeople)
            .Select(p => (Of: p, Begin: alone ? Paging.Start(from, p.Late.Count) : 0)).ToList();
        var shown = page.Select(p => Part(turn, p.Of, visible, p.Begin, most)).ToList();
        var title = words.Format("overdueTitle", ("count", people.Sum(p => p.Late.Count)));
        var subtitle = alone
            ? words.Format("asOf", ("day", turn.Say.Day(turn.Today, turn.Today)))
            : words.Format("scopeLine", ("scope", scope), ("people", people.Count));
        var left = people.Count - start - shown.Count;
        var model = new OverdueModel(
            title, subtitle, shown, left > 0 ? words.Format("morePeople", ("count", left)) : "", Paging.Next(start, shown.Count, people.Count),
            people.Count == 0 ? words["noneOverdue"] : "", people.Count == 0 ? words["noneOverdueHint"] : "");
        return Answer.Of("team/overdue", model, TeamCardJson.Default.OverdueModel, $"{title} · {subtitle}") with { Quotes = Quoted.By(page.SelectMany(p => p.Of.Late.Skip(p.Begin).Take(most)).Select(l => l.Step)) };
    }

    private static OverduePerson Part(Turn turn, Lagging lagging, IReadOnlyList<Person> visible, int start, int most)
    {
        var words = turn.Words("team");
        var (person, late) = lagging;
        var rows = late.Skip(start).Take(most)
            .Select(l => new OverdueRow(l.Stake.CustomerId, l.Stake.CustomerName, Wording.Short(l.Step.What, 60), turn.Say.Distance(l.Step, turn.Now)))
            .ToList();
        var left = late.Count - start - rows.Count;
        return new OverduePerson(
            person.Id, Told(person, visible), words.Format("personCount", ("count", late.Count)), rows,
            left > 0 ? words.Format("more", ("count", left)) : "", Paging.Next(start, rows.Count, late.Count));
    }

    /// <summary>The person's name, with the team where two people of the list share it.</summary>
    private static string Told(Person person, IReadOnlyList<Person> visible) =>
        person.Team is { } team && visible.Any(other => other.Id != person.Id && other.Name == person.Name) ? $"{person.Name} ({team})" : person.Name;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OverdueModel))]
internal sealed partial class TeamCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(OverdueForm))]
internal sealed partial class TeamJson : JsonSerializerContext;
