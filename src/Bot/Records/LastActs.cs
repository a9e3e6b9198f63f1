using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>Finds what a person did last, by their facts, which find only: what they lead to is read before anything is shown.</summary>
internal sealed class LastActs(HistoryStore history, CustomerStore customers)
{
    /// <summary>How far back the last record is looked for, in months.</summary>
    private const int MostMonths = 12;

    private static readonly string[] Doing = ["filed", "edited", "done", "closed", "unfiled", "reopened"];

    /// <summary>What the person did within the time in which it can be taken back, the latest first.</summary>
    public async Task<IReadOnlyList<(Act Act, Operation Done)>> LatelyAsync(Turn turn, CancellationToken ct)
    {
        var since = turn.Now - Undo.Window;
        var acts = await history.ActsAsync(turn.Tenant, turn.Me.Id, turn.Now, ct);
        if (since.UtcDateTime.Month != turn.Now.UtcDateTime.Month)
        {
            acts = [.. await history.ActsAsync(turn.Tenant, turn.Me.Id, since, ct), .. acts];
        }

        var lately = new List<(Act, Operation)>();
        foreach (var act in acts.Where(a => a.At >= since && a.At <= turn.Now && Doing.Contains(a.Code, StringComparer.Ordinal)).Reverse().DistinctBy(a => (a.CustomerId, a.Rev)))
        {
            if (await history.ChangeAsync(turn.Tenant, act.CustomerId, act.Rev, ct) is { } done && done.ById == turn.Me.Id)
            {
                lately.Add((act, done));
            }
        }

        return lately;
    }

    /// <summary>The record that the person filed last and that still stands; null when there is none within a year.</summary>
    public async Task<(CustomerFile File, FollowUp Record)?> RecordAsync(Turn turn, CancellationToken ct)
    {
        var gone = new HashSet<string?>(StringComparer.Ordinal);
        var first = new DateTimeOffset(turn.Now.UtcDateTime.Year, turn.Now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        for (var back = 0; back < MostMonths; back++)
        {
            var acts = await history.ActsAsync(turn.Tenant, turn.Me.Id, first.AddMonths(-back), ct);
            gone.UnionWith(acts.Where(a => a.Code == "unfiled").Select(a => a.Id));
            foreach (var act in acts.Where(a => a.Code == "filed" && a.Id is not null && !gone.Contains(a.Id)).Reverse())
            {
                if (await customers.LoadAsync(turn.Tenant, act.CustomerId, ct) is { } file
                    && (file.Recent.FirstOrDefault(r => r.Id == act.Id) ?? await customers.FollowUpAsync(turn.Tenant, file.Head.Id, act.Id!, ct)) is { } record)
                {
                    return (file, record);
                }
            }
        }

        return null;
    }
}
