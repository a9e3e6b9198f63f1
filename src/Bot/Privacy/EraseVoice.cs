using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Ownership;
using CrmBot.Cards;
using CrmBot.Storage;

namespace CrmBot.Bot.Privacy;

/// <summary>What an erase says: in the place of what it took away, and to whoever ordered it.</summary>
internal sealed class EraseVoice(Told told, CardShelf shelf)
{
    /// <param name="locale">Of the reader; null when it is not known.</param>
    public string Neutral(string? locale) =>
        new Wording(shelf, locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en-US" : "zh-CN").Words("privacy")["neutral"];

    /// <summary>Whose data it was is not said any more: the words would be there again.</summary>
    /// <param name="what">The key of the words.</param>
    public async Task TellAsync(Job job, string what, JobStep step, CancellationToken ct)
    {
        var company = await told.CompanyAsync(job.Tenant, ct);
        await told.TellAsync(
            job.Tenant,
            company.Find(job.ById),
            say => Answer.Text(say.Words("privacy").Format(what, ("number", job.Id[..6]), ("done", step.Done), ("unreachable", step.Refused))),
            ct);
    }
}
