using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Team;

/// <summary>Who is overdue, among the people who report to the asker; a rep sees only their own.</summary>
internal sealed class TeamCapability(IndexStore index) : ICapability
{
    public string Name => "team";

    public void Map(Routes routes) => routes
        .Text("list_overdue", Overdue)
        .Card("team/overdue", TeamJson.Default.OverdueForm, GoOn);

    private async Task<Reply> Overdue(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var visible = meaning.Values.GetValueOrDefault("owner") == "me" ? [turn.Me] : Sight.People(turn.Me, turn.Company);
        var asked = meaning["person"];
        if (asked is not null)
        {
            var named = Colleagues.Called(visible, asked);
            if (named.Count == 0)
            {
                return Reply.Say(Answer.Text(turn.Words("team").Format("nobodyCalled", ("name", asked))));
            }

            visible = named;
        }

        return await ShowAsync(turn, visible, asked, null, ct);
    }

    /// <summary>More of one person's, or more people; nobody whom the one who presses may not see.</summary>
    private async Task<Reply> GoOn(Turn turn, OverdueForm form, CancellationToken ct)
    {
        var visible = Sight.People(turn.Me, turn.Company);
        return await ShowAsync(turn, string.IsNullOrEmpty(form.Person) ? visible : [.. visible.Where(p => p.Id == form.Person)], null, form.From, ct);
    }

    private async Task<Reply> ShowAsync(Turn turn, IReadOnlyList<Person> visible, string? asked, string? from, CancellationToken ct)
    {
        var words = turn.Words("team");
        var people = new List<Lagging>();
        var known = visible.ToDictionary(p => p.Id, StringComparer.Ordinal);
        await foreach (var (id, stakes) in index.OfPeopleAsync(turn.Tenant, visible.Select(p => p.Id), ct))
        {
            var late = stakes
                .SelectMany(stake => stake.OpenSteps.Where(s => Due.IsOverdue(s, turn.Now) && Sight.List(turn.Me, s, turn.Company)).Select(step => (stake, step)))
                .OrderBy(s => s.step.DueAt).ToList();
            if (late.Count > 0)
            {
                people.Add(new Lagging(known[id], late));
            }
        }

        var scope = visible is [var one] ? one.Id == turn.Me.Id ? words["you"] : one.Name
            : asked is not null ? words.Format("called", ("name", asked), ("count", visible.Count))
            : words.Format("team", ("count", visible.Count));
        return Reply.Say(TeamCards.Overdue(turn, visible, scope, people, from));
    }
}
