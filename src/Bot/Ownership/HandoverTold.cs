using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Ownership;

/// <summary>What a handover tells: its progress on the card that began it, and its end to the people concerned.</summary>
internal sealed class HandoverTold(Told told, Speaker speaker, Reachability reachability, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock)
{
    /// <summary>The card as it is now; one that cannot be changed is left as it is.</summary>
    public async Task ProgressAsync(Job job, HandoverOrder order, Company company, CancellationToken ct)
    {
        if (order.Card is null || company.Find(job.ById) is not { } by || await reachability.HomeAsync(job.Tenant, by.Id, ct) is not { } home)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var turn = new Turn(job.Tenant, by, company, job.Id, now, Zones.DayOf(now, by.Zone), told.Say(by), home, order.Card);
        await speaker.ReplaceAsync(turn, null, HandoverCards.Progress(turn.Say, company, job, order), ct);
    }

    public async Task EndAsync(Job job, HandoverOrder order, Company company, CancellationToken ct)
    {
        var (by, from, to) = (company.NameOf(job.ById), company.NameOf(order.From), company.NameOf(order.To));
        if (job.Done > 0 && order.To != job.ById)
        {
            await told.TellAsync(job.Tenant, company.Find(order.To), say => Answer.Text(
                say.Words("ownership").Format("toldAllNew", ("by", by), ("from", from), ("count", job.Done)), say.Words("ownership")["myCustomers"]), ct);
        }

        if (job.Done > 0 && order.From != job.ById)
        {
            await told.TellAsync(job.Tenant, company.Find(order.From), say => Answer.Text(
                say.Words("ownership").Format("toldAllOld", ("by", by), ("to", to), ("count", job.Done))), ct);
        }

        await ProgressAsync(job, order, company, ct);
        await told.TellAsync(job.Tenant, company.Find(job.ById), say => Answer.Text(
            say.Words("ownership").Format(
                job.Refused == 0 ? "toldAllBy" : "toldAllLeft", ("from", from), ("to", to), ("count", job.Done), ("left", job.Refused))), ct);
    }

    public async Task FailedAsync(Job job, HandoverOrder order, Company company, CancellationToken ct)
    {
        await ProgressAsync(job, order, company, ct);
        await told.TellAsync(job.Tenant, company.Find(job.ById), say => Answer.Text(
            say.Words("ownership").Format("toldFailed", ("from", company.NameOf(order.From)))), ct);
    }
}
