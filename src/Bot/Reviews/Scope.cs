using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Reviews;

/// <summary>Whose work is asked for; always some of those whose work the asker may list (<see cref="Sight.People"/>).</summary>
/// <param name="Code">The same for a button: empty for everybody in sight, else ids with commas between them.</param>
/// <param name="Text">Who that is, in words.</param>
internal sealed record Scope(IReadOnlyList<Person> People, string Code, string Text)
{
    /// <summary>Longest of what a button may carry back.</summary>
    private const int LongestCode = 2000;

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
                (0, var count) => Of(turn, team) with { Text = words.Format("ofTeam", ("team", team[0].Team!), ("count", count)) },
                var (count, _) => Of(turn, called) with { Text = words.Format("called", ("name", name), ("count", count)) },
            };
        }

        return meaning.Values.GetValueOrDefault("owner") == "me" ? Of(turn, [turn.Me]) : Everybody(turn, visible);
    }

    /// <summary>As a button carries it; nobody whom the one who presses may not list.</summary>
    public static Scope Of(Turn turn, string? code)
    {
        var visible = Sight.People(turn.Me, turn.Company);
        if (code is not { Length: > 0 and <= LongestCode })
        {
            return Everybody(turn, visible);
        }

        var ids = code.Split(',').ToHashSet(StringComparer.Ordinal);
        return Of(turn, [.. visible.Where(p => ids.Contains(p.Id))]);
    }

    /// <summary>True for the asker alone.</summary>
    public bool IsMe(Turn turn) => People is [var one] && one.Id == turn.Me.Id;

    private static Scope Everybody(Turn turn, IReadOnlyList<Person> visible) => visible is [_]
        ? Of(turn, visible)
        : new Scope(visible, "", turn.Words("reviews").Format("team", ("count", visible.Count)));

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

    private static bool IsTeam(Person person, string said)
    {
        var name = TeamWords.Aggregate(said.Trim(), (n, w) => n.Length > w.Length && n.EndsWith(w, StringComparison.OrdinalIgnoreCase) ? n[..^w.Length].Trim() : n);
        return person.Team is { } team && string.Equals(team, name, StringComparison.OrdinalIgnoreCase);
    }
}
