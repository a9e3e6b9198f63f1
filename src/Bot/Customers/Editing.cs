using System.Text.Json;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>What a customer is called and how it is sorted, changed on a card. What another person changed meanwhile is told, and nothing typed is lost.</summary>
internal sealed class Editing(Alike alike, LikeTags likeTags, CustomerStore customers, DraftStore drafts)
{
    private const string Kind = "customer-edit";

    public async Task<Answer> FormAsync(Turn turn, CustomerFile file, CancellationToken ct)
    {
        var form = FormOf(turn, file.Head);
        var draft = Holding(new Draft(turn.DraftId, turn.Me.Id, Kind, file.Head.Id, null, null, file.Rev, false, null), form);
        await drafts.PutAsync(turn.Tenant, draft, ct);
        return CustomerCards.Edit(turn, file.Head, form with { Draft = draft.Id }, [], "");
    }

    public async Task<Reply> SaveAsync(Turn turn, EditForm form, CancellationToken ct)
    {
        var words = turn.Words("customers");
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        if (draft is not { Kind: Kind, CustomerId: { } id, Content: { } content })
        {
            return Reply.Say(Answer.Text(words["formGone"]));
        }

        if (await customers.LoadAsync(turn.Tenant, id, ct) is not { } file)
        {
            return Reply.Replace(CustomerCards.Settled(words["gone"], "", false));
        }

        if (!Sight.Content(turn.Me, file, turn.Company))
        {
            return Reply.Say(CustomerCards.Refusal(turn, file.Head));
        }

        if (await customers.ReceiptAsync(turn.Tenant, id, draft.Id, ct) is not null)
        {
            return Reply.Replace(CustomerCards.Status(turn, file));
        }

        var name = form.Name?.Trim() ?? "";
        var faults = TypedTraits.Faults(turn, name, form.Aliases, form.Industry, form.Tags);
        if (faults.Count == 0 && await TakenAsync(turn, draft, file.Head, name, ct) is { } taken)
        {
            faults.Add(taken);
        }

        if (faults.Count == 0 && await LikeAsync(turn, draft, file.Head, form.Tags, ct) is { } like)
        {
            faults.Add(like);
        }

        if (faults.Count > 0)
        {
            return Reply.Replace(CustomerCards.Edit(turn, file.Head, form, faults, ""));
        }

        var seen = JsonSerializer.Deserialize(content, CustomerJson.Default.EditForm)!;
        var outcome = await customers.ChangeAsync(
            new ChangeRequest(turn.Tenant, id, draft.Id, turn.Me.Id, turn.Now), now => Decide(turn, now, seen, form, name), ct);
        switch (outcome)
        {
            case ChangeOutcome<NotKept>.Committed done:
                return Reply.Replace(CustomerCards.Status(turn, done.File, words.Format("savedBy", ("by", turn.ByMe))));
            case ChangeOutcome<NotKept>.AlreadyDone done:
                return Reply.Replace(CustomerCards.Status(turn, done.File));
            case ChangeOutcome<NotKept>.No { Why: NotKept.Same }:
                return Reply.Replace(CustomerCards.Status(turn, file, words["nothingChanged"]));
            case ChangeOutcome<NotKept>.No { Why: NotKept.Outdated } when await customers.LoadAsync(turn.Tenant, id, ct) is { } later:
                var stands = FormOf(turn, later.Head);
                await drafts.PutAsync(turn.Tenant, Holding(draft with { Rev = later.Rev }, stands), ct);
                return Reply.Replace(CustomerCards.Edit(turn, later.Head, Over(seen, form, stands), [], Meanwhile(turn, seen, stands)));
            default:
                return Reply.Replace(CustomerCards.Edit(turn, file.Head, form, [Problem.Whole(words["busy"])], ""));
        }
    }

    // What was typed is compared with what the form showed: a field that nobody touched follows the other person's change.
    private static Decision<NotKept> Decide(Turn turn, CustomerFile? file, EditForm seen, EditForm typed, string name)
    {
        if (file is null || !Sight.Content(turn.Me, file, turn.Company))
        {
            return new Decision<NotKept>.No(file is null ? NotKept.NoCustomer : NotKept.NoSight);
        }

        var stands = FormOf(turn, file.Head);
        if (Fields(seen).Zip(Fields(typed), Fields(stands)).Any(f => f.First != f.Third && f.Second != f.First && f.Second != f.Third))
        {
            return new Decision<NotKept>.No(NotKept.Outdated);
        }

        var said = new Said
        {
            Name = Touched(f => f.Name) ? name : null,
            Aliases = Touched(f => f.Aliases) ? TypedTraits.List(typed.Aliases) : null,
            Tier = Touched(f => f.Tier) ? Codes.Read<Tier>(typed.Tier) : null,
            Vip = Touched(f => f.Vip) ? typed.Vip == "true" : null,
            Stage = Touched(f => f.Stage) ? Codes.Read<Stage>(typed.Stage) : null,
            Status = Touched(f => f.Status) ? Codes.Read<Status>(typed.Status) : null,
            Industry = Touched(f => f.Industry) ? typed.Industry?.Trim() ?? "" : null,
            Tags = Touched(f => f.Tags) ? TypedTraits.Tags(file.Head.Tags, typed.Tags) : null,
        };
        return Traits.Change(file, said) is { } edit ? new Decision<NotKept>.Commit(edit) : new Decision<NotKept>.No(NotKept.Same);

        bool Touched(Func<EditForm, string?> field) => (field(typed) ?? "").Trim() != (field(seen) ?? "");
    }

