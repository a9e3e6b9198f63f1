using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Wishes;

/// <summary>Somebody whom a follow-up names as new.</summary>
/// <param name="Done">Is a contact of the customer by now.</param>
internal sealed record NewcomerRow(string Name, bool Done);

internal sealed record PeopleModel(string Title, string Customer, string CustomerName, string Record, IReadOnlyList<NewcomerRow> Rows);

/// <summary>Who was told to come in another's place becomes a contact by one tap, and never without.</summary>
internal sealed class Newcomers(CustomerStore customers)
{
    private const int MostOffered = 5;

    /// <summary>Null when the follow-up names nobody who is not known.</summary>
    public static Answer.Card? Offer(Turn turn, CustomerFile file, FollowUp record) =>
        record.Gist?.NewContacts?.Any(name => !IsKnown(file, name)) == true ? Card(turn, file, record) : null;

    public async Task<Reply> AddAsync(Turn turn, NewcomerForm form, CancellationToken ct)
    {
        var words = turn.Words("wishes");
        if (await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct) is not { } file)
        {
            return Reply.Say(Answer.Text(turn.Words("customers")["gone"]));
        }

        if (!Sight.Content(turn.Me, file, turn.Company))
        {
            return Reply.Say(CustomerCards.Refusal(turn, file.Head));
        }

        // Only who stands in the record is added: what a card sends is no proof.
        if (await customers.FollowUpAsync(turn.Tenant, file.Head.Id, Ids.Given(form.Record), ct) is not { } record
            || record.Gist?.NewContacts?.FirstOrDefault(n => n == form.Name) is not { } name)
        {
            return Reply.Say(Answer.Text(words["itemGone"]));
        }

        var id = Ids.From(record.Id, "contact " + name);
        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, file.Head.Id, id, turn.Me.Id, turn.Now),
            now => now is null ? new Decision<NotFiled>.No(NotFiled.NoCustomer)
                : !Sight.Content(turn.Me, now, turn.Company) ? new Decision<NotFiled>.No(NotFiled.NoSight)
                : IsKnown(now, name) ? new Decision<NotFiled>.No(NotFiled.NameTaken)
                : new Decision<NotFiled>.Commit(new CustomerEdit("contact-added", now.Head) { Contacts = [new Contact(id, name, name, null, null)] }),
            ct);
        return outcome is ChangeOutcome<NotFiled>.Contended
            ? Reply.Say(Answer.Text(words["busy"]))
            : await customers.LoadAsync(turn.Tenant, file.Head.Id, ct) is { } after ? Reply.Replace(Card(turn, after, record)) : Reply.Nothing;
    }

    private static Answer.Card Card(Turn turn, CustomerFile file, FollowUp record)
    {
        var title = turn.Words("wishes")["peopleTitle"];
        var rows = (record.Gist?.NewContacts ?? []).Take(MostOffered).Select(n => new NewcomerRow(n, IsKnown(file, n)));
        return Answer.Of("wishes/people", new PeopleModel(title, file.Head.Id, file.Head.Name, record.Id, [.. rows]), WishCardJson.Default.PeopleModel, $"{title} · {file.Head.Name}");
    }

    private static bool IsKnown(CustomerFile file, string name) => file.Contacts.Any(c => Is(c.Name, name) || (c.Called is { } called && Is(called, name)));

    private static bool Is(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
