using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>What a job says by itself to whoever asked for it.</summary>
internal sealed class ImportVoice(
    CardShelf shelf, SpeakerDirectory directory, FieldStore fields, Reachability reachability, Speaker speaker, AtHome atHome, TimeProvider machine,
    [FromKeyedServices(PeopleClock.Key)] TimeProvider clock)
{
    private const int Tries = 4;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Null for someone who is no member any more, or has no 1:1 conversation that works.</summary>
    /// <param name="cardId">The card that shows how far the job is.</param>
    public async Task<Turn?> TurnAsync(Job job, string? cardId, CancellationToken ct)
    {
        var company = await directory.CompanyAsync(job.Tenant, ct);
        if (company.Find(job.ById) is not { } me || await reachability.HomeAsync(job.Tenant, me.Id, ct) is not { } home)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        return new Turn(job.Tenant, me, company, job.Id, now, Zones.DayOf(now, me.Zone), new Wording(shelf, me.Language), home, cardId)
        {
            Fields = await fields.GetAsync(job.Tenant, ct),
        };
    }

    /// <summary>Puts a card in the place of the one the job was begun with; whether it could does not matter to the job.</summary>
    public async Task ShowAsync(Turn turn, Answer card, CancellationToken ct)
    {
        if (turn.CardId is not null)
        {
            await speaker.ReplaceAsync(turn, null, card, ct);
        }
    }

    /// <summary>Says something new. What surely did not arrive is said again a few times; false when it never did.</summary>
    public async Task<bool> SayAsync(Turn turn, Answer answer, CancellationToken ct)
    {
        for (var i = 1; ; i++)
        {
            var outcome = await atHome.SendAsync(turn.Tenant, turn.Me, turn.From, answer, ct);
            if (outcome is SendOutcome.Sent or SendOutcome.Ambiguous)
            {
                return true;
            }

            if (outcome is not (SendOutcome.NotSent or SendOutcome.Throttled) || i == Tries)
            {
                return false;
            }

            var wait = (outcome as SendOutcome.Throttled)?.RetryAfter ?? Wait;
            await Task.Delay(wait < LongestWait ? wait : LongestWait, machine, ct);
        }
    }
}
