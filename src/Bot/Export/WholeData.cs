using CrmBot.Bot.Files;
using CrmBot.Bot.Import;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Export;

/// <summary>
/// Everything that is kept of a customer, of some contacts or of a colleague, field by field. A ticket names them by ids: who may
/// see what is decided when the link is followed.
/// </summary>
internal sealed class WholeData(
    CustomerStore customers, RecordStore records, IndexStore index, FieldStore fields, PersonErasure people, DraftStore drafts, OwnStepStore steps, Headers headers, CellWords codes, CardShelf shelf) : IFileSource
{
    public const string What = "whole";

    private const string OfCustomer = "c";
    private const string OfContacts = "k";

    public static string Customer(string customerId) => OfCustomer + "|" + customerId;

    public static string Contacts(IEnumerable<(CustomerFile Customer, Contact Contact)> contacts) =>
        OfContacts + string.Concat(contacts.Select(c => "|" + c.Customer.Head.Id + "|" + c.Contact.Id));

    public static string Person(string personId) => "p|" + personId;

    /// <summary>One's own, and anybody's for an administrator, who answers for the law.</summary>
    public static bool MaySee(Person asker, string personId) => asker.Id == personId || asker.Role == Role.Admin;

    public bool Answers(string what) => what == What;

    public string NameOf(FileTicket ticket, Person person) => shelf.Words("export", person.Language)["wholeFile"];

    public async Task<bool> WriteAsync(FileTicket ticket, Person person, Company company, TableWriter to, CancellationToken ct)
    {
        var parts = (ticket.Id ?? "").Split('|');
        var rows = new ExportRows(records, codes, company, ticket.Tenant, person.Language, null, null);
        var whole = new WholeRows(rows, headers, codes, shelf, person, await fields.GetAsync(ticket.Tenant, ct));
        to.Write(whole.Header);
        if (parts[0] == OfCustomer)
        {
            return await CustomerAsync(ticket.Tenant, parts[1], null, person, company, whole, to, ct);
        }

        if (parts[0] == OfContacts)
        {
            var any = false;
            foreach (var pair in parts.Skip(1).Chunk(2))
            {
                any |= await CustomerAsync(ticket.Tenant, pair[0], pair[1], person, company, whole, to, ct);
            }

            return any;
        }

        return parts.Length == 2 && await PersonAsync(ticket.Tenant, parts[1], person, company, whole, to, ct);
    }

    /// <param name="contactId">Only what speaks of this contact; null for all.</param>
    private async Task<bool> CustomerAsync(
        string tenant, string customerId, string? contactId, Person person, Company company, WholeRows whole, TableWriter to, CancellationToken ct)
    {
        if (await customers.LoadAsync(tenant, customerId, ct) is not { } file || !Sight.Content(person, file, company)
            || (contactId is not null && file.Contacts.All(c => c.Id != contactId)))
        {
            return false;
        }

        var words = contactId is null ? null : new Redaction(Redaction.WordsOf(file.Contacts.First(c => c.Id == contactId)));
        Write(contactId is null ? whole.Of(file.Head) : [], to);
        await foreach (var record in records.EachAsync(tenant, file.Head.Id, ct))
        {
            if (words is null || SpeaksOf(record, contactId!, words))
            {
                Write(await whole.OfAsync(file, record, ct), to);
            }
        }

        return true;
    }

    private async Task<bool> PersonAsync(string tenant, string personId, Person person, Company company, WholeRows whole, TableWriter to, CancellationToken ct)
    {
        if (!MaySee(person, personId) || company.Find(personId) is not { } of)
        {
            return false;
        }

        var known = await people.DirectoryIdsAsync(tenant, personId, ct);
        Write(whole.Of(of, known, await index.OfPersonAsync(tenant, personId, ct), await drafts.AllAsync(tenant, personId, ct), await steps.AllAsync(tenant, personId, ct)), to);
        return true;
    }

    private static bool SpeaksOf(CustomerRecord record, string contactId, Redaction words) => record switch
    {
        CustomerRecord.OfContact { It: var it } => it.Id == contactId,
        CustomerRecord.OfFollowUp { It: var it } => words.Finds($"{it.ContactName}\n{it.Summary}\n{it.NoNextStepBecause}\n{string.Join('\n', it.Gist?.Texts() ?? [])}\n{string.Join('\n', FieldValues.Texts(it.Fields))}"),
        CustomerRecord.OfStep { It: var it } => words.Finds($"{it.What}\n{it.Said}\n{it.Resources}"),
        CustomerRecord.OfComplaint { It: var it } => words.Finds($"{it.Text}\n{it.Resolution}"),
        CustomerRecord.OfMoment { It: var it } => words.Finds($"{it.ContactName}\n{it.What}"),
        CustomerRecord.OfItem { It: var it } => words.Finds(string.Join('\n', it.Texts())),
        _ => false,
    };

    private static void Write(IEnumerable<IReadOnlyList<string>> rows, TableWriter to)
    {
        foreach (var row in rows)
        {
            to.Write(row);
        }
    }
}
