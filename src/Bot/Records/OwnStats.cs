using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>"My stats": what keeping records brought to whoever asks, told to nobody else.</summary>
internal sealed class OwnStats(HistoryStore history)
{
    public async Task<Reply> SayAsync(Turn turn, CancellationToken ct)
    {
        var words = turn.Words("records");
        var from = turn.Today.AddDays(-7 * OwnNumbers.MostWeeks);
        var acts = new List<DayAct>();
        for (var month = new DateTimeOffset(from.Year, from.Month, 1, 0, 0, 0, TimeSpan.Zero); month <= turn.Now; month = month.AddMonths(1))
        {
            acts.AddRange((await history.ActsAsync(turn.Tenant, turn.Me.Id, month, ct)).Where(a => a.Id is not null && a.At <= turn.Now)
                .Select(a => new DayAct(Zones.DayOf(a.At, turn.Me.Zone), a.Code, a.Id!, a.OnTime)));
        }

        var numbers = OwnNumbers.Of(acts, turn.Today);
        var line = words.Format("stats", ("filed", numbers.Filed), ("kept", numbers.Kept), ("done", numbers.Done));
        return Reply.Say(Answer.Text(numbers.Weeks < 2 ? line : $"{line} {words.Format("statsWeeks", ("weeks", numbers.Weeks))}"));
    }
}
