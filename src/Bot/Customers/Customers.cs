using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>Finding customers, asking how one stands, and taking on a new one.</summary>
internal sealed class CustomersCapability(CustomerFinder finder, CustomerStore customers, IndexStore index, DraftStore drafts) : ICapability
{
    private const string Kind = "customer";
    private const int LongestName = 100;
    private const int LongestAliases = 200;

    private static readonly char[] AliasSeparators = [',', ',', '、', ';', ';', '\n'];

    public string Name => "customers";

    public void Map(Routes routes) => routes
        .Text("customer_status", Status)
        .Text("find_customer", Status)
        .Text("who_owns", WhoOwns)
        .Text("list_customers", Mine)
        .Text("create_customer", Create)
        .Card("customers/show", CustomerJson.Default.CustomerForm, Show)
        .Card("customers/mine", CustomerJson.Default.MineForm, MoreOfMine)
        .Card("customers/create", CustomerJson.Default.NameForm, CreateNamed)
        .Card("customers/submit", CustomerJson.Default.NewCustomerForm, Submit);

    private Task<Reply> Status(Turn turn, Meaning meaning, CancellationToken ct) =>
        finder.AskAsync(turn, Said(meaning), "customers/show", id => ShowAsync(turn, id, ct), ct);

    private async Task<Reply> WhoOwns(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var said = Said(meaning);
        var words = turn.Words("customers");
        return await finder.FindAsync(turn.Tenant, turn.Me, said, ct) switch
        {
            Meant.One { Customer: var c, AlsoCalledSo: var others } => Reply.Say([
                Answer.Text(words.Format("ownerIs", ("customer", c.Name), ("owner", turn.Company.NameOf(c.OwnerId)))),
                .. others.Count == 0 ? Array.Empty<Answer>() : [CustomerCards.Pick(turn, said, others, "customers/show")]]),
            Meant.Several several => Reply.Say(CustomerCards.Pick(turn, said, several.Customers, "customers/show")),
            Meant.Nobody nobody => Reply.Say(CustomerCards.NotFound(turn, said, nobody.Near, "customers/show")),
            _ => Reply.Nothing,
        };
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
        return file is null ? Answer.Text(turn.Words("customers")["gone"]) : Seen(turn, file);
    }

    private static Answer Seen(Turn turn, CustomerFile file) =>
        Sight.Content(turn.Me, file, turn.Company) ? CustomerCards.Status(turn, file) : CustomerCards.Refusal(turn, file.Head);

    private async Task<Reply> Create(Turn turn, Meaning meaning, CancellationToken ct) =>
        Reply.Say(await FormAsync(turn, new NewCustomerForm(null, Said(meaning), null, null, null, null), [], ct));

    private async Task<Reply> CreateNamed(Turn turn, NameForm form, CancellationToken ct) =>
        Reply.Say(await FormAsync(turn, new NewCustomerForm(null, form.Name, null, null, null, null), [], ct));

    /// <summary>A form of its own draft, with what was typed.</summary>
    private async Task<Answer> FormAsync(Turn turn, NewCustomerForm typed, IReadOnlyList<Problem> faults, CancellationToken ct)
    {
        var draft = new Draft(turn.DraftId, turn.Me.Id, Kind, Ids.From(turn.OpId, "customer"), null, null, 0, false, null);
        await drafts.PutAsync(turn.Tenant, draft, ct);
        return CustomerCards.New(turn, typed, draft.Id, faults);
    }

    private async Task<Reply> Submit(Turn turn, NewCustomerForm form, CancellationToken ct)
    {
        var words = turn.Words("customers");
        var name = form.Name?.Trim() ?? "";
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        if (draft is not { Kind: Kind, CustomerId: { } id })
        {
            return Reply.Say(await FormAsync(turn, form, [Problem.Whole(words["notYourForm"])], ct));
        }

        if (Faults(turn, name, form) is { Count: > 0 } faults)
        {
            return Reply.Replace(CustomerCards.New(turn, form, draft.Id, faults));
        }

        var receipt = await customers.ReceiptAsync(turn.Tenant, id, draft.Id, ct);
        if (receipt is null && await TakenAsync(turn, draft, name, ct) is { } taken)
        {
            return Reply.Replace(CustomerCards.New(turn, form, draft.Id, [taken]));
        }

        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, id, draft.Id, turn.Me.Id, turn.Now),
            file => file is null ? new Decision<NotFiled>.Commit(NewCustomer(turn, id, name, form)) : new Decision<NotFiled>.No(NotFiled.NameTaken),
            ct);
        return outcome switch
        {
            ChangeOutcome<NotFiled>.Committed done => Reply.Replace(CustomerCards.Status(turn, done.File, words.Format("created", ("by", turn.ByMe)))),
            ChangeOutcome<NotFiled>.AlreadyDone done => Seen(turn, done.File) is Answer.Card card ? Reply.Replace(card) : Reply.Say(Seen(turn, done.File)),
            _ => Reply.Replace(CustomerCards.New(turn, form, draft.Id, [Problem.Whole(words["busy"])])),
        };
    }

    private static List<Problem> Faults(Turn turn, string name, NewCustomerForm form)
    {
        var words = turn.Words("customers");
        var faults = new List<Problem>();
        if (name.Length is 0 or > LongestName)
        {
            faults.Add(new Problem("name", words["needName"]));
        }

        if (form.Contact?.Trim().Length > LongestName)
        {
            faults.Add(new Problem("contact", words["longContact"]));
        }

        if (form.Aliases?.Length > LongestAliases)
        {
            faults.Add(new Problem("aliases", words["longAliases"]));
        }

        return faults;
    }

    /// <summary>The same name is taken. One that differs in its legal form, script or place is warned about once: both may exist.</summary>
    private async Task<Problem?> TakenAsync(Turn turn, Draft draft, string name, CancellationToken ct)
    {
        if (await finder.NamesakeAsync(turn.Tenant, name, ct) is not { } other)
        {
            return null;
        }

        var isSame = string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase);
        if (!isSame && draft.Note == Ids.Hash(name))
        {
            return null;
        }

        await drafts.PutAsync(turn.Tenant, draft with { Note = Ids.Hash(name) }, ct);
        return new Problem("name", turn.Words("customers").Format(
            isSame ? "nameTaken" : "nameAlike", ("customer", other.Name), ("owner", turn.Company.NameOf(other.OwnerId))));
    }

    private static CustomerEdit NewCustomer(Turn turn, string id, string name, NewCustomerForm form)
    {
        var aliases = (form.Aliases ?? "").Split(AliasSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var head = new Customer(
            id, name, [.. aliases.Distinct(StringComparer.Ordinal)], turn.Me.Id, [],
            Codes.Read<Tier>(form.Tier) ?? Tier.C, Stage.Intent,
            Codes.Read<Domain.Status>(form.Status) ?? Domain.Status.New, null);
        var contact = form.Contact?.Trim();
        return new CustomerEdit("created", head)
        {
            Contacts = string.IsNullOrEmpty(contact) ? [] : [new Contact(Ids.From(form.Draft!, "contact"), contact, contact, null, null)],
        };
    }

    private static string Said(Meaning meaning) => meaning.Slots.FirstOrDefault(s => s.Name == "customer")?.Text ?? "";
}