    /// <summary>The same name is taken. One that is much the same is warned about once.</summary>
    private async Task<Problem?> TakenAsync(Turn turn, Draft draft, Customer head, string name, CancellationToken ct)
    {
        if (name == head.Name || await alike.ToAsync(turn.Tenant, name, head.Id, ct) is not [var other, ..])
        {
            return null;
        }

        var isSame = string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase);
        if (!isSame && draft.Note?.Contains(Ids.Hash(name), StringComparison.Ordinal) is true)
        {
            return null;
        }

        await drafts.PutAsync(turn.Tenant, draft with { Note = $"{draft.Note} {Ids.Hash(name)}" }, ct);
        return new Problem("name", turn.Words("customers").Format(
            isSame ? "nameTaken" : "nameAlike", ("customer", other.Name), ("owner", turn.Company.NameOf(other.OwnerId))));
    }

    /// <summary>A new tag that is nearly one that exists is warned about once.</summary>
    private async Task<Problem?> LikeAsync(Turn turn, Draft draft, Customer head, string? typed, CancellationToken ct)
    {
        if (draft.Note?.Contains(Ids.Hash("tags", typed ?? ""), StringComparison.Ordinal) is true
            || await likeTags.OfAsync(turn.Tenant, head.Tags, TypedTraits.List(typed), ct) is not [var like, ..])
        {
            return null;
        }

        await drafts.PutAsync(turn.Tenant, draft with { Note = $"{draft.Note} {Ids.Hash("tags", typed ?? "")}" }, ct);
        return new Problem("tags", turn.Words("customers").Format("tagAlike", ("said", like.Said), ("existing", like.Existing)));
    }

    /// <summary>What another person changed, as the form names it.</summary>
    private static string Meanwhile(Turn turn, EditForm seen, EditForm stands)
    {
        var words = turn.Words("customers");
        string[] labels = [words["newName"], words["newAliases"], words["newTier"], "VIP", words["stage"], words["newStatus"], words["industry"], words["tags"]];
        var changed = labels.Zip(Shown(turn, seen).Zip(Shown(turn, stands))).Where(f => f.Second.First != f.Second.Second)
            .Select(f => words.Format("fromTo", ("field", f.First), ("from", OrNone(f.Second.First)), ("to", OrNone(f.Second.Second))));
        return words.Format("meanwhile", ("changes", string.Join(turn.Say.Language == "zh-CN" ? ";" : "; ", changed)));

        string OrNone(string value) => value.Length == 0 ? words["none"] : value;
    }

    private static EditForm FormOf(Turn turn, Customer head) => new(
        null, head.Name, TypedTraits.Joined(head.Aliases, turn.Say.Language), head.Tier.ToString(), head.Vip ? "true" : "false", head.Stage.ToString(), head.Status.ToString(),
        head.Industry ?? "", TypedTraits.Joined(head.Tags, turn.Say.Language));

    /// <summary>What was typed, over what stands now.</summary>
    private static EditForm Over(EditForm seen, EditForm typed, EditForm stands)
    {
        return new EditForm(
            typed.Draft, Of(f => f.Name), Of(f => f.Aliases), Of(f => f.Tier), Of(f => f.Vip), Of(f => f.Stage), Of(f => f.Status), Of(f => f.Industry), Of(f => f.Tags));

        string Of(Func<EditForm, string?> field) => ((field(typed) ?? "").Trim() == (field(seen) ?? "") ? field(stands) : field(typed)) ?? "";
    }

    private static string[] Fields(EditForm form) =>
        [.. new[] { form.Name, form.Aliases, form.Tier, form.Vip, form.Stage, form.Status, form.Industry, form.Tags }.Select(f => (f ?? "").Trim())];

    /// <summary>In the order of <see cref="Fields"/>, as people read them.</summary>
    private static string[] Shown(Turn turn, EditForm form)
    {
        var fields = Fields(form);
        fields[3] = fields[3] == "true" ? "VIP" : "";
        fields[4] = Codes.Read<Stage>(form.Stage) is { } stage ? turn.Say.Code(stage) : fields[4];
        fields[5] = Codes.Read<Status>(form.Status) is { } status ? turn.Say.Code(status) : fields[5];
        return fields;
    }

    private static Draft Holding(Draft draft, EditForm seen) => draft with { Content = JsonSerializer.Serialize(seen, CustomerJson.Default.EditForm) };
}
