using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Duplicates;

/// <summary>Two customers side by side, the one that stays chosen, confirmed, and merged.</summary>
internal sealed class Joining(CustomerStore customers, Merging merging, JobStarter jobs)
{
    private const int MostCounted = 100;

    public async Task<Answer> CompareAsync(Turn turn, string oneId, string otherId, CancellationToken ct)
    {
        var (one, other) = await LoadAsync(turn, oneId, otherId, ct);
        return Merge.Refusal(turn.Me, one, other, turn.Company) is { } why
            ? Answer.Text(Because(turn, why, one, other))
            : DuplicatesCards.Compare(turn, one!, await CountAsync(turn, one!, ct), other!, await CountAsync(turn, other!, ct));
    }

    public async Task<Reply> ConfirmAsync(Turn turn, JoinForm form, CancellationToken ct)
    {
        var (loser, winner) = await LoadAsync(turn, Ids.Given(form.Loser), Ids.Given(form.Winner), ct);
        return Reply.Replace(Merge.Refusal(turn.Me, loser, winner, turn.Company) is { } why
            ? OwnershipCards.Settled(Because(turn, why, loser, winner))
            : DuplicatesCards.Confirm(turn, loser!, winner!));
    }

    public async Task<Reply> MergeAsync(Turn turn, JoinForm form, CancellationToken ct)
    {
        var words = turn.Words("duplicates");
        var (loserId, winnerId) = (Ids.Given(form.Loser), Ids.Given(form.Winner));
        var (loser, winner) = await LoadAsync(turn, loserId, winnerId, ct);
        var opId = Ids.Hash("merge", turn.Tenant, loserId, winnerId, Ids.Given(form.Order));
        var outcome = await merging.MergeAsync(
            new ChangeRequest(turn.Tenant, loserId, opId, turn.Me.Id, turn.Now),
            winnerId,
            (goes, stays) => Merge.Refusal(turn.Me, goes, stays, turn.Company),
            ct);
        switch (outcome)
        {
            case MergeOutcome.Merged when loser is not null && winner is not null:
                await jobs.StartAsync(MergeJob.Order(turn, opId, loserId, winnerId, loser.Head.OwnerId), ct);
                return Reply.Replace(loser.Head.Id == winner.Head.Id
                    ? OwnershipCards.Settled(Because(turn, NotMerged.Same, loser, winner))
                    : OwnershipCards.Settled(words.Format("merged", ("loser", loser.Head.Name), ("winner", winner.Head.Name)), turn.ByMe, true));
            case MergeOutcome.No no:
                return Reply.Replace(OwnershipCards.Settled(Because(turn, no.Why, loser, winner)));
            default:
                return Reply.Say(Answer.Text(words["busy"]));
        }
    }

    public Reply Leave(Turn turn) => Reply.Replace(OwnershipCards.Settled(turn.Words("duplicates")["left"]));

    private async Task<(CustomerFile? One, CustomerFile? Other)> LoadAsync(Turn turn, string oneId, string otherId, CancellationToken ct) =>
        (await customers.LoadAsync(turn.Tenant, oneId, ct), await customers.LoadAsync(turn.Tenant, otherId, ct));

    private async Task<int> CountAsync(Turn turn, CustomerFile file, CancellationToken ct) =>
        (await customers.TimelineAsync(turn.Tenant, file.Head.Id, MostCounted, null, ct)).Items.Count;

    // Names and owners are for everyone in the tenant.
    private static string Because(Turn turn, NotMerged why, CustomerFile? one, CustomerFile? other)
    {
        var words = turn.Words("duplicates");
        return why switch
        {
            NotMerged.Same => words.Format("already", ("customer", (one ?? other)?.Head.Name ?? "")),
            NotMerged.NotTheirs => words.Format(
                "notYours",
                ("one", one!.Head.Name), ("owner", turn.Company.NameOf(one.Head.OwnerId)),
                ("other", other!.Head.Name), ("otherOwner", turn.Company.NameOf(other.Head.OwnerId))),
            NotMerged.TooMuch => words["tooMuch"],
            _ => words["gone"],
        };
    }
}
