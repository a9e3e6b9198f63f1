using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Files;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Export;

/// <summary>Whose whole data somebody means: a customer's, a contact's, a colleague's, their own.</summary>
internal sealed class ExportingWhole(CustomerFinder finder, ContactFinder contacts, CustomerStore customers, FileLinks links)
{
    public const string Verb = "export/whole";

    // As many as a link has room for.
    private const int MostContacts = 8;

    public async Task<Reply> AskAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        if (meaning.Values.GetValueOrDefault("owner") == "me")
        {
            return Reply.Say(await LinkAsync(turn, turn.Me.Name, WholeData.Person(turn.Me.Id), ct));
        }

        var person = meaning["person"];
        if ((person ?? meaning["customer"]) is not { } said)
        {
            return Reply.Say(Answer.Text(turn.Words("export")["askWhose"]));
        }

        return person is null ? await CustomersAsync(turn, said, ct)
            : await ContactsAsync(turn, said, ct) ?? await ColleagueAsync(turn, said, ct) ?? await CustomersAsync(turn, said, ct);
    }

    public async Task<Answer> CustomerAsync(Turn turn, string customerId, CancellationToken ct) =>
        await customers.LoadAsync(turn.Tenant, customerId, ct) is not { } file ? Answer.Text(turn.Words("export")["wholeGone"])
            : Sight.Content(turn.Me, file, turn.Company) ? await LinkAsync(turn, file.Head.Name, WholeData.Customer(file.Head.Id), ct)
            : CustomerCards.Refusal(turn, file.Head);

    private Task<Reply> CustomersAsync(Turn turn, string said, CancellationToken ct) =>
        finder.AskAsync(turn, said, Verb, id => CustomerAsync(turn, id, ct), ct);

    private async Task<Reply?> ContactsAsync(Turn turn, string said, CancellationToken ct)
    {
        var found = await contacts.CalledAsync(turn.Tenant, said, file => Sight.Content(turn.Me, file, turn.Company), ct);
        var names = found.Select(f => f.Contact.Name).Distinct(StringComparer.Ordinal);
        return found.Count == 0 ? null : Reply.Say(await LinkAsync(turn, string.Join(", ", names), WholeData.Contacts(found.Take(MostContacts)), ct));
    }

    private async Task<Reply?> ColleagueAsync(Turn turn, string said, CancellationToken ct) =>
        Colleagues.Called([.. turn.Company.People.Where(p => !PersonErasure.IsErased(p))], said) is [var one] && WholeData.MaySee(turn.Me, one.Id)
            ? Reply.Say(await LinkAsync(turn, one.Name, WholeData.Person(one.Id), ct))
            : null;

    private async Task<Answer> LinkAsync(Turn turn, string name, string id, CancellationToken ct)
    {
        var words = turn.Words("export");
        var ticket = new FileTicket(turn.Tenant, turn.Me.Id, WholeData.What, FileFormat.Csv, null, null, id, default);
        if (await links.LinkAsync(ticket, ct) is not { } csv || await links.LinkAsync(ticket with { Format = FileFormat.Xlsx }, ct) is not { } xlsx)
        {
            return Answer.Text(words["noAddress"]);
        }

        var title = words.Format("wholeTitle", ("name", Wording.Short(name, 80)));
        return Answer.Of("export/link", new LinkModel(title, words["wholeSubtitle"], "", csv, xlsx), ExportCardJson.Default.LinkModel, title);
    }
}
