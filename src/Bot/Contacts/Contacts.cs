using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Contacts;

/// <summary>The people of a customer: who they are, how to reach them, what to know of them.</summary>
internal sealed class ContactsCapability(AskedCustomer asked, Keeping keeping, CustomerStore customers) : ICapability
{
    public string Name => "contacts";

    public void Map(Routes routes) => routes
        .Text("customer_contacts", (turn, meaning, ct) => asked.ThenAsync(turn, meaning, file => Task.FromResult(Reply.Say(ContactCards.List(turn, file))), ct))
        .Text("add_contact", Add)
        .Text("mark_contact", Mark)
        .Card("contacts/list", ContactJson.Default.ListForm, (turn, form, ct) =>
            asked.OfAsync(turn, form.Customer, file => Task.FromResult(Reply.Say(ContactCards.List(turn, file))), ct))
        .Card("contacts/new", ContactJson.Default.ListForm, (turn, form, ct) =>
            asked.OfAsync(turn, form.Customer, async file => Reply.Say(await keeping.FormAsync(turn, file, null, null, ct)), ct))
        .Card("contacts/edit", ContactJson.Default.OpenForm, Edit)
        .Card("contacts/save", ContactJson.Default.ContactForm, (turn, form, ct) => keeping.SaveAsync(turn, form, ct))
        .Card("contacts/remove", ContactJson.Default.RemoveForm, (turn, form, ct) => keeping.RemoveAsync(turn, form, ct));

    private Task<Reply> Edit(Turn turn, OpenForm form, CancellationToken ct) => asked.OfAsync(
        turn, form.Customer,
        async file => file.Contacts.FirstOrDefault(c => c.Id == form.Contact) is { } contact
            ? Reply.Say(await keeping.FormAsync(turn, file, contact, null, ct))
            : Reply.Say(ContactCards.List(turn, file, turn.Words("contacts")["contactGone"])),
        ct);

    /// <summary>The form with what was said: nothing is kept before a tap.</summary>
    private Task<Reply> Add(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var (customer, text) = (meaning["customer"], meaning["other"] ?? meaning["text"] ?? "");
        if (customer is null && meaning.Why.Contains("en-US", StringComparison.Ordinal) && text.IndexOfAny([':', ',', '：', '，']) is > 0 and var at)
        {
            // "at Contoso: Mary Jones, buyer": no name holds a sign that sets apart.
            (customer, text) = (text[..at].Trim(), text[(at + 1)..]);
        }

        return asked.ThenAsync(
            turn, customer,
            async file =>
            {
                var read = ContactSaid.Read("", text) is { } said && ContactSaid.Fits(said) ? said : null;
                var known = read is null ? null : ContactList.Called(file, read.Name);
                return known is not null
                    ? Reply.Say(Answer.Text(turn.Words("contacts").Format("known", ("name", known.Name), ("customer", file.Head.Name))), ContactCards.List(turn, file))
                    : Reply.Say(await keeping.FormAsync(turn, file, null, ContactFields.FormOf(read, turn.Say.Language), ct));
            },
            file => Reply.Say(CustomerCards.Refusal(turn, file.Head)), ct);
    }

    private Task<Reply> Mark(Turn turn, Meaning meaning, CancellationToken ct) => asked.ThenAsync(
        turn, meaning,
        async file =>
        {
            var words = turn.Words("contacts");
            var said = meaning["other"] ?? "";
            if (ContactList.Called(file, said) is not { } named)
            {
                return Reply.Say(Answer.Text(words.Format("noSuch", ("name", said), ("customer", file.Head.Name))), ContactCards.List(turn, file));
            }

            var left = meaning.Values.GetValueOrDefault("as") == "left";
            var outcome = await customers.ChangeAsync<NotKept>(
                new ChangeRequest(turn.Tenant, file.Head.Id, turn.OpId, turn.Me.Id, turn.Now),
                now => now is null || !Sight.Content(turn.Me, now, turn.Company) ? new Decision<NotKept>.No(NotKept.NoSight)
                    : now.Contacts.FirstOrDefault(c => c.Id == named.Id) is not { } contact ? new Decision<NotKept>.No(NotKept.NoContact)
                    : new Decision<NotKept>.Commit(ContactList.Keep(now, left ? contact with { LeftOn = contact.LeftOn ?? turn.Today } : contact with { Main = true, LeftOn = null }, turn.Now)),
                ct);
            return outcome switch
            {
                ChangeOutcome<NotKept>.Committed done => Reply.Say(ContactCards.List(turn, done.File, words.Format(left ? "markedLeft" : "markedMain", ("name", named.Name)))),
                ChangeOutcome<NotKept>.AlreadyDone done => Reply.Say(ContactCards.List(turn, done.File)),
                _ => Reply.Say(Answer.Text(words["busy"])),
            };
        },
        ct);
}
