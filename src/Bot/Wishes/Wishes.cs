using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Wishes;

/// <summary>What customers want, what stands in the way, how both changed, and what either side promised.</summary>
internal sealed class WishesCapability(CustomerFinder finder, CustomerStore customers, PromiseList promises, Newcomers newcomers) : ICapability
{
    public string Name => "wishes";

    public void Map(Routes routes) => routes
        .Text("customer_needs", (turn, meaning, ct) => finder.AskAsync(turn, meaning["customer"] ?? "", "wishes/needs", id => AllAsync(turn, id, ItemKind.Need, ct), ct))
        .Text("customer_objections", (turn, meaning, ct) => finder.AskAsync(turn, meaning["customer"] ?? "", "wishes/objections", id => AllAsync(turn, id, ItemKind.Objection, ct), ct))
        .Text("promises_open", (turn, meaning, ct) => promises.AskAsync(turn, meaning, ct))
        .Card("wishes/needs", WishJson.Default.WishesForm, async (turn, form, ct) => Reply.Say(await AllAsync(turn, Ids.Given(form.Customer), ItemKind.Need, ct)))
        .Card("wishes/objections", WishJson.Default.WishesForm, async (turn, form, ct) => Reply.Say(await AllAsync(turn, Ids.Given(form.Customer), ItemKind.Objection, ct)))
        .Card("wishes/show", WishJson.Default.OneWishForm, Show)
        .Card("wishes/resolve", WishJson.Default.WishForm, (turn, form, ct) => ChangeAsync(turn, form, "resolve", i => i.IsOpen, Items.Resolve, ct))
        .Card("wishes/reopen", WishJson.Default.WishForm, (turn, form, ct) => ChangeAsync(turn, form, "reopen", i => !i.IsOpen, Items.Reopen, ct))
        .Card("wishes/add-contact", WishJson.Default.NewcomerForm, (turn, form, ct) => newcomers.AddAsync(turn, form, ct))
        .Card("wishes/contact-left", WishJson.Default.PersonForm, (turn, form, ct) => newcomers.LeftAsync(turn, form, ct))
        .Card("wishes/contact-main", WishJson.Default.PersonForm, (turn, form, ct) => newcomers.LeadsAsync(turn, form, ct))
        .Card("wishes/promises", WishJson.Default.PromisesForm, (turn, form, ct) => promises.GoOnAsync(turn, form, ct));

    private async Task<Answer> AllAsync(Turn turn, string customerId, ItemKind kind, CancellationToken ct) =>
        await customers.LoadAsync(turn.Tenant, customerId, ct) is not { } file ? Answer.Text(turn.Words("customers")["gone"])
            : !Sight.Content(turn.Me, file, turn.Company) ? CustomerCards.Refusal(turn, file.Head)
            : WishCards.All(turn, file, kind);

    private async Task<Reply> Show(Turn turn, OneWishForm form, CancellationToken ct)
    {
        var (file, item, no) = await FindAsync(turn, form, ct);
        return Reply.Say(no ?? WishCards.One(turn, file!, item!));
    }

    /// <summary>The card as it stands after the press; pressed twice, or on an old card, it shows what is true.</summary>
    private async Task<Reply> ChangeAsync(
        Turn turn, WishForm form, string what, Func<Item, bool> applies, Func<CustomerFile, Item, Person, DateTimeOffset, CustomerEdit> change, CancellationToken ct)
    {
        var (file, item, no) = await FindAsync(turn, form, ct);
        if (no is not null)
        {
            return Reply.Say(no);
        }

        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, file!.Head.Id, Ids.Hash(turn.Tenant, item!.Id, what, form.Seen ?? ""), turn.Me.Id, turn.Now),
            now => now is null ? new Decision<NotFiled>.No(NotFiled.NoCustomer)
                : !Sight.Content(turn.Me, now, turn.Company) ? new Decision<NotFiled>.No(NotFiled.NoSight)
                : now.Items.FirstOrDefault(i => i.Id == item.Id) is not { } stands ? new Decision<NotFiled>.No(NotFiled.NoRecord)
                : !applies(stands) ? new Decision<NotFiled>.No(NotFiled.Closed)
                : new Decision<NotFiled>.Commit(change(now, stands, turn.Me, turn.Now)),
            ct);
        if (outcome is ChangeOutcome<NotFiled>.Contended)
        {
            return Reply.Say(Answer.Text(turn.Words("wishes")["busy"]));
        }

        (file, item, no) = await FindAsync(turn, form, ct);
        return no is null ? Reply.Replace(WishCards.One(turn, file!, item!)) : Reply.Say(no);
    }

    private async Task<(CustomerFile? File, Item? Item, Answer? No)> FindAsync(Turn turn, OneWishForm form, CancellationToken ct)
    {
        var file = await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct);
        return file is null ? (null, null, Answer.Text(turn.Words("customers")["gone"]))
            : !Sight.Content(turn.Me, file, turn.Company) ? (file, null, CustomerCards.Refusal(turn, file.Head))
            : file.Items.FirstOrDefault(i => i.Id == form.Item) is { } item ? (file, item, null)
            : (file, null, Answer.Text(turn.Words("wishes")["itemGone"]));
    }
}
