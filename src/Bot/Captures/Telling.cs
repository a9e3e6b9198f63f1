using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Captures;

/// <summary>
/// From a statement to its card. What was read lies in the draft of a follow-up form whose id is the operation's id: a restart
/// loses nothing, the same tap twice keeps one record, and the form shows all of it.
/// </summary>
internal sealed class Telling(CaptureReading reading, CustomerStore customers, CustomerNames names, CustomerFinder finder, DraftStore drafts, FollowUpForms forms, FollowUpFiling filing)
{
    /// <summary>Own customers that are offered where the statement names none.</summary>
    private const int MostOffered = 5;

    private const int MostOthers = 3;

    /// <summary>Null when the text tells of no contact.</summary>
    public async Task<Reply?> TellAsync(Turn turn, string text, CancellationToken ct)
    {
        if (await reading.ReadAsync(turn, text, ct) is not { } capture)
        {
            return null;
        }

        var words = turn.Words("captures");
        var draft = Draft(turn, text, CapturePrefill.Of(turn, capture, text));
        return capture.Customer.Ids switch
        {
            [var only] => Reply.Say(await OfAsync(turn, draft, only, ct)),
            [_, ..] several => Reply.Say(await AskAsync(turn, draft, words["whichOfThese"], "", await RowsAsync(turn, several, ct), null, ct)),
            [] => Reply.Say(await AskAsync(turn, draft, words["whichCustomer"], "", await OwnAsync(turn, ct), null, ct)),
        };
    }

    /// <summary>What was said after a step was done: of its customer and contact, whether or not it says so again.</summary>
    /// <param name="file">Of the step's customer.</param>
    public async Task<Answer> AfterAsync(Turn turn, string text, CustomerFile file, Step step, CancellationToken ct)
    {
        var source = file.Recent.FirstOrDefault(r => r.Id == step.SourceId);
        var lead = AboutStep.Lead(text, file.Head, source);
        var prefill = AboutStep.Prefill(turn, await reading.ReadAsync(turn, lead + text, ct), lead, text, source);
        return await OfAsync(turn, Draft(turn, text, prefill) with { StepId = step.Id }, file.Head.Id, ct);
    }

    /// <summary>The card of a draft that was begun before, or its receipt; null for a draft of something else.</summary>
    public async Task<Answer.Card?> AgainAsync(Turn turn, Draft draft, CancellationToken ct)
    {
        if (draft is not { Kind: FollowUpForms.Kind, CustomerId: { } customer, StepId: not null } || Prefill.Of(draft) is null)
        {
            return null;
        }

        return await filing.FiledAsync(turn, draft, ct) ?? await OfAsync(turn, draft, customer, ct);
    }

    /// <summary>Ids of the customers that a text names; empty when it names none.</summary>
    public async Task<IReadOnlyList<string>> CustomersAsync(Turn turn, string text, CancellationToken ct) =>
        text.Length > 0 && await reading.ReadAsync(turn, text, ct) is { } capture ? capture.Customer.Ids : [];

    /// <summary>The card of the draft for this customer; one that the person may not see is named, and another asked for.</summary>
    public async Task<Answer.Card> OfAsync(Turn turn, Draft draft, string customerId, CancellationToken ct)
    {
        var words = turn.Words("captures");
        var file = await customers.LoadAsync(turn.Tenant, customerId, ct);
        if (file is null || !Sight.Report(turn.Me, file, draft.StepId, turn.Company))
        {
            var note = file is null ? turn.Words("follow-ups")["customerGone"] : CustomerCards.Refusal(turn, file.Head).Summary;
            return await AskAsync(turn, draft with { CustomerId = null, StepId = null }, words["whichOther"], note, await OwnAsync(turn, ct), null, ct, file?.Head.Id);
        }

        draft = draft with { CustomerId = file.Head.Id };
        await drafts.PutAsync(turn.Tenant, draft, ct);
        return await CardAsync(turn, draft, file, ct);
    }

