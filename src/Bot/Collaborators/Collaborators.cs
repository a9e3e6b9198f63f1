using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Collaborators;

/// <summary>Who works on a customer beside the owner. The owner and their superiors decide it; sight follows.</summary>
internal sealed class CollaboratorsCapability(AskedCustomer asked, CustomerStore customers, JobStarter jobs) : ICapability
{
    public string Name => "collaborators";

    public void Map(Routes routes) => routes
        .Text("set_helpers", Said)
        .Card("collaborators/list", CollaboratorJson.Default.ListForm, (turn, form, ct) =>
            asked.OfAsync(turn, form.Customer, file => Task.FromResult(Reply.Say(CollaboratorCards.List(turn, file))), ct))
        .Card("collaborators/add", CollaboratorJson.Default.AddForm, (turn, form, ct) => PressedAsync(turn, form.Customer, form.To, true, ct))
        .Card("collaborators/remove", CollaboratorJson.Default.RemoveForm, (turn, form, ct) => PressedAsync(turn, form.Customer, form.Person, false, ct));

    private Task<Reply> Said(Turn turn, Meaning meaning, CancellationToken ct) => asked.ThenAsync(
        turn, meaning,
        async file =>
        {
            var words = turn.Words("collaborators");
            if (meaning["person"] is not { } said)
            {
                return Reply.Say(CollaboratorCards.List(turn, file));
            }

            var add = meaning.Values.GetValueOrDefault("op") != "remove";
            var people = add ? [.. turn.Company.Members] : turn.Company.People.Where(p => file.Head.Helpers.Contains(p.Id, StringComparer.Ordinal)).ToList();
            return Colleagues.Called(people, said) switch
            {
                [] => Reply.Say(Answer.Text(words.Format(add ? "nobodyCalled" : "noHelperCalled", ("name", said))), CollaboratorCards.List(turn, file)),
                [var one] => Reply.Say(await ChangeAsync(turn, file.Head.Id, one.Id, add, turn.OpId, ct)),
                var several => Reply.Say(CollaboratorCards.Which(turn, file, said, several)),
            };
        },
        ct);

    private async Task<Reply> PressedAsync(Turn turn, string? customerId, string? personId, bool add, CancellationToken ct) =>
        await ChangeAsync(turn, Ids.Given(customerId), Ids.Given(personId), add, turn.OpId, ct) is Answer.Card card
            ? Reply.Replace(card)
            : Reply.Say(Answer.Text(turn.Words("collaborators")["busy"]));

    private async Task<Answer> ChangeAsync(Turn turn, string customerId, string personId, bool add, string opId, CancellationToken ct)
    {
        var words = turn.Words("collaborators");
        var person = turn.Company.Find(personId);
        var outcome = await customers.ChangeAsync<NotGiven>(
            new ChangeRequest(turn.Tenant, customerId, opId, turn.Me.Id, turn.Now),
            file => file is null ? new Decision<NotGiven>.No(NotGiven.NoCustomer)
                : !Domain.Ownership.MayShare(turn.Me, file.Head.OwnerId, turn.Company) ? new Decision<NotGiven>.No(NotGiven.NotTheirs)
                : person is null || (add && person.Left) ? new Decision<NotGiven>.No(NotGiven.NobodyThere)
                : (add ? Traits.AddHelper(file, person) : Traits.RemoveHelper(file, person.Id)) is { } edit ? new Decision<NotGiven>.Commit(edit)
                : new Decision<NotGiven>.No(NotGiven.Outdated),
            ct);
        if (outcome is ChangeOutcome<NotGiven>.Committed or ChangeOutcome<NotGiven>.AlreadyDone && personId != turn.Me.Id)
        {
            // By a job, so that they are told also when this process dies now; begun twice it is one.
            await jobs.StartAsync(HelperTold.Order(turn, opId, customerId, personId, add), ct);
        }

        var name = person is null ? "" : turn.Company.NameOf(person.Id);
        return outcome switch
        {
            ChangeOutcome<NotGiven>.Committed done => CollaboratorCards.List(turn, done.File, words.Format(add ? "added" : "removed", ("name", name), ("by", turn.ByMe))),
            ChangeOutcome<NotGiven>.AlreadyDone done => CollaboratorCards.List(turn, done.File),
            ChangeOutcome<NotGiven>.No { Why: NotGiven.NoCustomer } => Answer.Text(words["gone"]),
            ChangeOutcome<NotGiven>.No no when await customers.LoadAsync(turn.Tenant, customerId, ct) is { } file => Refused(turn, file, no.Why, name, add),
            _ => Answer.Text(words["busy"]),
        };
    }

    private static Answer Refused(Turn turn, CustomerFile file, NotGiven why, string name, bool add)
    {
        var words = turn.Words("collaborators");
        if (!Sight.Content(turn.Me, file, turn.Company))
        {
            return CustomerCards.Refusal(turn, file.Head);
        }

        return CollaboratorCards.List(turn, file, why switch
        {
            NotGiven.NotTheirs => words.Format("notYours", ("owner", turn.Company.NameOf(file.Head.OwnerId))),
            NotGiven.NobodyThere => words.Format("hasLeft", ("name", name)),
            _ => words.Format(add ? "alreadyThere" : "notThere", ("name", name)),
        });
    }
}
