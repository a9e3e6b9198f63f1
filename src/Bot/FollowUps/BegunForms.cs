using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>What can be done with a form beside filing it: kept for later, taken up again, opened in a dialog, given a customer.</summary>
internal sealed class BegunForms(DraftStore drafts, FollowUpFiling filing, SavedDrafts saved, DraftWarnings warnings)
{
    public async Task<Reply> ListAsync(Turn turn, CancellationToken ct) => Reply.Say(await saved.ListAsync(turn, ct));

    /// <summary>Keeps what is in the form, checked or not.</summary>
    public Task<Reply> SaveAsync(Turn turn, Draft draft, FollowUpForm form, CancellationToken ct) => UnfiledAsync(turn, draft, async () =>
    {
        var kept = Prefill.Typed(draft, form, turn.Now);
        await drafts.PutAsync(turn.Tenant, kept, ct);
        await warnings.SettleAsync(turn.Tenant, turn.Me.Id, kept.Id, turn.OpId, ct);
        var closed = FollowUpCards.Closed(turn.Words("follow-ups").Format("draftSaved", ("day", saved.Until(turn, kept with { KeptAt = null }))), turn.ByMe, kept.Id);
        return FollowUpFiling.In(kept, Reply.Replace(closed), false);
    }, ct);

    /// <summary>The same form in a dialog. The card that was pressed changes when the dialog is answered, and stays as it is when it is closed.</summary>
    public Task<Reply> DialogAsync(Turn turn, Draft draft, FollowUpForm form, CancellationToken ct) => UnfiledAsync(turn, draft, async () =>
    {
        var kept = Prefill.Typed(draft, form, turn.Now);
        if (Prefill.Of(kept) is { } prefill && turn is { InDialog: true, CardId: { } card })
        {
            kept = (prefill with { ChatCard = card, ChatIsRecord = null }).In(kept);
        }

        return Reply.Say(await filing.ResumedAsync(turn, kept, form, ct));
    }, ct);

    public Task<Reply> ChooseAsync(Turn turn, Draft draft, ChooseForm form, CancellationToken ct) => UnfiledAsync(turn, draft, () => filing.TakeAsync(turn, draft, form, ct), ct);

    public async Task<Reply> ContinueAsync(Turn turn, ContinueForm form, CancellationToken ct)
    {
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        if (draft is not { Kind: FollowUpForms.Kind } || Prefill.Of(draft) is not { } prefill)
        {
            return Reply.Say(Answer.Text(turn.Words("follow-ups")["draftGone"]));
        }

        await warnings.SettleAsync(turn.Tenant, turn.Me.Id, draft.Id, turn.OpId, ct);
        var card = await filing.FiledAsync(turn, draft, ct) ?? await filing.ResumedAsync(turn, draft, prefill.Form, ct);
        return form.Here == "yes" ? Reply.Replace(card) : Reply.Say(card);
    }

    /// <summary>Deletes a draft, and shows the list without it. What was filed stays filed.</summary>
    public async Task<Reply> DropAsync(Turn turn, DraftForm form, CancellationToken ct)
    {
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        if (draft is { Kind: FollowUpForms.Kind } && await filing.FiledAsync(turn, draft, ct) is null)
        {
            await drafts.RemoveAsync(turn.Tenant, turn.Me.Id, draft.Id, ct);
            await warnings.SettleAsync(turn.Tenant, turn.Me.Id, draft.Id, turn.OpId, ct);
        }

        return Reply.Replace(await saved.ListAsync(turn, ct));
    }

    private async Task<Reply> UnfiledAsync(Turn turn, Draft draft, Func<Task<Reply>> act, CancellationToken ct)
    {
        if (await filing.FiledAsync(turn, draft, ct) is not { } receipt)
        {
            return await act();
        }

        // A form whose dialog is asked for stands in the chat still.
        var reply = FollowUpFiling.In(draft, Reply.Replace(receipt), true);
        return turn.InDialog ? reply with { Settles = reply.Settles ?? turn.CardId } : reply;
    }
}