    /// <summary>The card of a draft as it stands.</summary>
    public async Task<Answer.Card> CardAsync(Turn turn, Draft draft, CustomerFile file, CancellationToken ct)
    {
        var prefill = Prefill.Of(draft)!;
        var others = await RowsAsync(turn, [.. prefill.Others.Where(id => id != file.Head.Id).Take(MostOthers)], ct);
        return prefill.Aside is { } aside ? AsideCards.Offer(turn, draft, prefill, aside, file, others) : CaptureCards.Read(turn, draft, prefill, file, others);
    }

    /// <summary>Looks for a customer by what was typed.</summary>
    public async Task<Answer.Card> FindAsync(Turn turn, Draft draft, string name, CancellationToken ct)
    {
        var words = turn.Words("captures");
        return await finder.FindAsync(turn.Tenant, turn.Me, name, ct) switch
        {
            Meant.One { Customer: var one, AlsoCalledSo: var others } =>
                await OfAsync(turn, WithOthers(draft, [.. others.Select(o => o.CustomerId)]), one.CustomerId, ct),
            Meant.Several several => await AskAsync(turn, draft, words["whichOfThese"], "", Rows(turn, several.Customers), null, ct),
            Meant.Nobody nobody => await AskAsync(turn, draft, words["whichOther"], words.Format("notFound", ("name", Wording.Short(name, 40))), Rows(turn, nobody.Near), name, ct),
            _ => throw new InvalidOperationException("Meant is closed."),
        };
    }

    /// <summary>Whether a new customer is one of those that are called much the same.</summary>
    public Task<Answer.Card> LikeAsync(Turn turn, Draft draft, IReadOnlyList<CustomerName> others, string name, CancellationToken ct) =>
        AskAsync(turn, draft, turn.Words("captures")["whichOfThese"], turn.Words("captures").Format("alike", ("name", Wording.Short(name, 40))), Rows(turn, others), name, ct);

    private async Task<Answer.Card> AskAsync(Turn turn, Draft draft, string title, string note, IReadOnlyList<PickRow> rows, string? name, CancellationToken ct, string? about = null)
    {
        await drafts.PutAsync(turn.Tenant, draft, ct);
        return CaptureCards.Ask(turn, draft, title, note, rows, name, about is null ? [] : [about]);
    }

    private static Draft Draft(Turn turn, string text, Prefill prefill) =>
        prefill.In(new Draft(turn.DraftId, turn.Me.Id, FollowUpForms.Kind, null, null, null, 0, false, null) { Said = text });

    private static Draft WithOthers(Draft draft, IReadOnlyList<string> others) =>
        Prefill.Of(draft) is { } prefill ? (prefill with { Others = others }).In(draft) : draft;

    private async Task<IReadOnlyList<PickRow>> OwnAsync(Turn turn, CancellationToken ct) =>
    [
        .. (await forms.OwnAsync(turn, null, ct)).OrderByDescending(s => s.LastContact).Take(MostOffered).Select(s => Row(turn, s.CustomerId, s.CustomerName, s.OwnerId)),
    ];

    private async Task<IReadOnlyList<PickRow>> RowsAsync(Turn turn, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var index = ids.Count == 0 ? null : await names.OfAsync(turn.Tenant, ct);
        return [.. ids.Select(id => index?[id]).OfType<NameEntry>().Select(e => Row(turn, e.Id, e.Names[0], e.OwnerId ?? ""))];
    }

    private static IReadOnlyList<PickRow> Rows(Turn turn, IReadOnlyList<CustomerName> found) => [.. found.Select(c => Row(turn, c.CustomerId, c.Name, c.OwnerId))];

    private static PickRow Row(Turn turn, string id, string name, string ownerId) =>
        new(id, name, turn.Words("customers").Format("ownedBy", ("owner", turn.Company.NameOf(ownerId))));
}
