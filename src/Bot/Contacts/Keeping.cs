using System.Text.Json;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Contacts;

/// <summary>
/// Contacts kept from a form: nothing typed is lost by an error or by another person's change, and a form that is sent twice keeps one
/// contact.
/// </summary>
internal sealed class Keeping(CustomerStore customers, DraftStore drafts)
{
    private const string Kind = "contact";

    /// <param name="contact">Null for a new one.</param>
    /// <param name="typed">What is filled in already; null for what is stored.</param>
    public async Task<Answer> FormAsync(Turn turn, CustomerFile file, Contact? contact, ContactForm? typed, CancellationToken ct)
    {
        var stored = ContactFields.FormOf(contact, turn.Say.Language);
        var draft = new Draft(turn.DraftId, turn.Me.Id, Kind, file.Head.Id, contact?.Id, null, file.Rev, false, null) { Content = Json(stored) };
        await drafts.PutAsync(turn.Tenant, draft, ct);
        return ContactCards.Form(turn, file.Head, contact, (typed ?? stored) with { Draft = draft.Id }, [], "");
    }

    public async Task<Reply> SaveAsync(Turn turn, ContactForm typed, CancellationToken ct)
    {
        var words = turn.Words("contacts");
        if (await OpenAsync(turn, typed.Draft, ct) is not var (draft, file) || draft is null)
        {
            return Reply.Say(Answer.Text(words["formGone"]));
        }

        if (file is null || !Sight.Content(turn.Me, file, turn.Company))
        {
            return file is null ? Reply.Say(Answer.Text(words["gone"])) : Reply.Say(CustomerCards.Refusal(turn, file.Head));
        }

        var stored = file.Contacts.FirstOrDefault(c => c.Id == draft.StepId);
        if (ContactFields.Faults(turn, typed) is { Count: > 0 } faults)
        {
            return Reply.Replace(ContactCards.Form(turn, file.Head, stored, typed, faults, ""));
        }

        var id = draft.StepId ?? Ids.From(draft.Id, "contact");
        var outcome = await customers.ChangeAsync(
            new ChangeRequest(turn.Tenant, file.Head.Id, draft.Id, turn.Me.Id, turn.Now), now => Decide(turn, now, draft, id, typed), ct);
        switch (outcome)
        {
            case ChangeOutcome<NotKept>.Committed done:
                return Reply.Replace(ContactCards.List(turn, done.File, words.Format("kept", ("name", typed.Name?.Trim()), ("by", turn.ByMe))));
            case ChangeOutcome<NotKept>.AlreadyDone done:
                return Reply.Replace(ContactCards.List(turn, done.File));
            case ChangeOutcome<NotKept>.No { Why: NotKept.Same }:
                return Reply.Replace(ContactCards.List(turn, file));
            case ChangeOutcome<NotKept>.No { Why: NotKept.Full }:
                return Reply.Replace(ContactCards.Form(turn, file.Head, stored, typed, [Problem.Whole(words.Format("full", ("count", ContactList.Most)))], ""));
            case ChangeOutcome<NotKept>.No { Why: NotKept.NoContact }:
                return Reply.Replace(ContactCards.List(turn, file, words["contactGone"]));
            case ChangeOutcome<NotKept>.No { Why: NotKept.Outdated } when await customers.LoadAsync(turn.Tenant, file.Head.Id, ct) is { } later:
                var stands = later.Contacts.FirstOrDefault(c => c.Id == id);
                await drafts.PutAsync(turn.Tenant, draft with { Rev = later.Rev, Content = Json(ContactFields.FormOf(stands, turn.Say.Language)) }, ct);
                return Reply.Replace(ContactCards.Form(turn, later.Head, stands, typed, [], words["meanwhile"]));
            default:
                return Reply.Replace(ContactCards.Form(turn, file.Head, stored, typed, [Problem.Whole(words["busy"])], ""));
        }
    }

    /// <summary>A contact that was a mistake goes for good; who left is marked so in the form, and stays.</summary>
    public async Task<Reply> RemoveAsync(Turn turn, RemoveForm form, CancellationToken ct)
    {
        var words = turn.Words("contacts");
        if (await OpenAsync(turn, form.Draft, ct) is not var (draft, file) || draft is null || file is null)
        {
            return Reply.Say(Answer.Text(words["formGone"]));
        }

        var name = "";
        var outcome = await customers.ChangeAsync<NotKept>(
            new ChangeRequest(turn.Tenant, file.Head.Id, Ids.From(draft.Id, "remove"), turn.Me.Id, turn.Now),
            now =>
            {
                var contact = now?.Contacts.FirstOrDefault(c => c.Id == draft.StepId);
                name = contact?.Name ?? name;
                return now is null || contact is null ? new Decision<NotKept>.No(NotKept.NoContact)
                    : !Sight.Content(turn.Me, now, turn.Company) ? new Decision<NotKept>.No(NotKept.NoSight)
                    : new Decision<NotKept>.Commit(ContactList.Remove(now, contact));
            },
            ct);
        return outcome switch
        {
            ChangeOutcome<NotKept>.Committed done => Reply.Replace(ContactCards.List(turn, done.File, words.Format("removed", ("name", name), ("by", turn.ByMe)))),
            ChangeOutcome<NotKept>.AlreadyDone done => Reply.Replace(ContactCards.List(turn, done.File)),
            ChangeOutcome<NotKept>.No { Why: NotKept.NoSight } => Reply.Say(CustomerCards.Refusal(turn, file.Head)),
            ChangeOutcome<NotKept>.No => Reply.Replace(ContactCards.List(turn, file, words["contactGone"])),
            _ => Reply.Say(Answer.Text(words["busy"])),
        };
    }

    private static Decision<NotKept> Decide(Turn turn, CustomerFile? file, Draft draft, string id, ContactForm typed)
    {
        if (file is null || !Sight.Content(turn.Me, file, turn.Company))
        {
            return new Decision<NotKept>.No(file is null ? NotKept.NoCustomer : NotKept.NoSight);
        }

        var stored = file.Contacts.FirstOrDefault(c => c.Id == id);
        if (draft.StepId is not null && stored is null)
        {
            return new Decision<NotKept>.No(NotKept.NoContact);
        }

        if (stored is null && file.Contacts.Count >= ContactList.Most)
        {
            return new Decision<NotKept>.No(NotKept.Full);
        }

        // The form shows all of a contact: what it showed must still stand.
        if (stored is not null && Json(ContactFields.FormOf(stored, turn.Say.Language)) != draft.Content)
        {
            return new Decision<NotKept>.No(NotKept.Outdated);
        }

        var contact = ContactFields.Of(id, stored, typed, turn.Today);
        return contact == stored ? new Decision<NotKept>.No(NotKept.Same) : new Decision<NotKept>.Commit(ContactList.Keep(file, contact, turn.Now));
    }

    private async Task<(Draft? Draft, CustomerFile? File)?> OpenAsync(Turn turn, string? draftId, CancellationToken ct) =>
        await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(draftId), ct) is { Kind: Kind, CustomerId: { } id } draft
            ? (draft, await customers.LoadAsync(turn.Tenant, id, ct))
            : null;

    private static string Json(ContactForm form) => JsonSerializer.Serialize(form, ContactJson.Default.ContactForm);
}
