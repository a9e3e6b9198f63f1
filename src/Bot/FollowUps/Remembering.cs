using CrmBot.Bot.Care;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>The answer to "shall I remember it?".</summary>
/// <param name="Answer"><c>yes</c>, or anything else for no.</param>
internal sealed record KeepForm(string? Draft, string? Answer);

/// <summary>What was told of somebody's life is kept only after a yes, once, and stands with the record it was told in.</summary>
internal sealed class Remembering(CustomerStore customers, DraftStore drafts, FollowUpFiling filing, Caring caring)
{
    public async Task<Reply> AnswerAsync(Turn turn, KeepForm form, CancellationToken ct)
    {
        var words = turn.Words("follow-ups");
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        if (draft is not { Kind: FollowUpForms.Kind, CustomerId: not null } || Prefill.Of(draft) is not { } prefill || await filing.FiledAsync(turn, draft, ct) is not { } receipt)
        {
            return Reply.Say(Answer.Text(words["offerGone"]));
        }

        if (prefill.Remember is not null)
        {
            return Reply.Replace(receipt);
        }

        var yes = form.Answer == "yes";
        if (yes && !await KeepAsync(turn, draft, prefill, ct))
        {
            return Reply.Say(Answer.Text(words["offerBusy"]));
        }

        var answered = (prefill with { Remember = yes }).In(draft);
        await drafts.PutAsync(turn.Tenant, answered, ct);
        return Reply.Replace(await filing.FiledAsync(turn, answered, ct) ?? receipt);
    }

    /// <summary>The id of a moment that is kept of a form.</summary>
    public static string IdOf(string draftId, int nth) => Ids.From(draftId, "moment", nth);

    /// <summary>Keeps what was told in a form, once.</summary>
    /// <returns>False when it could not be kept: the customer is gone or out of sight, or somebody is changing it.</returns>
    public async Task<bool> KeepAsync(Turn turn, Draft draft, Prefill prefill, CancellationToken ct)
    {
        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, draft.CustomerId!, Ids.From(draft.Id, "moments"), turn.Me.Id, turn.Now),
            file => file is null ? new Decision<NotFiled>.No(NotFiled.NoCustomer)
                : !Sight.Report(turn.Me, file, draft.StepId, turn.Company) ? new Decision<NotFiled>.No(NotFiled.NoSight)
                : Kept(turn, file, [.. prefill.Moments.Select((m, n) => Of(turn, draft, m, n))]),
            ct);
        return outcome is ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone;
    }

    private Decision<NotFiled>.Commit Kept(Turn turn, CustomerFile file, IReadOnlyList<Moment> moments) => new(Moment.Keep(file, moments, caring.Steps(turn, file, moments)));

    private static Moment Of(Turn turn, Draft draft, MomentTold told, int nth) => new(
        IdOf(draft.Id, nth), told.Kind, told.What, told.Of, told.On, told.MonthOnly, Ids.From(draft.Id, "follow-up"), turn.Me.Id, turn.Now);
}
