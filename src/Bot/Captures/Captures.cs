using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Captures;

/// <summary>A rep says in a sentence what happened, what somebody is like or what is to be done, and keeps it with one tap.</summary>
internal sealed class CapturesCapability(
    Telling telling, KeepingAsides asides, NewCustomers newCustomers, CustomerStore customers, DraftStore drafts, FollowUpForms forms, FollowUpFiling filing) : ICapability
{
    public string Name => "captures";

    public void Map(Routes routes) => routes
        .Statement((turn, text, ct) => telling.TellAsync(turn, text, ct))
        .Card("captures/save", CaptureJson.Default.SaveForm, Save)
        .Card("captures/keep", CaptureJson.Default.DraftForm, Keep)
        .Card("captures/whole", CaptureJson.Default.DraftForm, Whole)
        .Card("captures/edit", CaptureJson.Default.SaveForm, Edit)
        .Card("captures/day", CaptureJson.Default.DayForm, Day)
        .Card("captures/open", CaptureJson.Default.ChosenForm, Open)
        .Card("captures/find", CaptureJson.Default.NamedForm, Find)
        .Card("captures/create", CaptureJson.Default.NamedForm, Create)
        .Card("captures/cancel", CaptureJson.Default.DraftForm, Cancel);

    private Task<Reply> Save(Turn turn, SaveForm form, CancellationToken ct) => OnAsync(turn, form.Draft, async (draft, prefill) =>
        await filing.FileAsync(turn, CaptureDays.Asked(prefill).In(draft), Typed(prefill, draft, form.Channel), ct), ct);

    /// <summary>What somebody is like is remembered, what is to be done becomes the customer's next step; nothing is filed.</summary>
    private Task<Reply> Keep(Turn turn, DraftForm form, CancellationToken ct) => OnAsync(turn, form.Draft, (draft, prefill) => asides.KeepAsync(turn, draft, prefill, ct), ct);

    /// <summary>The person wants it filed as a follow-up all the same.</summary>
    private Task<Reply> Whole(Turn turn, DraftForm form, CancellationToken ct) => OnAsync(turn, form.Draft, async (draft, prefill) =>
        draft.CustomerId is { } customer
            ? Reply.Replace(await telling.OfAsync(turn, (prefill with { Aside = null }).In(draft), customer, ct))
            : Reply.Say(Answer.Text(turn.Words("captures")["over"])), ct);

    /// <summary>The whole form with everything that was read.</summary>
    private Task<Reply> Edit(Turn turn, SaveForm form, CancellationToken ct) => OnAsync(turn, form.Draft, async (draft, prefill) =>
    {
        var file = draft.CustomerId is null ? null : await customers.LoadAsync(turn.Tenant, draft.CustomerId, ct);
        file = file is not null && Sight.Report(turn.Me, file, draft.StepId, turn.Company) ? file : null;
        return Reply.Replace(FollowUpCards.Again(turn, draft, Typed(prefill, draft, form.Channel), file, await forms.OwnAsync(turn, file, ct), [], null));
    }, ct);

    private Task<Reply> Day(Turn turn, DayForm form, CancellationToken ct) => OnAsync(turn, form.Draft, async (draft, prefill) =>
    {
        if (CaptureDays.With(turn, prefill, form) is not { } moved || draft.CustomerId is not { } customer)
        {
            return Reply.Say(Answer.Text(turn.Words("captures")["noSuchDay"]));
        }

        return Reply.Replace(await telling.OfAsync(turn, moved.In(draft), customer, ct));
    }, ct);

    private Task<Reply> Open(Turn turn, ChosenForm form, CancellationToken ct) => OnAsync(turn, form.Draft, async (draft, prefill) =>
        Reply.Replace(await telling.OfAsync(turn, Chosen(draft, prefill), Ids.Given(form.Customer), ct)), ct);

    private Task<Reply> Find(Turn turn, NamedForm form, CancellationToken ct) => OnAsync(turn, form.Draft, async (draft, prefill) =>
        FollowUpForm.Said(form.Name) is { } name
            ? Reply.Replace(await telling.FindAsync(turn, Chosen(draft, prefill), name, ct))
            : Reply.Say(Answer.Text(turn.Words("captures")["needName"])), ct);

    private Task<Reply> Create(Turn turn, NamedForm form, CancellationToken ct) => OnAsync(turn, form.Draft, async (draft, prefill) =>
        (FollowUpForm.Said(form.Name) is { } name ? await newCustomers.MakeAsync(turn, draft, name, ct) : new Named.None()) switch
        {
            Named.One made => Reply.Replace(await telling.OfAsync(turn, Chosen(draft, prefill), made.Id, ct)),
            Named.Like like => Reply.Replace(await telling.LikeAsync(turn, like.Asked, like.Others, form.Name!.Trim(), ct)),
            _ => Reply.Say(Answer.Text(turn.Words("captures")["notCreated"])),
        }, ct);

    private Task<Reply> Cancel(Turn turn, DraftForm form, CancellationToken ct) =>
        OnAsync(turn, form.Draft, (draft, _) => filing.CancelAsync(turn, draft, ct), ct);

    /// <summary>Acts on a draft that is still to be filed; one that was filed or kept shows what became of it, and one that is gone says so.</summary>
    private async Task<Reply> OnAsync(Turn turn, string? id, Func<Draft, Prefill, Task<Reply>> act, CancellationToken ct)
    {
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(id), ct);
        if (draft is not { Kind: FollowUpForms.Kind } || Prefill.Of(draft) is not { } prefill)
        {
            return Reply.Say(Answer.Text(turn.Words("captures")["over"]));
        }

        return await filing.FiledAsync(turn, draft, ct) is { } receipt ? Reply.Replace(receipt)
            : prefill.Kept is true ? Reply.Replace(await asides.KeptAsync(turn, draft, prefill, ct))
            : await act(draft, prefill);
    }

    private static FollowUpForm Typed(Prefill prefill, Draft draft, string? channel) =>
        prefill.Form with { Draft = draft.Id, Channel = FollowUpForm.Said(channel) ?? prefill.Form.Channel };

    /// <summary>The person chose: the customer is no guess any more.</summary>
    private static Draft Chosen(Draft draft, Prefill prefill) => (prefill with
    {
        Others = [],
        Marks = [.. prefill.Marks.Where(m => m.Part != "customer")],
    }).In(draft);
}
