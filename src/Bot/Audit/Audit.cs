using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Audit;

/// <summary>Who did what when: of all customers by day for administrators, of one customer also for whoever sees its content.</summary>
internal sealed class AuditCapability(AuditStore audit, CustomerFinder finder, CustomerStore customers) : ICapability
{
    private const int MostChanges = 10;

    // Longer than any place in a day or a history.
    private const int LongestNext = 512;

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public string Name => "audit";

    public void Map(Routes routes) => routes
        .Text("audit", AskDay)
        .Text("who_changed", AskCustomer)
        .Card("audit/day", AuditJson.Default.DayForm, ShowDay)
        .Card("audit/customer", AuditJson.Default.HistoryForm, ShowCustomer);

    private async Task<Reply> AskDay(Turn turn, Meaning meaning, CancellationToken ct) => Reply.Say(await DayAsync(
        turn,
        meaning.Values.GetValueOrDefault("day") switch
        {
            "yesterday" => turn.Today.AddDays(-1),
            "day_before" => turn.Today.AddDays(-2),
            _ => turn.Today,
        },
        null, ct));

    /// <summary>Another day takes the place of the card; more of a day stands below it.</summary>
    private async Task<Reply> ShowDay(Turn turn, DayForm form, CancellationToken ct)
    {
        var day = CardDay.Read(form.Day) is { } given && given >= Earliest && given < turn.Today
            ? given
            : turn.Today;
        var next = Next(form.Next);
        return await DayAsync(turn, day, next, ct) is var answer && answer is Answer.Card card && next is null ? Reply.Replace(card) : Reply.Say(answer);
    }

    private async Task<Answer> DayAsync(Turn turn, DateOnly day, string? next, CancellationToken ct)
    {
        if (turn.Me.Role != Role.Admin)
        {
            return Answer.Text(turn.Words("audit")["onlyAdmin"]);
        }

        var page = await audit.DayAsync(turn.Tenant, day, turn.Me.Zone, MostChanges, next, ct);
        return AuditCards.Day(turn, day, page, await NamesAsync(turn.Tenant, page.Items, ct));
    }

    private Task<Reply> AskCustomer(Turn turn, Meaning meaning, CancellationToken ct) =>
        finder.AskAsync(turn, meaning["customer"] ?? "", "audit/customer", id => CustomerAsync(turn, id, null, ct), ct);

    private async Task<Reply> ShowCustomer(Turn turn, HistoryForm form, CancellationToken ct) =>
        Reply.Say(await CustomerAsync(turn, Ids.Given(form.Customer), Next(form.Next), ct));

    private async Task<Answer> CustomerAsync(Turn turn, string customerId, string? next, CancellationToken ct)
    {
        if (await customers.LoadAsync(turn.Tenant, customerId, ct) is not { } file)
        {
            return Answer.Text(turn.Words("audit")["gone"]);
        }

        if (turn.Me.Role != Role.Admin && !Sight.Content(turn.Me, file, turn.Company))
        {
            return CustomerCards.Refusal(turn, file.Head);
        }

        // A place is the revision where the page before began: after the first.
        var from = int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var rev) && rev > 1 ? next : null;
        return AuditCards.History(turn, file.Head, await audit.OfCustomerAsync(turn.Tenant, file.Head.Id, MostChanges, from, ct));
    }

    /// <summary>
    /// Names by the ids of a page; null for a customer that was erased. From the customers themselves: a name in a list of names
    /// may outlive its customer for a moment.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, string?>> NamesAsync(string tenant, IReadOnlyList<AuditChange> changes, CancellationToken ct)
    {
        var names = await Task.WhenAll(changes.Select(c => c.CustomerId).Distinct(StringComparer.Ordinal)
            .Select(async id => (Id: id, (await customers.LoadAsync(tenant, id, ct))?.Head.Name)));
        return names.ToDictionary(n => n.Id, n => n.Name, StringComparer.Ordinal);
    }

    private static string? Next(string? given) => given is { Length: > 0 and <= LongestNext } && !given.Any(char.IsControl) ? given : null;
}
