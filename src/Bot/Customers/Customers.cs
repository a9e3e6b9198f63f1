using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>Finding customers, asking how one stands, taking on a new one, and what is true of one as a whole.</summary>
internal sealed class CustomersCapability(
    CustomerFinder finder, AskedCustomer asked, CustomerStore customers, IndexStore index, Creating creating, Editing editing, Setting setting, Where where) : ICapability
{
    public string Name => "customers";

    public void Map(Routes routes) => routes
        .Text("customer_status", Status)
        .Text("find_customer", Status)
        .Text("who_owns", WhoOwns)
        .Text("list_customers", Mine)
        .Text("customers_where", (turn, meaning, ct) => where.AskAsync(turn, meaning, ct))
        .Text("create_customer", Create)
        .Text("edit_customer", Edit)
        .Text("set_status", (turn, meaning, ct) => setting.StatusAsync(turn, meaning, ct))
        .Text("set_tier", (turn, meaning, ct) => setting.TierAsync(turn, meaning, ct))
        .Text("set_tags", (turn, meaning, ct) => setting.TagsAsync(turn, meaning, ct))
        .Card("customers/show", CustomerJson.Default.CustomerForm, Show)
        .Card("customers/chosen", CustomerJson.Default.WhichForm, (turn, form, ct) => asked.ChosenAsync(turn, form, ct))
        .Card("customers/mine", CustomerJson.Default.MineForm, MoreOfMine)
        .Card("customers/where", CustomerJson.Default.WhereForm, (turn, form, ct) => where.GoOnAsync(turn, form, ct))
        .Card("customers/create", CustomerJson.Default.NameForm, CreateNamed)
        .Card("customers/submit", CustomerJson.Default.NewCustomerForm, (turn, form, ct) => creating.SubmitAsync(turn, form, ct))
        .Card("customers/edit", CustomerJson.Default.CustomerForm, EditThat)
        .Card("customers/save", CustomerJson.Default.EditForm, (turn, form, ct) => editing.SaveAsync(turn, form, ct))
        .Card("customers/tag", CustomerJson.Default.TagForm, (turn, form, ct) => setting.TagAsync(turn, form, ct))
        .Card("customers/set-back", CustomerJson.Default.SetBackForm, (turn, form, ct) => setting.BackAsync(turn, form, ct));

    private Task<Reply> Status(Turn turn, Meaning meaning, CancellationToken ct) =>
        finder.AskAsync(turn, Said(meaning), "customers/show", id => ShowAsync(turn, id, ct), ct);

    /// <summary>Whose it is and when it was last spoken to: everyone in the tenant may know.</summary>
    private Task<Reply> WhoOwns(Turn turn, Meaning meaning, CancellationToken ct)
    {
        return asked.ThenAsync(turn, meaning["customer"], file => Task.FromResult(Owned(file)), Owned, ct);

        Reply Owned(CustomerFile file)
        {
            var (words, head) = (turn.Words("customers"), file.Head);
            var owner = turn.Company.NameOf(head.OwnerId);
            return Reply.Say(Answer.Text(head.LastContact is { } last
                ? words.Format("ownerIsSince", ("customer", head.Name), ("owner", owner), ("day", turn.Say.Day(last, turn.Today)), ("ago", turn.Say.Ago(last, turn.Today)))
                : words.Format("ownerIs", ("customer", head.Name), ("owner", owner))));
        }
    }

    private async Task<Reply> Mine(Turn turn, Meaning meaning, CancellationToken ct) =>
        Reply.Say(CustomerCards.Mine(turn, await index.OfPersonAsync(turn.Tenant, turn.Me.Id, ct), null));

    private async Task<Reply> MoreOfMine(Turn turn, MineForm form, CancellationToken ct) =>
        Reply.Say(CustomerCards.Mine(turn, await index.OfPersonAsync(turn.Tenant, turn.Me.Id, ct), form.From));

    private async Task<Reply> Show(Turn turn, CustomerForm form, CancellationToken ct) =>
        Reply.Say(await ShowAsync(turn, Ids.Given(form.Customer), ct));

    private async Task<Answer> ShowAsync(Turn turn, string customerId, CancellationToken ct)
    {
        var file = await customers.LoadAsync(turn.Tenant, customerId, ct);
        return file is null ? Answer.Text(turn.Words("customers")["gone"])
            : Sight.Content(turn.Me, file, turn.Company) ? CustomerCards.Status(turn, file) : CustomerCards.Refusal(turn, file.Head);
    }

    private async Task<Reply> Create(Turn turn, Meaning meaning, CancellationToken ct) =>
        Reply.Say(await creating.FormAsync(turn, NewCustomerForm.Of(Said(meaning)), [], ct));

    private async Task<Reply> CreateNamed(Turn turn, NameForm form, CancellationToken ct) =>
        Reply.Say(await creating.FormAsync(turn, NewCustomerForm.Of(form.Name), [], ct));

    private Task<Reply> Edit(Turn turn, Meaning meaning, CancellationToken ct) =>
        asked.ThenAsync(turn, meaning, async file => Reply.Say(await editing.FormAsync(turn, file, ct)), ct);

    private Task<Reply> EditThat(Turn turn, CustomerForm form, CancellationToken ct) =>
        asked.OfAsync(turn, form.Customer, async file => Reply.Say(await editing.FormAsync(turn, file, ct)), ct);

    private static string Said(Meaning meaning) => meaning["customer"] ?? "";
}
