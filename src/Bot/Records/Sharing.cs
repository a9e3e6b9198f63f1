using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Protocol;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <param name="Helper">That the colleague is to be let in first.</param>
internal sealed record SendForm(string? Customer, string? FollowUp, string? To, string? Helper);

/// <param name="Yes">That the name of the group was read and it is meant.</param>
internal sealed record IntoForm(string? Customer, string? FollowUp, string? Group, string? Yes);

/// <summary>
/// A record is shown to a colleague, or in a group, because a person said so. A colleague without sight is asked about first: only who
/// may give the customer away can let them in. Into a group nothing goes before its name was confirmed.
/// </summary>
internal sealed class Sharing(
    LastActs acts, CustomerStore customers, GroupStore groups, ReachStore reach, Reachability reachability, AtHome atHome, Speaker speaker)
{
    public async Task<Reply> LastAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        if (await acts.RecordAsync(turn, ct) is not var (file, record))
        {
            return Reply.Say(Answer.Text(turn.Words("records")["noneFiled"]));
        }

        var said = meaning["person"] ?? meaning["text"];
        if (said is null || !Sight.Content(turn.Me, file, turn.Company))
        {
            return await ChooseAsync(turn, file, record, "", ct);
        }

        var called = Colleagues.Called([.. turn.Company.Members.Where(p => p.Id != turn.Me.Id)], said);
        var group = called.Count > 0 ? null : (await groups.OfPersonAsync(turn.Tenant, turn.Me.Id, ct)).FirstOrDefault(g => g.Name is { } name && name.Contains(said.Trim(), StringComparison.OrdinalIgnoreCase));
        return called is [var one] ? await SendAsync(turn, file, record, one, ct)
            : group is not null ? Reply.Say(ShareCards.Group(turn, file, record, group))
            : await ChooseAsync(turn, file, record, turn.Words("records").Format("whoIs", ("name", Wording.Short(said, 40))), ct);
    }

    public async Task<Reply> AskAsync(Turn turn, RecordForm form, CancellationToken ct) =>
        await FindAsync(turn, form.Customer, form.FollowUp, ct) is var (file, record)
            ? await ChooseAsync(turn, file, record, "", ct)
            : Reply.Say(Answer.Text(turn.Words("records")["gone"]));

    /// <summary>To a colleague.</summary>
    public async Task<Reply> ToAsync(Turn turn, SendForm form, CancellationToken ct)
    {
        var words = turn.Words("records");
        if (await FindAsync(turn, form.Customer, form.FollowUp, ct) is not var (file, record))
        {
            return Reply.Say(Answer.Text(words["gone"]));
        }

        if (turn.Company.Find(Ids.Given(form.To)) is not { Left: false } to)
        {
            return Reply.Say(Answer.Text(words["chooseWhom"]));
        }

        if (form.Helper == "yes" && !Sight.Content(to, file, turn.Company))
        {
            var outcome = await customers.ChangeAsync<NotGiven>(
                new ChangeRequest(turn.Tenant, file.Head.Id, Ids.From(turn.OpId, "helper"), turn.Me.Id, turn.Now),
                now => now is null ? new Decision<NotGiven>.No(NotGiven.NoCustomer)
                    : !Domain.Ownership.MayGive(turn.Me, now.Head.OwnerId, turn.Company) ? new Decision<NotGiven>.No(NotGiven.NotTheirs)
                    : new Decision<NotGiven>.Commit(Domain.Ownership.LetHelp(now, to)),
                ct);
            if (outcome is ChangeOutcome<NotGiven>.No)
            {
                return Reply.Say(Answer.Text(words.Format("noSightAsk", ("name", to.Name), ("owner", turn.Company.NameOf(file.Head.OwnerId)))));
            }

            file = await customers.LoadAsync(turn.Tenant, file.Head.Id, ct) ?? file;
        }

        return await SendAsync(turn, file, record, to, ct);
    }

    /// <summary>Into a group: first its name is shown, and only then the record.</summary>
    public async Task<Reply> IntoAsync(Turn turn, IntoForm form, CancellationToken ct)
    {
        var words = turn.Words("records");
        if (await FindAsync(turn, form.Customer, form.FollowUp, ct) is not var (file, record))
        {
            return Reply.Say(Answer.Text(words["gone"]));
        }

        if ((await groups.OfPersonAsync(turn.Tenant, turn.Me.Id, ct)).FirstOrDefault(g => g.Id == form.Group) is not { } group)
        {
            return Reply.Say(Answer.Text(words["groupGone"]));
        }

        if (form.Yes != "yes")
        {
            return Reply.Say(ShareCards.Group(turn, file, record, group));
        }

        var (name, recipient) = (ShareCards.NameOf(turn, group), Groups.RecipientOf(group.Id));
        var card = ShareCards.Shared(turn, turn.Say, file, record, isGroup: true) with { CardId = Ids.From(turn.OpId, "shared") };
        var done = FollowUpCards.Closed(words.Format("sharedInto", ("group", name), ("customer", file.Head.Name)), turn.ByMe);
        if ((await reach.CardCopiesAsync(turn.Tenant, recipient, card.CardId!, ct)).Count > 0)
        {
            return Reply.Replace(done);
        }

        // Its copies are kept under the group, not under who shared it.
        switch (await speaker.SendAsync(turn.Tenant, turn.Me with { Id = recipient }, Groups.Of(turn.Tenant, group), card, ct))
        {
            case SendOutcome.Sent:
                return Reply.Replace(done);
            case SendOutcome.Blocked or SendOutcome.NoSuchConversation:
                await groups.RemoveAsync(turn.Tenant, turn.Me.Id, group.Id, ct);
                return Reply.Replace(FollowUpCards.Closed(words.Format("notInGroup", ("group", name)), ""));
            default:
                return Reply.Say(Answer.Text(words.Format("notSent", ("name", name))));
        }
    }

    private async Task<Reply> SendAsync(Turn turn, CustomerFile file, FollowUp record, Person to, CancellationToken ct)
    {
        var words = turn.Words("records");
        if (!Sight.Content(to, file, turn.Company))
        {
            return Domain.Ownership.MayGive(turn.Me, file.Head.OwnerId, turn.Company)
                ? Reply.Say(ShareCards.Helper(turn, file, record, to))
                : Reply.Say(Answer.Text(words.Format("noSightAsk", ("name", to.Name), ("owner", turn.Company.NameOf(file.Head.OwnerId)))));
        }

        if (await reachability.HomeAsync(turn.Tenant, to.Id, ct) is not { } home)
        {
            return Reply.Say(Answer.Text(words.Format("notReached", ("name", to.Name))));
        }

        var card = ShareCards.Shared(turn, turn.Say.In(to.Language), file, record, isGroup: false) with { CardId = Ids.Hash(turn.OpId, "shared", to.Id) };
        var sent = (await reach.CardCopiesAsync(turn.Tenant, to.Id, card.CardId!, ct)).Count > 0
            || await atHome.SendAsync(turn.Tenant, to, home, card, ct) is SendOutcome.Sent;
        return sent
            ? Reply.Say(Answer.Text(words.Format("sharedWith", ("name", to.Name), ("customer", file.Head.Name))))
            : Reply.Say(Answer.Text(words.Format("notSent", ("name", to.Name))));
    }

    private async Task<Reply> ChooseAsync(Turn turn, CustomerFile file, FollowUp record, string note, CancellationToken ct) =>
        Sight.Content(turn.Me, file, turn.Company)
            ? Reply.Say(ShareCards.Choose(turn, file, record, await groups.OfPersonAsync(turn.Tenant, turn.Me.Id, ct), note))
            : Reply.Say(CustomerCards.Refusal(turn, file.Head));

    /// <summary>Null also for a record of a customer that is not in sight: nothing is told of it.</summary>
    private async Task<(CustomerFile File, FollowUp Record)?> FindAsync(Turn turn, string? customer, string? followUp, CancellationToken ct)
    {
        var file = await customers.LoadAsync(turn.Tenant, Ids.Given(customer), ct);
        return file is not null && Sight.Content(turn.Me, file, turn.Company) && await customers.FollowUpAsync(turn.Tenant, file.Head.Id, Ids.Given(followUp), ct) is { } record
            ? (file, record)
            : null;
    }
}
