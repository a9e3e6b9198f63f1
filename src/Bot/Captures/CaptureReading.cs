using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Captures;

/// <summary>Reads what a statement tells; null for a text that tells of no contact.</summary>
internal delegate Capture? ReadCapture(string text, CaptureContext context);

/// <summary>Reads a person's words with everything that person may know: all customers' names, contacts only of those in sight.</summary>
internal sealed class CaptureReading(ReadCapture reader, CustomerNames customers, ColleagueNames colleagues, IndexStore lists)
{
    /// <exception cref="StorageUnavailableException">Nobody can say now who is called so.</exception>
    public Task<Capture?> ReadAsync(Turn turn, string text, CancellationToken ct) => ReadAsync(turn.Tenant, turn.Me, turn.Company, turn.Now, text, ct);

    /// <exception cref="StorageUnavailableException">Nobody can say now who is called so.</exception>
    public async Task<Capture?> ReadAsync(string tenant, Person me, Company company, DateTimeOffset now, string text, CancellationToken ct)
    {
        var index = await customers.OfAsync(tenant, ct);
        var involved = (await lists.OfPersonAsync(tenant, me.Id, ct)).Select(s => s.CustomerId).ToHashSet(StringComparer.Ordinal);
        return reader(text, new CaptureContext(WhenSaid.Context(me, now), me.Id, index, colleagues.Of(tenant, company), MayKnow));

        // A shadow of sight, which is decided on the customer when it is shown.
        bool MayKnow(NameEntry entry) => entry.OwnerId == me.Id || involved.Contains(entry.Id)
            || (entry.OwnerId is { } owner && (company.ReportsTo(owner, me.Id) || company.Covers(me.Id, owner)));
    }
}
