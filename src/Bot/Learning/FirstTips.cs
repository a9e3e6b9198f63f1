using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Learning;

/// <summary>
/// A line of advice after each of somebody's first filings, at most one a day; then never again. One query for whoever filed before
/// this month, two in the first weeks. Source: checklist H1 and H7.
/// </summary>
internal sealed class FirstTips(DeedStore deeds)
{
    private const int Most = 5;

    /// <param name="isNew">False for an edit.</param>
    /// <param name="reply">What is said of a filing that has just been kept.</param>
    public async Task<Reply> AfterAsync(Turn turn, bool isNew, Reply reply, CancellationToken ct)
    {
        try
        {
            return isNew && await TipAsync(turn, ct) is { } tip ? reply with { Messages = [.. reply.Messages, Answer.Text(tip)] } : reply;
        }
        catch (StorageUnavailableException)
        {
            // The record is kept: advice is not worth an apology.
            return reply;
        }
    }

    private async Task<string?> TipAsync(Turn turn, CancellationToken ct)
    {
        var month = new DateTimeOffset(turn.Now.UtcDateTime.Year, turn.Now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (await deeds.HasFiledInAsync(turn.Tenant, turn.Me.Id, month.AddMonths(-1), ct))
        {
            return null;
        }

        var filings = Deed.Filings(await deeds.OfPersonAsync(turn.Tenant, turn.Me.Id, month, turn.Now.AddMinutes(1), ct));
        var today = filings.Count(f => Zones.DayOf(f.At, turn.Me.Zone) == turn.Today);
        var words = turn.Words("learning");
        return today != 1 || filings.Count > Most ? null : words[filings.Count switch
        {
            1 => "firstTipNeed",
            2 => "firstTipStep",
            3 => "firstTipFigures",
            4 => "firstTipWait",
            _ => "firstTipExamples",
        }];
    }
}
