using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Captures;

/// <summary>A customer that was told of and is not known yet: made with its name, the rest can be added later.</summary>
internal sealed class NewCustomers(CustomerStore customers, CustomerFinder finder)
{
    private const int LongestName = 100;

    /// <summary>The id of the new customer, or of the one that has the name already; null when none could be made.</summary>
    public async Task<string?> MakeAsync(Turn turn, Draft draft, string name, CancellationToken ct)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        // The name is of the operation: another name is another customer, the same name twice is one.
        var (id, opId) = (Ids.From(draft.Id, "customer " + name), Ids.From(draft.Id, "create " + name));
        if (await customers.ReceiptAsync(turn.Tenant, id, opId, ct) is null && await finder.NamesakeAsync(turn.Tenant, name, ct) is { } other
            && string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase))
        {
            return other.CustomerId;
        }

        var head = new Customer(id, name, [], turn.Me.Id, [], Tier.C, Stage.Intent, Status.New, null);
        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, id, opId, turn.Me.Id, turn.Now),
            file => file is null ? new Decision<NotFiled>.Commit(new CustomerEdit("created", head)) : new Decision<NotFiled>.No(NotFiled.NameTaken),
            ct);
        return outcome is ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone ? id : null;
    }
}
