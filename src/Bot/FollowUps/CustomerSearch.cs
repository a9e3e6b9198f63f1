using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Language;
using CrmBot.Protocol;

namespace CrmBot.Bot.FollowUps;

/// <summary>Names of customers for the list of the form, while somebody types: names are for everyone in the tenant, nothing else is said.</summary>
internal sealed class CustomerSearch(CustomerNames names, FollowUpForms forms)
{
    /// <summary>The cards name it.</summary>
    public const string Dataset = "follow-ups/customers";

    /// <summary>Looked through for the asker's own: those stand first, however many others fit as well.</summary>
    private const int MostLookedAt = 90;

    /// <summary>Nothing typed: the asker's own, those of late first.</summary>
    /// <exception cref="CrmBot.Storage.StorageUnavailableException">Nobody can say now who is called so.</exception>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(Turn turn, SearchRequest request, CancellationToken ct)
    {
        var own = await forms.OwnAsync(turn, null, ct);
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            return [.. own.Skip(request.Skip).Take(request.Take).Select(s => new SearchHit(s.CustomerName, s.CustomerId))];
        }

        var index = await names.OfAsync(turn.Tenant, ct);
        var mine = own.Select(s => s.CustomerId).ToHashSet(StringComparer.Ordinal);

        // Among equals the index has the order; a name with a wrong letter may be another company altogether, and stands behind.
        return
        [
            .. index.Find(request.Text, MostLookedAt, turn.Me.Id)
                .OrderBy(h => h.Fit == NameFit.Close).ThenBy(h => !mine.Contains(h.Id))
                .Skip(request.Skip).Take(request.Take)
                .Select(h => new SearchHit(index[h.Id]!.Names[0], h.Id)),
        ];
    }
}
