using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Timeline;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>What is done with a record after it was filed.</summary>
internal sealed class RecordsCapability(
    TakingBack takingBack, Deleting deleting, EditingInWords editing, RecordView view, Sharing sharing, OwnStats stats, DraftStore drafts, CustomerStore customers, FollowUpFiling filing) : ICapability
{
    public string Name => "records";

    public void Map(Routes routes) => routes
        .Text("undo_last", (turn, meaning, ct) => takingBack.LastAsync(turn, meaning, ct))
        .Text("delete_last", (turn, _, ct) => deleting.AskLastAsync(turn, ct))
        .Text("edit_last", (turn, meaning, ct) => editing.AskAsync(turn, meaning, ct))
        .Text("record_history", (turn, _, ct) => view.LastAsync(turn, ct))
        .Text("share_last", (turn, meaning, ct) => sharing.LastAsync(turn, meaning, ct))
        .Text("my_record", (turn, _, ct) => stats.SayAsync(turn, ct))
        .Card("records/share", RecordJson.Default.RecordForm, (turn, form, ct) => sharing.AskAsync(turn, form, ct))
        .Card("records/send", ShareJson.Default.SendForm, (turn, form, ct) => sharing.ToAsync(turn, form, ct))
        .Card("records/group", ShareJson.Default.IntoForm, (turn, form, ct) => sharing.IntoAsync(turn, form, ct))
        .Card("records/unshared", RecordJson.Default.RecordForm, (turn, _, _) => Task.FromResult(Reply.Replace(FollowUpCards.Closed(turn.Words("records")["unshared"], turn.ByMe))))
        .Card("records/change", ChangeJson.Default.ChangeForm, (turn, form, ct) => editing.SaveAsync(turn, form, ct))
        .Card("records/form", RecordJson.Default.DraftForm, (turn, form, ct) => editing.OpenAsync(turn, form, ct))
        .Card("records/history", RecordJson.Default.RecordForm, (turn, form, ct) => view.ShowAsync(turn, form.Customer, form.FollowUp, ct))
        .Card("records/undo", RecordJson.Default.UndoForm, (turn, form, ct) => takingBack.PressedAsync(turn, form, ct))
        .Card("records/again", RecordJson.Default.DraftForm, Again)
        .Card("records/delete", RecordJson.Default.RecordForm, (turn, form, ct) => deleting.AskAsync(turn, form, ct))
        .Card("records/erase", RecordJson.Default.RecordForm, (turn, form, ct) => deleting.DeleteAsync(turn, form, ct))
        .Card("records/keep", RecordJson.Default.RecordForm, (turn, _, _) => Task.FromResult(Reply.Replace(FollowUpCards.Closed(turn.Words("records")["kept"], turn.ByMe))));

    /// <summary>The form of a record that was taken back.</summary>
    private async Task<Reply> Again(Turn turn, DraftForm form, CancellationToken ct)
    {
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Draft), ct);
        var file = draft?.CustomerId is { } id ? await customers.LoadAsync(turn.Tenant, id, ct) : null;
        if (draft is not { Kind: FollowUpForms.Kind } || file is null || Prefill.Of(draft) is not { } prefill)
        {
            return Reply.Replace(FollowUpCards.Closed(turn.Words("records")["formGone"], ""));
        }

        return Reply.Replace(await filing.FiledAsync(turn, draft, ct)
            ?? FollowUpCards.Form(turn, FormModel.Filled(turn, FormModel.Of(turn, draft, file, []), prefill.Form, prefill, [], file.Head)));
    }
}

internal static class RecordsSetup
{
    public static IServiceCollection AddRecords(this IServiceCollection services) => services
        .AddSingleton<LastActs>()
        .AddSingleton<RecordCopies>()
        .AddSingleton<TakingBackOwn>()
        .AddSingleton<TakingBack>()
        .AddSingleton<Deleting>()
        .AddSingleton<EditingInWords>()
        .AddSingleton<RecordView>()
        .AddSingleton<Groups>()
        .AddSingleton<Sharing>()
        .AddSingleton<OwnStats>()
        .AddSingleton<IJobKind, RecordGoneJob>();
}
