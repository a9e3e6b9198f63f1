using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Requests;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>
/// Brings sent cards of a step up to date, whoever settled it and however. After the fact and as well as it goes: what waits here is lost
/// with the process, and an old card tells the truth when it is pressed.
/// </summary>
internal sealed class SettledCards(
    StepChanges changes, CustomerStore customers, OwnStepStore own, Reachability reachability, Speaker speaker, SpeakerDirectory directory,
    DigestAgain lists, CardShelf shelf, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, ILogger<SettledCards> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in changes.ReadAllAsync(stoppingToken))
        {
            try
            {
                await SettleAsync(change, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.CardsNotSettled(fault, change.StepId);
            }
        }
    }

    private async Task SettleAsync(StepChange change, CancellationToken ct)
    {
        var file = change.CustomerId.Length == 0 ? null : await customers.LoadAsync(change.Tenant, change.CustomerId, ct);
        var step = change.CustomerId.Length == 0
            ? await own.GetAsync(change.Tenant, change.OwnerBefore, change.StepId, ct)
            : file?.Steps.FirstOrDefault(s => s.Id == change.StepId);
        if (step is null)
        {
            return;
        }

        var company = await directory.CompanyAsync(change.Tenant, ct);
        foreach (var reader in Readers(company, change, step).Select(company.Find).OfType<Person>())
        {
            var kept = changes.Take(change.OpId, reader.Id);
            if (kept == CardsKept.All || await reachability.HomeAsync(change.Tenant, reader.Id, ct) is not { } home)
            {
                continue;
            }

            if (kept == CardsKept.None)
            {
                await speaker.SettleAsync(change.Tenant, reader, home, ReminderCards.IdOf(step.Id), Line(company, change, file, step, reader), ct);
            }

            var now = clock.GetUtcNow();
            var turn = new Turn(change.Tenant, reader, company, change.OpId, now, Zones.DayOf(now, reader.Zone), new Wording(shelf, reader.Language), home, null);
            if (step.AskedById is not null && file is not null)
            {
                await speaker.SettleAsync(change.Tenant, reader, home, RequestCards.IdOf(step.Id), RequestCards.Of(turn, file, step), ct);
            }

            if (await lists.OfAsync(turn, step.Id, ct) is var (cardId, list))
            {
                await speaker.SettleAsync(change.Tenant, reader, home, cardId, list, ct);
            }
        }
    }

    /// <summary>Everybody who may have been sent it: whose it was and is, who did it, their managers, and who stands in for them.</summary>
    private static IEnumerable<string> Readers(Company company, StepChange change, Step step)
    {
        string[] owners = [.. new[] { change.OwnerBefore, step.OwnerId }.Distinct(StringComparer.Ordinal)];
        var people = owners.Select(company.Find).OfType<Person>().ToList();
        return owners.Append(change.ById).Concat(step.AskedById is { } asker ? [asker] : [])
            .Concat(people.Select(p => p.ManagerId).OfType<string>())
            .Concat(people.SelectMany(p => p.Leaves ?? []).Select(l => l.DelegateId).OfType<string>())
            .Distinct(StringComparer.Ordinal);
    }

    private Answer.Card Line(Company company, StepChange change, CustomerFile? file, Step step, Person reader)
    {
        var now = clock.GetUtcNow();
        var say = new Wording(shelf, reader.Language);
        var (words, today) = (say.Words("reminders"), Zones.DayOf(now, reader.Zone));
        var line = step.State != StepState.Open ? ReminderCards.ClosedLine(words, file, step)
            : step.OwnerId != change.OwnerBefore ? words.Format("handed", ("what", step.What), ("name", company.NameOf(step.OwnerId)))
            : words.Format("movedTo", ("what", step.What), ("moment", say.Moment(SendPlan.Of(step, company.Find(step.OwnerId)).At, reader.Zone, today)));
        return ReminderCards.Settled(line, say.By(company.NameOf(change.ById), now, reader.Zone, today), step.State == StepState.Done);
    }
}
