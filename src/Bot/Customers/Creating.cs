using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>
/// A new customer. One that is called as another is none; one that is called much the same is made after a second look, once. A form that
/// is sent twice makes one customer.
/// </summary>
internal sealed class Creating(CustomerFinder finder, Alike alike, LikeTags likeTags, CustomerStore customers, DraftStore drafts)
{
    private const string Kind = "customer";

    /// <summary>A form of its own draft, with what was typed.</summary>
    public async Task<Answer> FormAsync(Turn turn, NewCustomerForm typed, IReadOnlyList<Problem> faults, CancellationToken ct)
    {
        var name = typed.Name?.Trim() ?? "";
        var near = name.Length == 0 ? [] : await alike.ToAsync(turn.Tenant, name, null, ct);
        var draft = new Draft(turn.DraftId, turn.Me.Id, Kind, Ids.From(turn.OpId, "customer"), null, null, 0, false, near.Count > 0 ? Ids.Hash(name) : null);
        await drafts.PutAsync(turn.Tenant, draft, ct);
        return CustomerCards.New(turn, typed, draft.Id, faults, near);
    }

    public async Task<Reply> SubmitAsync(Turn turn, NewCustomerForm form, CancellationToken ct)
    {
        var words = turn.Words("customers");
        var name = form.Name?.Trim() ?? "";
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        if (draft is not { Kind: Kind, CustomerId: { } id })
        {
            return Reply.Say(await FormAsync(turn, form, [Problem.Whole(words["notYourForm"])], ct));
        }

        var faults = TypedTraits.Faults(turn, name, form.Aliases, form.Industry, form.Tags);
        if (form.Contact?.Trim().Length > TypedTraits.LongestName)
        {
            faults.Add(new Problem("contact", words["longContact"]));
        }

        if (faults.Count > 0)
        {
            return Reply.Replace(CustomerCards.New(turn, form, draft.Id, faults, []));
        }

        if (await customers.ReceiptAsync(turn.Tenant, id, draft.Id, ct) is null && await DoubtAsync(turn, draft, form, name, ct) is { } doubt)
        {
            return Reply.Replace(doubt);
        }

        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, id, draft.Id, turn.Me.Id, turn.Now),
            file => file is null ? new Decision<NotFiled>.Commit(NewCustomer(turn, id, name, form)) : new Decision<NotFiled>.No(NotFiled.NameTaken),
            ct);
        return outcome switch
        {
            ChangeOutcome<NotFiled>.Committed done => Reply.Replace(CustomerCards.Status(turn, done.File, words.Format("created", ("by", turn.ByMe)))),
            ChangeOutcome<NotFiled>.AlreadyDone done when Sight.Content(turn.Me, done.File, turn.Company) => Reply.Replace(CustomerCards.Status(turn, done.File)),
            ChangeOutcome<NotFiled>.AlreadyDone done => Reply.Say(CustomerCards.Refusal(turn, done.File.Head)),
            _ => Reply.Replace(CustomerCards.New(turn, form, draft.Id, [Problem.Whole(words["busy"])], [])),
        };
    }

    /// <summary>The form again: the same name is taken. A name or tag that is much the same as one that exists is warned about once, both may exist.</summary>
    private async Task<Answer.Card?> DoubtAsync(Turn turn, Draft draft, NewCustomerForm form, string name, CancellationToken ct)
    {
        var taken = await finder.NamesakeAsync(turn.Tenant, name, ct) is { } other && string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase) ? other : null;
        var near = await alike.ToAsync(turn.Tenant, name, null, ct);
        bool Seen(string hash) => draft.Note?.Contains(hash, StringComparison.Ordinal) is true;
        var (named, tagged) = (Ids.Hash(name), Ids.Hash("tags", form.Tags ?? ""));
        IReadOnlyList<LikeTag> like = Seen(tagged) ? [] : await likeTags.OfAsync(turn.Tenant, null, TypedTraits.List(form.Tags), ct);
        if (taken is null && like.Count == 0 && (near.Count == 0 || Seen(named)))
        {
            return null;
        }

        var words = turn.Words("customers");
        await drafts.PutAsync(turn.Tenant, draft with { Note = $"{draft.Note} {named} {tagged}" }, ct);
        List<Problem> problems = taken is null ? [] : [new Problem("name", words.Format("nameTaken", ("customer", taken.Name), ("owner", turn.Company.NameOf(taken.OwnerId))))];
        if (like is [var first, ..])
        {
            problems.Add(new Problem("tags", words.Format("tagAlike", ("said", first.Said), ("existing", first.Existing))));
        }

        return CustomerCards.New(turn, form, draft.Id, problems, near);
    }

    private static CustomerEdit NewCustomer(Turn turn, string id, string name, NewCustomerForm form)
    {
        var industry = form.Industry?.Trim();
        var tags = TypedTraits.Tags(null, form.Tags);
        var head = new Customer(
            id, name, TypedTraits.List(form.Aliases), turn.Me.Id, [], Codes.Read<Tier>(form.Tier) ?? Tier.C, Stage.Intent, Codes.Read<Status>(form.Status) ?? Status.New, null, form.Vip == "true")
        {
            Industry = string.IsNullOrEmpty(industry) ? null : industry,
            Tags = tags.Count == 0 ? null : tags,
        };
        var contact = form.Contact?.Trim();
        return new CustomerEdit("created", head)
        {
            Contacts = string.IsNullOrEmpty(contact) ? [] : [new Contact(Ids.From(form.Draft!, "contact"), contact, contact, null, null) { Main = true }],
        };
    }
}
