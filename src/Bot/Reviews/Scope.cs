using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Reviews;

/// <summary>Whose work is asked for; always some of those whose work the asker may list (<see cref="Sight.People"/>).</summary>
/// <param name="Code">The same for a button: empty for everybody in sight, a team behind <c>@</c>, else ids with commas between them.</param>
/// <param name="Text">Who that is, in words.</param>
internal sealed record Scope(IReadOnlyList<Person> People, string Code, string Text)
{
    /// <summary>Longest of what a button may carry back; a longer one is of nobody.</summary>
    private const int LongestCode = 2000;

    private const char TeamMark = '@';

    private static readonly string[] TeamWords = ["团队", "團隊", "组", "組", "team", "'s team", "’s team"];

    /// <summary>As a sentence says it: a name, a team's name, the asker alone, or everybody in sight. Null when nobody in sight is called so.</summary>
    public static Scope? Said(Turn turn, Meaning meaning)
    {
        var visible = Sight.People(turn.Me, turn.Company);
        var words = turn.Words("reviews");
        if (meaning["person"] is { } name)
        {
            var called = Colleagues.Called(visible, name);
            var team = called.Count > 0 ? [] : visible.Where(p => IsTeam(p, name)).ToList();
            return (called.Count, team.Count) switch
            {
                (0, 0) => null,
                (1, _) => Of(turn, called),
                (0, _) => OfTeam(turn, team[0].Team!, team),
                var (count, _) => Of(turn, called) with { Text = words.Format("called", ("name", name), ("count", count)) },
            };
        }

        return meaning.Values.GetValueOrDefault("owner") == "me" ? Of(turn, [turn.Me]) : Everybody(turn, visible);
    }

    /// <summary>As a button carries it; nobody whom the one who presses may not list.</summary>
    public static Scope Of(Turn turn, string? code)
    {
        var people = PeopleOf(turn.Me, turn.Company, code);
        return string.IsNullOrEmpty(code) ? Everybody(turn, people) : IsTeam(code) ? OfTeam(turn, code[1..], people) : Of(turn, people);
    }

    /// <summary>Those of a <see cref="Code"/> whom the viewer may list now.</summary>
    public static IReadOnlyList<Person> PeopleOf(Person viewer, Company company, string? code)
    {
        var visible = Sight.People(viewer, company);
        if (string.IsNullOrEmpty(code))
        {
            return visible;
        }

        if (IsTeam(code))
        {
            return [.. visible.Where(p => string.Equals(p.Team, code[1..], StringComparison.OrdinalIgnoreCase))];
        }

        var ids = code.Length > LongestCode ? [] : code.Split(',').ToHashSet(StringComparer.Ordinal);
        return [.. visible.Where(p => ids.Contains(p.Id))];
    }

    /// <summary>True for the asker alone.</summary>
    public bool IsMe(Turn turn) => People is [var one] && one.Id == turn.Me.Id;

    private static Scope Everybody(Turn turn, IReadOnlyList<Person> visible) => visible is [_]
        ? Of(turn, visible)
        : new Scope(visible, "", turn.Words("reviews").Format("team", ("count", visible.Count)));

    private static Scope OfTeam(Turn turn, string team, IReadOnlyList<Person> people) =>
        new(people, TeamMark + team, turn.Words("reviews").Format("ofTeam", ("team", team), ("count", people.Count)));

    private static Scope Of(Turn turn, IReadOnlyList<Person> people)
    {
        var words = turn.Words("reviews");
        return new Scope(
            people, string.Join(',', people.Select(p => p.Id)),
            people switch
            {
                [var one] when one.Id == turn.Me.Id => words["you"],
                [var one] => turn.Company.NameOf(one.Id),
                _ => words.Format("people", ("count", people.Count)),
            });
    }

    private static bool IsTeam(string code) => code[0] == TeamMark && code.Length <= LongestCode;

    private static bool IsTeam(Person person, string said)
    {
        var name = TeamWords.Aggregate(said.Trim(), (n, w) => n.Length > w.Length && n.EndsWith(w, StringComparison.OrdinalIgnoreCase) ? n[..^w.Length].Trim() : n);
        return person.Team is { } team && string.Equals(team, name, StringComparison.OrdinalIgnoreCase);
    }
}
