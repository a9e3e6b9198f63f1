using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Privacy;

/// <summary>Erasing a customer, what is known of a contact of one, or a colleague who has left: asked for, shown, confirmed by the typed name, done for ever.</summary>
internal sealed class PrivacyCapability(
    CustomerFinder finder, ContactFinder contacts, CustomerStore customers, Erasure erasure, JobStarter jobs, ErasingPeople colleagues) : ICapability
{
    private const int MostRows = 10;

    public string Name => "privacy";

    public void Map(Routes routes) => routes
        .Text("privacy_erase", Ask)
        .Card("privacy/show", PrivacyJson.Default.SubjectForm, Show)
        .Card("privacy/erase", PrivacyJson.Default.EraseForm, Erase)
        .Card("privacy/keep", PrivacyJson.Default.SubjectForm, Keep);

    private async Task<Reply> Ask(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("privacy");
        if (turn.Me.Role != Role.Admin && turn.Company.ReportsOf(turn.Me.Id).Count == 0)
        {
            return Reply.Say(Answer.Text(words["onlyAdmin"]));
        }

        var person = meaning["person"];
        if ((person ?? meaning["customer"]) is not { } said)
        {
            return Reply.Say(Answer.Text(words["askWho"]));
        }

        // Somebody's data are those of a contact or of a colleague; only an administrator is offered the latter.
        var isColleague = meaning.Values.GetValueOrDefault("who") == "colleague";
        if (isColleague && turn.Me.Role != Role.Admin)
        {
            return Reply.Say(Answer.Text(words["onlyAdminPeople"]));
        }

        var rows = isColleague ? ErasingPeople.Called(turn, said)
            : person is null ? await CustomersAsync(turn, said, ct)
            : [.. await ContactsAsync(turn, said, ct), .. ErasingPeople.Called(turn, said)];
        if (rows.Count == 0 && !isColleague)
        {
            rows = person is null ? await ContactsAsync(turn, said, ct) : await CustomersAsync(turn, said, ct);
        }

        return rows switch
        {
            [] => Reply.Say(Answer.Text(words.Format("nobody", ("name", said)))),
            [var one] => Reply.Say(await CardAsync(turn, one.Customer, one.Contact, one.Person, ct)),
            _ => Reply.Say(PrivacyCards.Subjects(words.Format("which", ("name", said)), [.. rows.Take(MostRows)])),
        };
    }

    private async Task<Reply> Show(Turn turn, SubjectForm form, CancellationToken ct) =>
        Reply.Say(await CardAsync(turn, Ids.Given(form.Customer), form.Contact ?? "", form.Person ?? "", ct));

    private static Task<Reply> Keep(Turn turn, SubjectForm form, CancellationToken ct) =>
        Task.FromResult(Reply.Replace(PrivacyCards.Settled(turn.Words("privacy")["kept"], turn.ByMe, false)));

    private async Task<Reply> Erase(Turn turn, EraseForm form, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(form.Person))
        {
            return await colleagues.EraseAsync(turn, Ids.Given(form.Person), form.Typed, ct);
        }

        var words = turn.Words("privacy");
        var (id, contactId) = (Ids.Given(form.Customer), form.Contact ?? "");
        var file = await customers.LoadAsync(turn.Tenant, id, ct);
        var contact = file?.Contacts.FirstOrDefault(c => c.Id == contactId);
        var op = Ids.Hash(turn.Tenant, id, contactId, "erase");
        if (file is null || (contactId.Length > 0 && contact is null))
        {
            // Pressed again, or cut off behind its commit: what is left is begun once more, if it was this.
            if (await customers.ReceiptAsync(turn.Tenant, id, op, ct) is null)
            {
                return Reply.Replace(PrivacyCards.Settled(words["gone"], "", false));
            }
        }
        else if (!May(turn, file))
        {
            return Reply.Say(Answer.Text(words["onlyAdmin"]));
        }
        else if (!string.Equals(form.Typed?.Trim(), contact?.Name ?? file.Head.Name, StringComparison.OrdinalIgnoreCase))
        {
            var count = await erasure.CountAsync(turn.Tenant, file.Head.Id, ct);
            return Reply.Replace(PrivacyCards.Erase(turn, file, contact, count, form.Typed ?? "", words["wrongName"]));
        }

        var request = new ChangeRequest(turn.Tenant, file?.Head.Id ?? id, op, turn.Me.Id, turn.Now);
        switch (contactId.Length == 0 ? await erasure.CustomerAsync(request, ct) : await erasure.ContactAsync(request, contactId, ct))
        {
            case EraseOutcome.Erased:
                await jobs.StartAsync(EraseJob.Of(turn, request.CustomerId, op), ct);
                return Reply.Replace(PrivacyCards.Settled(words.Format("erased", ("number", op[..6])), turn.ByMe, true));
            case EraseOutcome.Nothing:
                return Reply.Replace(PrivacyCards.Settled(words["gone"], "", false));
            default:
                return Reply.Say(Answer.Text(words["busy"]));
        }
    }

    private async Task<Answer> CardAsync(Turn turn, string customerId, string contactId, string personId, CancellationToken ct)
    {
        if (personId.Length > 0)
        {
            return await colleagues.CardAsync(turn, Ids.Given(personId), ct);
        }

        var words = turn.Words("privacy");
        var file = await customers.LoadAsync(turn.Tenant, customerId, ct);
        var contact = file?.Contacts.FirstOrDefault(c => c.Id == contactId);
        if (file is null || (contactId.Length > 0 && contact is null))
        {
            return Answer.Text(words["gone"]);
        }

        return May(turn, file)
            ? PrivacyCards.Erase(turn, file, contact, await erasure.CountAsync(turn.Tenant, file.Head.Id, ct))
            : Answer.Text(words["onlyAdmin"]);
    }

    /// <summary>An administrator, who answers for the law, and whoever the owner reports to.</summary>
    private static bool May(Turn turn, CustomerFile file) =>
        turn.Me.Role == Role.Admin || turn.Company.ReportsTo(file.Head.OwnerId, turn.Me.Id);

    private async Task<IReadOnlyList<SubjectRow>> CustomersAsync(Turn turn, string said, CancellationToken ct) =>
        await finder.FindAsync(turn.Tenant, turn.Me, said, ct) switch
        {
            Meant.One one => [.. one.AlsoCalledSo.Prepend(one.Customer).Select(Row)],
            Meant.Several several => [.. several.Customers.Select(Row)],
            _ => [],
        };

    private static SubjectRow Row(CustomerName name) => new(name.CustomerId, "", name.Name, "");

    /// <summary>Only of customers whose data this person may erase.</summary>
    private async Task<IReadOnlyList<SubjectRow>> ContactsAsync(Turn turn, string said, CancellationToken ct) =>
        [.. (await contacts.CalledAsync(turn.Tenant, said, file => May(turn, file), ct)).Select(c => new SubjectRow(c.Customer.Head.Id, c.Contact.Id, c.Contact.Name, c.Customer.Head.Name))];
}
