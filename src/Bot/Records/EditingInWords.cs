using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Reminders;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>What a sentence would change, before it is changed.</summary>
/// <param name="Note">What may be wrong with it; empty for nothing.</param>
/// <param name="Chips">Other days that could be meant.</param>
internal sealed record ChangeModel(string Draft, string Title, string CustomerName, string Told, IReadOnlyList<FactLine> Changes, string Note, IReadOnlyList<ChangeChip> Chips);

/// <param name="Day">As <c>yyyy-MM-dd</c>.</param>
internal sealed record ChangeChip(string Title, string Day);

/// <param name="Day">Takes the place of the day that was read; null for that.</param>
internal sealed record ChangeForm(string? Draft, string? Day);

/// <summary>
/// "Change the next step of my last note to next Fri": the record as the form would have it is laid beside what is stored, and one tap
/// keeps it. A day alone is kept at once: it is read exactly or not at all, the answer says both days, and an undo gives the old one back.
/// </summary>
internal sealed class EditingInWords(LastActs acts, DraftStore drafts, CustomerStore customers, FollowUpFiling filing)
{
    public async Task<Reply> AskAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("records");
        if (await acts.RecordAsync(turn, ct) is not var (file, record))
        {
            return Reply.Say(Answer.Text(words["noneFiled"]));
        }

        if (!Sight.Content(turn.Me, file, turn.Company))
        {
            return Reply.Say(CustomerCards.Refusal(turn, file.Head));
        }

        // A sentence that is sent again was begun already: what it changed is not changed once more.
        if (await drafts.GetAsync(turn.Tenant, turn.Me.Id, turn.DraftId, ct) is { } begun && await filing.FiledAsync(turn, begun, ct) is { } filed)
        {
            return Reply.Say(filed);
        }

        var said = (meaning["when"] ?? meaning["text"] ?? meaning["person"] ?? meaning.Values.GetValueOrDefault("status") ?? "").Trim(' ', '。', '.', '"', '“', '”');
        var stored = FollowUpForms.Stored(turn, file, record);
        var before = stored.Form;
        var change = FieldChange.Of(turn, meaning.Values.GetValueOrDefault("field") ?? "next", said, before);
        var prefill = stored with { Form = change.Form ?? before };
        var draft = prefill.In(new Draft(turn.DraftId, turn.Me.Id, FollowUpForms.Kind, file.Head.Id, null, record.Id, record.Edition, false, null));
        await drafts.PutAsync(turn.Tenant, draft, ct);
        if (change.Form is not { } after)
        {
            return Reply.Say(Answer.Text(words.Format("notUnderstood", ("said", Wording.Short(said, 40)))), Form(turn, draft, file, prefill));
        }

        var fields = Between(turn, before, after);
        if (fields.Count == 0)
        {
            return Reply.Say(Answer.Text(words["changesNothing"]));
        }

        var doubt = change.Day is { } day ? DayDoubt.Of(turn, turn.Company.Find(after.NextWho ?? "") ?? turn.Me, day) : null;
        if (change is { OnlyDay: true, Other: null } && doubt is null && stored.StepIds.Count > 0)
        {
            var reply = await filing.FileAsync(turn, draft, after, ct);
            var line = words.Format("movedNow", ("what", Wording.Short(before.NextStep ?? "", 60)), ("before", fields[0].Before), ("after", fields[0].After));
            return reply.InPlace is { } receipt ? Reply.Say([Answer.Text(line), receipt, .. reply.Messages]) : reply;
        }

        return Reply.Say(Card(turn, draft, file, record, fields, change, doubt));
    }

    /// <summary>Keeps it.</summary>
    public async Task<Reply> SaveAsync(Turn turn, ChangeForm form, CancellationToken ct)
    {
        var (draft, prefill, _) = await FindAsync(turn, form.Draft, ct);
        if (draft is null || prefill is null)
        {
            return Reply.Replace(FollowUpCards.Closed(turn.Words("records")["formGone"], ""));
        }

        var typed = FollowUpForm.Day(form.Day) is { } day ? prefill.Form with { NextOn = FollowUpForm.Day(day) } : prefill.Form;
        return await filing.FileAsync(turn, draft, typed, ct);
    }

    /// <summary>The same in the form, for more.</summary>
    public async Task<Reply> OpenAsync(Turn turn, DraftForm form, CancellationToken ct)
    {
        var (draft, prefill, file) = await FindAsync(turn, form.Draft, ct);
        return draft is null || prefill is null || file is null
            ? Reply.Replace(FollowUpCards.Closed(turn.Words("records")["formGone"], ""))
            : Reply.Replace(await filing.FiledAsync(turn, draft, ct) ?? Form(turn, draft, file, prefill));
    }

    private async Task<(Draft? Draft, Prefill? Prefill, CustomerFile? File)> FindAsync(Turn turn, string? id, CancellationToken ct)
    {
        var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(id), ct);
        var file = draft?.CustomerId is { } customer ? await customers.LoadAsync(turn.Tenant, customer, ct) : null;
        return draft is { Kind: FollowUpForms.Kind } && file is not null && Sight.Content(turn.Me, file, turn.Company) ? (draft, Prefill.Of(draft), file) : (null, null, null);
    }

    private static Answer.Card Form(Turn turn, Draft draft, CustomerFile file, Prefill prefill) =>
        FollowUpCards.Form(turn, FormModel.Filled(turn, FormModel.Of(turn, draft, file, []), prefill.Form, prefill, [], file.Head));

    private static IReadOnlyList<ChangedField> Between(Turn turn, FollowUpForm before, FollowUpForm after) =>
        RecordFields.Between(turn, FieldChange.Lines(turn, before), FieldChange.Lines(turn, after));

    private static Answer.Card Card(Turn turn, Draft draft, CustomerFile file, FollowUp record, IReadOnlyList<ChangedField> fields, FieldChange change, (string Title, DateOnly Better)? doubt)
    {
        var words = turn.Words("records");
        var (note, chips) = ("", new List<ChangeChip>());
        if (change.Other is { } other)
        {
            chips.Add(new ChangeChip(turn.Words("captures").Format("didYouMean", ("day", turn.Say.Day(other, turn.Today))), FollowUpForm.Day(other)));
        }

        if (doubt is var (said, better))
        {
            note = said;
            chips.Add(new ChangeChip(words.Format("instead", ("day", turn.Say.Day(better, turn.Today))), FollowUpForm.Day(better)));
        }

        var title = words["changeTitle"];
        var model = new ChangeModel(
            draft.Id, title, file.Head.Name, RecordCards.Told(turn, record),
            [.. fields.Select(f => new FactLine(f.Label, words.Format("fromTo", ("before", f.Before), ("after", f.After))))], note, chips);
        return Answer.Of("records/change", model, ChangeCardJson.Default.ChangeModel, title) with { About = [file.Head.Id, record.Id] };
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChangeModel))]
internal sealed partial class ChangeCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(ChangeForm))]
internal sealed partial class ChangeJson : JsonSerializerContext;
