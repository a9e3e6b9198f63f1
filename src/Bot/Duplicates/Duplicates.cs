using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Duplicates;

/// <summary>Two customers that are one in truth: compared, and made one.</summary>
internal sealed class DuplicatesCapability(CustomerFinder finder, Joining joining) : ICapability
{
    public string Name => "duplicates";

    public void Map(Routes routes) => routes
        .Text("merge", Compare)
        .Card("duplicates/choose", DuplicatesJson.Default.JoinForm, (turn, form, ct) => joining.ConfirmAsync(turn, form, ct))
        .Card("duplicates/merge", DuplicatesJson.Default.JoinForm, (turn, form, ct) => joining.MergeAsync(turn, form, ct))
        .Card("duplicates/leave", DuplicatesJson.Default.LeaveForm, (turn, _, _) => Task.FromResult(joining.Leave(turn)));

    private async Task<Reply> Compare(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("duplicates");
        var (one, other) = (meaning["customer"] ?? "", meaning["other"] ?? "");
        var (ones, others) = (await CalledAsync(turn, one, ct), await CalledAsync(turn, other, ct));
        if (ones.Count == 0 || others.Count == 0)
        {
            return Reply.Say(Answer.Text(words.Format("noCustomer", ("name", ones.Count == 0 ? one : other))));
        }

        // Duplicates are often called the same: what the one name takes is not meant by the other.
        if (ones.Count == 1)
        {
            others = Without(others, ones[0]);
        }

        if (others.Count == 1)
        {
            ones = Without(ones, others[0]);
        }

        if (ones.Count == 2 && others.Count == 2 && ones.All(c => others.Any(o => o.CustomerId == c.CustomerId)))
        {
            (ones, others) = ([ones[0]], [ones[1]]);
        }

        return (ones, others) switch
        {
            ([], _) or (_, []) => Reply.Say(Answer.Text(words["same"])),
            ([var a], [var b]) => Reply.Say(await joining.CompareAsync(turn, a.CustomerId, b.CustomerId, ct)),
            _ => Reply.Say(Answer.Text(words.Format(
                "which", ("name", ones.Count > 1 ? one : other), ("names", string.Join(words["and"], (ones.Count > 1 ? ones : others).Select(c => c.Name)))))),
        };
    }

    private async Task<IReadOnlyList<CustomerName>> CalledAsync(Turn turn, string said, CancellationToken ct)
    {
        IReadOnlyList<CustomerName> found = await finder.FindAsync(turn.Tenant, turn.Me, said, ct) switch
        {
            Meant.One one => [one.Customer, .. one.AlsoCalledSo],
            Meant.Several several => several.Customers,
            _ => [],
        };
        return found.Where(c => string.Equals(c.Name, said, StringComparison.OrdinalIgnoreCase)).ToList() is [var exactly] ? [exactly] : found;
    }

    private static IReadOnlyList<CustomerName> Without(IReadOnlyList<CustomerName> names, CustomerName taken) =>
        [.. names.Where(n => n.CustomerId != taken.CustomerId)];
}
