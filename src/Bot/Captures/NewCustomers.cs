using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Captures;

/// <summary>What became of a name that was told of.</summary>
internal abstract record Named
{
    private Named() { }

    /// <param name="Id">Of the new customer, or of the one that has the name already.</param>
    internal sealed record One(string Id) : Named;

    /// <summary>Nothing was made: others are called much the same, and that was not asked about yet.</summary>
    /// <param name="Asked">The form, which keeps that it was.</param>
    internal sealed record Like(IReadOnlyList<CustomerName> Others, Draft Asked) : Named;

    internal sealed record None : Named;
}

/// <summary>
/// A customer that was told of and is not known yet: made with its name, the rest can be added later. The same look for duplicates as where a
/// customer is created by hand.
/// </summary>
internal sealed class NewCustomers(CustomerStore customers, CustomerFinder finder, Customers.Alike alike)
{
    private const int LongestName = 100;

    /// <summary>Others that the name may mean. What was shown with them is not asked about again.</summary>
    public async Task<(IReadOnlyList<CustomerName> Others, Draft Asked)> LikeAsync(Turn turn, Draft draft, string name, CancellationToken ct) =>
        await alike.ToAsync(turn.Tenant, name, null, ct) is { Count: > 0 } others && FollowUps.Prefill.Of(draft) is { } prefill
            ? (others, (prefill with { AskedName = name }).In(draft))
            : ([], draft);

    /// <param name="draft">The form in which it is told.</param>
    public async Task<Named> MakeAsync(Turn turn, Draft draft, string name, CancellationToken ct)
    {
        if (name.Length > LongestName)
        {
            return new Named.None();
        }

        // The name is of the operation: another name is another customer, the same name twice is one.
        var (id, opId) = (Ids.From(draft.Id, "customer " + name), Ids.From(draft.Id, "create " + name));
        if (await customers.ReceiptAsync(turn.Tenant, id, opId, ct) is null)
        {
            if (await finder.NamesakeAsync(turn.Tenant, name, ct) is { } other && string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return new Named.One(other.CustomerId);
            }

            if (FollowUps.Prefill.Of(draft)?.AskedName != name && await LikeAsync(turn, draft, name, ct) is { Others.Count: > 0 } like)
            {
                return new Named.Like(like.Others, like.Asked);
            }
        }

        var head = new Customer(id, name, [], turn.Me.Id, [], Tier.C, Stage.Intent, Status.New, null);
        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, id, opId, turn.Me.Id, turn.Now),
            file => file is null ? new Decision<NotFiled>.Commit(new CustomerEdit("created", head)) : new Decision<NotFiled>.No(NotFiled.NameTaken),
            ct);
        return outcome is ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone ? new Named.One(id) : new Named.None();
    }
}
