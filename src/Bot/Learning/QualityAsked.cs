using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Learning;

/// <summary>How somebody's summaries were in the last weeks: one's own for oneself, those of one's reports for a manager.</summary>
internal sealed class QualityAsked(DeedStore deeds)
{
    public async Task<Reply> MineAsync(Turn turn, CancellationToken ct) =>
        Reply.Say(QualityCards.Mine(turn, Quality.Of(await deeds.OfPersonAsync(turn.Tenant, turn.Me.Id, From(turn), Until(turn), ct), turn.Today, turn.Me.Zone)));

    /// <summary>Of everybody whose work the asker may list.</summary>
    public async Task<Reply> TeamAsync(Turn turn, CancellationToken ct)
    {
        var visible = Sight.People(turn.Me, turn.Company);
        if (visible is [_])
        {
            return await MineAsync(turn, ct);
        }

        var known = visible.Where(p => !p.Left && p.Id != turn.Me.Id).ToDictionary(p => p.Id, StringComparer.Ordinal);
        var (people, all) = (new List<(Person Person, Quality Quality)>(), new List<Deed>());
        await foreach (var (id, some) in deeds.OfPeopleAsync(turn.Tenant, known.Keys, From(turn), Until(turn), ct))
        {
            people.Add((known[id], Quality.Of(some, turn.Today, turn.Me.Zone)));
            all.AddRange(some);
        }

        people.Sort((a, b) => string.CompareOrdinal(a.Person.Name, b.Person.Name) is not 0 and var by ? by : string.CompareOrdinal(a.Person.Id, b.Person.Id));
        return Reply.Say(QualityCards.Team(turn, people, Quality.Of(all, turn.Today, turn.Me.Zone)));
    }

    private static DateTimeOffset From(Turn turn) => Zones.InstantOf(Quality.FirstMonday(turn.Today), TimeOnly.MinValue, turn.Me.Zone);

    // What is filed in this very moment belongs to it.
    private static DateTimeOffset Until(Turn turn) => turn.Now.AddDays(1);
}
