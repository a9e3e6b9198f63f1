using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Reviews;

/// <summary>How the status of a customer changed over time, and how often those of many did in a period. Source: checklist A6.</summary>
internal sealed class StatusAsked(AskedCustomer asked, CustomerFinder finder, HistoryStore history, PeriodFacts facts, CustomerStore customers)
{
    /// <summary>Of one customer; a colleague's name asks for the changes of theirs.</summary>
    public async Task<Reply> OfCustomerAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        if (meaning["customer"] is { } said && Colleagues.Called(Sight.People(turn.Me, turn.Company), PersonIn(turn, meaning)).Count > 0
            && await finder.FindAsync(turn.Tenant, turn.Me, said, ct) is Meant.Nobody)
        {
            return await OfPeriodAsync(turn, meaning with { Slots = [.. meaning.Slots.Select(s => s.Name == "customer" ? s with { Name = "person" } : s)] }, ct);
        }

        return await asked.ThenAsync(turn, meaning, file => WayAsync(turn, file, ct), ct);
    }

    /// <summary>Of everybody in sight, or of one.</summary>
    public async Task<Reply> OfPeriodAsync(Turn turn, Meaning said, CancellationToken ct)
    {
        var period = PeriodSaid.Of(turn, said, LocalPeriod.QuarterOf);
        var meaning = PeriodSaid.Apart(turn, said, "person");
        if (Scope.Said(turn, meaning) is not { } scope)
        {
            return Reply.Say(Answer.Text(turn.Words("reviews").Format("nobodyCalled", ("name", meaning["person"] ?? ""))));
        }

        var changes = await ChangesAsync(turn, scope, period, ct);
        return Reply.Say(StatusCards.Changes(
            turn, scope, period, changes, await NamedAsync(turn, changes.Won, ct), await NamedAsync(turn, changes.Lost, ct)));
    }

    public async Task<StatusChanges> ChangesAsync(Turn turn, Scope scope, LocalPeriod period, CancellationToken ct)
    {
        var done = await facts.SinceAsync(turn.Tenant, scope.People, period.First, turn.Now, ct);
        var zones = done.ToDictionary(d => d.Person.Id, d => d.Person.Zone, StringComparer.Ordinal);
        return StatusChanges.Of(done.SelectMany(d => d.Deeds), period, id => zones[id]);
    }

    /// <summary>Those whose content the asker may see now, as many as are shown.</summary>
    public async Task<IReadOnlyList<CustomerFile>> NamedAsync(Turn turn, IReadOnlyList<Turned> some, CancellationToken ct)
    {
        var files = await Task.WhenAll(some.Take(StatusCards.MostNamed).Select(t => customers.LoadAsync(turn.Tenant, t.CustomerId, ct).AsTask()));
        return [.. files.OfType<CustomerFile>().Where(f => Sight.Content(turn.Me, f, turn.Company)).DistinctBy(f => f.Head.Id)];
    }

    private async Task<Reply> WayAsync(Turn turn, CustomerFile file, CancellationToken ct) =>
        Reply.Say(StatusCards.Way(turn, file.Head, await history.StatusesAsync(turn.Tenant, file.Head.Id, ct)));

    private static string PersonIn(Turn turn, Meaning meaning) => PeriodSaid.Apart(turn, meaning, "customer")["customer"] ?? "";
}
