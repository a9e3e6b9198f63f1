using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Ownership;

/// <summary>Who looks after a customer, and how that changes.</summary>
internal sealed class OwnershipCapability(CustomerFinder finder, Giving giving, HandingOver handingOver) : ICapability
{
    public string Name => "ownership";

    public void Map(Routes routes) => routes
        .Text("reassign", Reassign)
        .Text("handover", HandOver)
        .Card("ownership/picked", OwnershipJson.Default.PickedForm, Picked)
        .Card("ownership/propose", OwnershipJson.Default.ProposeForm, (turn, form, ct) => giving.ProposeAsync(turn, form.Customer, form.To, ct))
        .Card("ownership/give", OwnershipJson.Default.GiveForm, (turn, form, ct) => giving.GiveAsync(turn, form, ct))
        .Card("ownership/keep", OwnershipJson.Default.KeepForm, (turn, form, ct) => giving.KeepAsync(turn, form, ct))
        .Card("ownership/pack", OwnershipJson.Default.PackForm, (turn, form, ct) => handingOver.PackAsync(turn, form, ct))
        .Card("ownership/choose-all", OwnershipJson.Default.PersonForm, (turn, form, ct) => handingOver.ChooseAsync(turn, form.Person))
        .Card("ownership/propose-all", OwnershipJson.Default.ProposeAllForm, (turn, form, ct) => handingOver.ProposeAsync(turn, form.Person, form.To, ct))
        .Card("ownership/give-all", OwnershipJson.Default.GiveAllForm, (turn, form, ct) => handingOver.GiveAsync(turn, form, ct))
        .Card("ownership/progress", OwnershipJson.Default.ProgressForm, (turn, form, ct) => handingOver.ProgressAsync(turn, form, ct));

    private async Task<Reply> Reassign(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("ownership");
        var said = meaning["customer"] ?? "";
        var name = meaning["person"];
        var people = name is null ? [] : Colleagues.Called([.. turn.Company.Members], name);
        if (name is not null && people.Count == 0)
        {
            return Reply.Say(Answer.Text(words.Format("nobodyCalled", ("name", name))));
        }

        var to = people is [var one] ? one.Id : "";
        switch (await finder.FindAsync(turn.Tenant, turn.Me, said, ct))
        {
            case Meant.One { Customer: var customer } when people.Count > 1:
                return Reply.Say(OwnershipCards.Pick(
                    words.Format("whichPerson", ("name", name)),
                    [.. people.Select(p => PersonRow(turn, p, customer.CustomerId, "", p.Id))]));
            case Meant.One { Customer: var customer }:
                return await giving.ProposeAsync(turn, customer.CustomerId, to, ct);
            case Meant.Several several:
                return Reply.Say(CustomerPick(turn, words.Format("whichCustomer", ("name", said)), several.Customers, to));
            case Meant.Nobody { Near: { Count: > 0 } near }:
                return Reply.Say(CustomerPick(turn, words.Format("noCustomerNear", ("name", said)), near, to));
            default:
                return Reply.Say(Answer.Text(words.Format("noCustomer", ("name", said))));
        }
    }

    private async Task<Reply> HandOver(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("ownership");
        var (from, to) = (meaning["person"], meaning["other"]);
        IReadOnlyList<Person> leavers = meaning.Values.GetValueOrDefault("owner") == "me" ? [turn.Me]
            : from is null ? [] : Colleagues.Called(turn.Company.People, from);
        var takers = to is null ? [] : Colleagues.Called([.. turn.Company.Members], to);
        return (leavers, takers) switch
        {
            ([], _) => Reply.Say(Answer.Text(words.Format("nobodyCalled", ("name", from)))),
            (_, []) when to is not null => Reply.Say(Answer.Text(words.Format("nobodyCalled", ("name", to)))),
            ([var leaver], [var taker]) => await handingOver.ProposeAsync(turn, leaver.Id, taker.Id, ct),
            ([var leaver], []) => Reply.Say(await handingOver.PackAsync(turn, leaver.Id, null, ct)),
            ([var leaver], _) => Reply.Say(OwnershipCards.Pick(
                words.Format("whichPerson", ("name", to)), [.. takers.Select(p => PersonRow(turn, p, "", leaver.Id, p.Id))])),
            _ => Reply.Say(OwnershipCards.Pick(
                words.Format("whichPerson", ("name", from)),
                [.. leavers.Select(p => PersonRow(turn, p, "", p.Id, takers is [var taker] ? taker.Id : ""))])),
        };
    }

    /// <summary>What a sentence left open was chosen.</summary>
    private async Task<Reply> Picked(Turn turn, PickedForm form, CancellationToken ct) => form switch
    {
        { Customer.Length: > 0 } => await giving.ProposeAsync(turn, form.Customer, form.To, ct),
        { To.Length: > 0 } => await handingOver.ProposeAsync(turn, form.Person, form.To, ct),
        _ => Reply.Say(await handingOver.PackAsync(turn, Ids.Given(form.Person), null, ct)),
    };

    private static Answer.Card CustomerPick(Turn turn, string title, IReadOnlyList<CustomerName> names, string to) => OwnershipCards.Pick(
        title,
        [
            .. names.Select(n => new PickRow(
                n.CustomerId, "", "", to, n.Name, turn.Words("ownership").Format("ownedBy", ("owner", turn.Company.NameOf(n.OwnerId))))),
        ]);

    private static PickRow PersonRow(Turn turn, Person person, string customer, string leaver, string to)
    {
        var words = turn.Words("ownership");
        return new PickRow(customer, "", leaver, to, OwnershipCards.Told(turn.Company, person), person.Team is { } team and not "*" ? team : words["noTeam"]);
    }
}
