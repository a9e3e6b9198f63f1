using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Ownership;

/// <summary>One customer in other hands: asked, confirmed, done in one change, and told to both.</summary>
internal sealed class Giving(CustomerStore customers, JobStarter jobs)
{
    /// <summary>The card that asks to confirm; without somebody to give it to, the card that asks to whom.</summary>
    public async Task<Reply> ProposeAsync(Turn turn, string? customerId, string? toId, CancellationToken ct)
    {
        var words = turn.Words("ownership");
        if (await customers.LoadAsync(turn.Tenant, Ids.Given(customerId), ct) is not { } file)
        {
            return Reply.Say(Answer.Text(words["gone"]));
        }

        var head = file.Head;
        if (!Domain.Ownership.MayGive(turn.Me, head.OwnerId, turn.Company))
        {
            return Reply.Say(Answer.Text(words.Format("notYours", ("customer", head.Name), ("owner", turn.Company.NameOf(head.OwnerId)))));
        }

        return Reply.Say(turn.Company.Find(toId ?? "") switch
        {
            null => OwnershipCards.Choose(turn, head),
            { Left: true } gone => Answer.Text(words.Format("hasLeft", ("name", gone.Name))),
            var to when to.Id == head.OwnerId => Answer.Text(words.Format("already", ("customer", head.Name), ("owner", to.Name))),
            var to => OwnershipCards.Confirm(turn, file, to),
        });
    }

    public async Task<Reply> GiveAsync(Turn turn, GiveForm form, CancellationToken ct)
    {
        var words = turn.Words("ownership");
        var to = turn.Company.Find(Ids.Given(form.To));
        var (customer, from) = (Ids.Given(form.Customer), Ids.Given(form.From));
        var opId = Ids.Hash("reassign", turn.Tenant, customer, from, Ids.Given(form.To), Ids.Given(form.Order));
        var outcome = await customers.ChangeAsync<NotGiven>(
            new ChangeRequest(turn.Tenant, customer, opId, turn.Me.Id, turn.Now), file => Decide(turn, file, from, to), ct);
        if (outcome is ChangeOutcome<NotGiven>.Committed or ChangeOutcome<NotGiven>.AlreadyDone)
        {
            // By a job, so that both are told also when this process dies now; begun twice it is one.
            await jobs.StartAsync(GivenTold.Order(turn, opId, customer, from, to!.Id), ct);
        }

        switch (outcome)
        {
            case ChangeOutcome<NotGiven>.Committed done:
                var given = words.Format("given", ("customer", done.File.Head.Name), ("from", turn.Company.NameOf(from)), ("to", to!.Name));
                return Reply.Replace(
                    OwnershipCards.Settled(given, turn.ByMe, true),
                    [.. done.OnItsWay.Except(done.Arrived, StringComparer.Ordinal).Any() ? [Answer.Text(words.Format("onItsWay", ("name", turn.Company.NameOf(from))))] : Array.Empty<Answer>()]);
            case ChangeOutcome<NotGiven>.AlreadyDone done:
                return Reply.Replace(Now(turn, done.File.Head, "already"));
            case ChangeOutcome<NotGiven>.No { Why: NotGiven.NoCustomer }:
                return Reply.Replace(OwnershipCards.Settled(words["gone"]));
            case ChangeOutcome<NotGiven>.No { Why: NotGiven.NobodyThere }:
                return Reply.Replace(OwnershipCards.Settled(words.Format("hasLeft", ("name", to?.Name ?? ""))));
            case ChangeOutcome<NotGiven>.No no when await customers.LoadAsync(turn.Tenant, customer, ct) is { } file:
                return Reply.Replace(Now(turn, file.Head, no.Why == NotGiven.Outdated ? "old" : "notYours"));
            default:
                return Reply.Say(Answer.Text(words["busy"]));
        }
    }

    /// <summary>Asked, and left as it is.</summary>
    public async Task<Reply> KeepAsync(Turn turn, KeepForm form, CancellationToken ct)
    {
        var words = turn.Words("ownership");
        var file = string.IsNullOrEmpty(form.Customer) ? null : await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct);
        var what = file is null ? "" : words.Format("keptLine", ("customer", file.Head.Name), ("owner", turn.Company.NameOf(file.Head.OwnerId)));
        return Reply.Replace(OwnershipCards.Settled(words["kept"], what));
    }

    private static Decision<NotGiven> Decide(Turn turn, CustomerFile? file, string from, Person? to) => file switch
    {
        null => new Decision<NotGiven>.No(NotGiven.NoCustomer),
        _ when !Domain.Ownership.MayGive(turn.Me, file.Head.OwnerId, turn.Company) => new Decision<NotGiven>.No(NotGiven.NotTheirs),
        _ when file.Head.OwnerId != from => new Decision<NotGiven>.No(NotGiven.Outdated),
        _ when to is not { Left: false } => new Decision<NotGiven>.No(NotGiven.NobodyThere),
        _ when to.Id == from => new Decision<NotGiven>.No(NotGiven.Outdated),
        _ => new Decision<NotGiven>.Commit(Domain.Ownership.Reassign(file, to)),
    };

    private static Answer.Card Now(Turn turn, Customer head, string key) => OwnershipCards.Settled(
        turn.Words("ownership").Format(key, ("customer", head.Name), ("owner", turn.Company.NameOf(head.OwnerId))));
}
