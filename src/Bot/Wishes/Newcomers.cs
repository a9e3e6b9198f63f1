using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Wishes;

/// <summary>Somebody whom a follow-up names as new.</summary>
/// <param name="Contact">Empty until they are a contact.</param>
/// <param name="Done">Is a contact of the customer by now.</param>
/// <param name="Main">Is the one to turn to by now.</param>
/// <param name="CanLead">May be made the one to turn to in the place of who left.</param>
internal sealed record NewcomerRow(string Contact, string Name, bool Done, bool Main, bool CanLead);

/// <summary>Somebody of whom a follow-up tells that they left.</summary>
/// <param name="Done">Is marked so.</param>
internal sealed record LeaverRow(string Contact, string Name, bool Done);

internal sealed record PeopleModel(string Title, string Customer, string CustomerName, string Record, IReadOnlyList<LeaverRow> Left, IReadOnlyList<NewcomerRow> Rows);

/// <summary>Who was told to come in another's place becomes a contact, and who was told to have left is marked so, by one tap each and never without.</summary>
internal sealed class Newcomers(CustomerStore customers)
{
    private const int MostOffered = 5;

    /// <summary>Null when the follow-up tells of no change.</summary>
    public static Answer.Card? Offer(Turn turn, CustomerFile file, FollowUp record) =>
        record.Gist?.NewContacts?.Any(name => ContactList.Called(file, name) is null) == true || LeaversOf(file, record).Any(c => c.LeftOn is null) ? Card(turn, file, record) : null;

    public Task<Reply> AddAsync(Turn turn, NewcomerForm form, CancellationToken ct) => ChangeAsync(
        turn, form.Customer, form.Record,
        (file, record) =>
        {
            // Only who stands in the record is added: what a card sends is no proof.
            if (record.Gist?.NewContacts?.FirstOrDefault(n => n == form.Name) is not { } name)
            {
                return null;
            }

            var id = Ids.From(record.Id, "contact " + name);
            return (id, now => ContactList.Called(now, name) is not null || now.Contacts.Count >= ContactList.Most ? null : ContactList.Keep(now, new Contact(id, name, name, null, null), turn.Now));
        },
        ct);

    public Task<Reply> LeftAsync(Turn turn, PersonForm form, CancellationToken ct) => ChangeAsync(
        turn, form.Customer, form.Record,
        (file, record) => LeaversOf(file, record).Any(c => c.Id == form.Contact)
            ? (Ids.From(record.Id, "left " + form.Contact), now => now.Contacts.FirstOrDefault(c => c.Id == form.Contact) is { LeftOn: null } contact
                ? ContactList.Keep(now, contact with { LeftOn = turn.Today }, turn.Now)
                : null)
            : null,
        ct);

    public Task<Reply> LeadsAsync(Turn turn, PersonForm form, CancellationToken ct) => ChangeAsync(
        turn, form.Customer, form.Record,
        (file, record) => record.Gist?.NewContacts?.Any(n => ContactList.Called(file, n)?.Id == form.Contact) == true
            ? (Ids.From(record.Id, "main " + form.Contact), now => now.Contacts.FirstOrDefault(c => c.Id == form.Contact) is { Main: not true, LeftOn: null } contact
                ? ContactList.Keep(now, contact with { Main = true }, turn.Now)
                : null)
            : null,
        ct);

    /// <summary>One change of the people; the card as they stand after it. Nothing is done where the record does not tell of it, and nothing twice.</summary>
    private async Task<Reply> ChangeAsync(
        Turn turn, string? customer, string? recordId, Func<CustomerFile, FollowUp, (string Op, Func<CustomerFile, CustomerEdit?> Edit)?> decide, CancellationToken ct)
    {
        var words = turn.Words("wishes");
        if (await customers.LoadAsync(turn.Tenant, Ids.Given(customer), ct) is not { } file)
        {
            return Reply.Say(Answer.Text(turn.Words("customers")["gone"]));
        }

        if (!Sight.Content(turn.Me, file, turn.Company))
        {
            return Reply.Say(CustomerCards.Refusal(turn, file.Head));
        }

        if (await customers.FollowUpAsync(turn.Tenant, file.Head.Id, Ids.Given(recordId), ct) is not { } record || decide(file, record) is not var (op, edit))
        {
            return Reply.Say(Answer.Text(words["itemGone"]));
        }

        var outcome = await customers.ChangeAsync<NotKept>(
            new ChangeRequest(turn.Tenant, file.Head.Id, op, turn.Me.Id, turn.Now),
            now => now is null ? new Decision<NotKept>.No(NotKept.NoCustomer)
                : !Sight.Content(turn.Me, now, turn.Company) ? new Decision<NotKept>.No(NotKept.NoSight)
                : edit(now) is { } change ? new Decision<NotKept>.Commit(change)
                : new Decision<NotKept>.No(NotKept.Same),
            ct);
        return outcome is ChangeOutcome<NotKept>.Contended
            ? Reply.Say(Answer.Text(words["busy"]))
            : await customers.LoadAsync(turn.Tenant, file.Head.Id, ct) is { } after ? Reply.Replace(Card(turn, after, record)) : Reply.Nothing;
    }

    private static Answer.Card Card(Turn turn, CustomerFile file, FollowUp record)
    {
        var title = turn.Words("wishes")["peopleTitle"];
        var left = LeaversOf(file, record).Take(MostOffered).Select(c => new LeaverRow(c.Id, c.Shown(), c.LeftOn is not null)).ToList();
        var rows = (record.Gist?.NewContacts ?? []).Take(MostOffered).Select(name => ContactList.Called(file, name) is not { } contact
            ? new NewcomerRow("", name, false, false, false)
            : new NewcomerRow(contact.Id, name, true, contact.Main is true, left.Count > 0 && contact is { Main: not true, LeftOn: null }));
        return Answer.Of("wishes/people", new PeopleModel(title, file.Head.Id, file.Head.Name, record.Id, left, [.. rows]), WishCardJson.Default.PeopleModel, $"{title} · {file.Head.Name}");
    }

    /// <summary>Contacts whom the record tells to have left, whether they are marked so or not.</summary>
    private static IEnumerable<Contact> LeaversOf(CustomerFile file, FollowUp record)
    {
        List<string> names = [.. file.Contacts.SelectMany(c => new[] { c.Name, c.Called }).OfType<string>()];
        var said = Leavers.In(record.Summary, names);
        return file.Contacts.Where(c => (said.Contains(c.Name) || (c.Called is { } called && said.Contains(called)))
            && record.Gist?.NewContacts?.Any(n => ContactList.Called(file, n)?.Id == c.Id) != true);
    }
}
