using CrmBot.Bot.Directory;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Scheduler;

namespace CrmBot.Bot.Conversation;

/// <summary>The clock as a third speaker: a due prompt is routed as a text or a button is, and goes out the same way.</summary>
internal sealed class DueDelivery(
    Routes routes, CardShelf shelf, SpeakerDirectory directory, Reachability reachability, AtHome atHome,
    [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, ILogger<DueDelivery> log) : IPromptDelivery
{
    public async ValueTask<Delivered> DeliverAsync(DueBatch batch, CancellationToken ct)
    {
        Turn? turn;
        Announcement said;
        try
        {
            turn = await TurnAsync(batch, ct);
            if (turn is null)
            {
                return new Delivered.Unreachable("NoHome");
            }

            said = await routes.Due()(turn, batch, ct);
        }
        catch (Exception fault)
        {
            // Nothing has left yet: said so, it is tried again for hours; an exception would count as perhaps sent, which is tried once.
            log.ReminderNotMade(fault, batch.Prompts.Count);
            return new Delivered.NotSent(fault.GetType().Name);
        }

        var outcome = await atHome.SendAsync(batch.Tenant, turn.Me, turn.From, said.Answer, ct);
        if (outcome is SendOutcome.Sent && said.AfterArrival is { } then)
        {
            await ThenAsync(then, ct);
        }

        return Consequence(outcome);
    }

    // It has arrived: what fails now must not make it look as if it had not.
    private async Task ThenAsync(Func<CancellationToken, Task> then, CancellationToken ct)
    {
        try
        {
            await then(ct);
        }
        catch (Exception fault)
        {
            log.AfterArrivalFailed(fault);
        }
    }

    /// <summary>Null for someone who is no member any more, or has no 1:1 conversation that works.</summary>
    private async Task<Turn?> TurnAsync(DueBatch batch, CancellationToken ct)
    {
        var company = await directory.CompanyAsync(batch.Tenant, ct);
        if (company.Find(batch.Recipient) is not { Left: false } me || await reachability.HomeAsync(batch.Tenant, me.Id, ct) is not { } home)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        return new Turn(
            batch.Tenant, me, company, batch.Prompts[0].AttemptId, now, Zones.DayOf(now, me.Zone), new Wording(shelf, me.Language), home, null);
    }

    /// <summary>How long a reminder waits when the channel does not take our token.</summary>
    private static readonly TimeSpan TokenPause = TimeSpan.FromMinutes(1);

    private static Delivered Consequence(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent sent => new Delivered.Arrived(sent.ActivityId),
        SendOutcome.Throttled throttled => new Delivered.Later(throttled.RetryAfter),
        SendOutcome.NoSuchConversation gone => new Delivered.Unreachable(gone.Code),
        SendOutcome.Blocked blocked => new Delivered.Unreachable(blocked.Code),
        // Our own registration fails (an expired secret): it fails alike for everyone, and no reminder shall be given up for it.
        SendOutcome.NotSent { Why: "NoToken" } or SendOutcome.Refused { Status: 401 } => new Delivered.Later(TokenPause),
        SendOutcome.NotSent not => new Delivered.NotSent(not.Why),
        SendOutcome.Refused { Status: 412 } refused => new Delivered.NotSent($"{refused.Status}"),
        SendOutcome.Refused refused => new Delivered.Rejected($"{refused.Status} {refused.Code}"),
        SendOutcome.TooLarge => new Delivered.Rejected("TooLarge"),
        SendOutcome.Ambiguous ambiguous => new Delivered.Ambiguous(ambiguous.Why),
        _ => throw new InvalidOperationException($"The outcome {outcome.GetType().Name} has no consequence."),
    };
}
