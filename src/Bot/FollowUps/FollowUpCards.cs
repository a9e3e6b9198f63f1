using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>What the receipt shows; lines without content are empty.</summary>
/// <param name="Found">What was said, part by part.</param>
/// <param name="More">The steps beside the first.</param>
/// <param name="Offer">What could be remembered, as a question; empty when there is nothing or it was answered.</param>
/// <param name="Remembered">What is remembered since; empty for nothing.</param>
internal sealed record ReceiptModel(
    string Customer, string CustomerName, string FollowUp, string Headline, string ChannelAndDay, string Contact, string Summary, string Status,
    string NextStep, string Due, string Because, string FiledBy, IReadOnlyList<FactLine> Found, IReadOnlyList<StepLine> More, string Draft, string Offer,
    string Remembered);

/// <summary>A label and what is said under it.</summary>
internal sealed record FactLine(string Title, string Value);

/// <summary>A step of a record.</summary>
/// <param name="Kind">Whose it is: ours, or the customer's promise.</param>
internal sealed record StepLine(string Kind, string What, string Due);

/// <summary>A form that is no longer open. <c>By</c> is empty when nobody closed it.</summary>
/// <param name="Draft">Of the form when it can be gone on with; empty for none.</param>
internal sealed record ClosedModel(string Line, string By, string Draft);

/// <summary>The cards of follow-ups, from records to what a person reads.</summary>
internal static class FollowUpCards
{
    public static Answer.Card Form(Turn turn, FormModel model) =>
        Answer.Of("follow-ups/form", model, FollowUpCardJson.Default.FormModel, turn.Words("follow-ups")["formTitle"]);

    /// <summary>The form with what was typed, and with what has to be put right or is asked for.</summary>
    /// <param name="file">The customer that is settled; null while one is to be chosen.</param>
    /// <param name="chosen">The customer that is chosen in the list; null for none.</param>
    /// <param name="ask">Which customers may be meant; null when that is not the question.</param>
    public static Answer.Card Again(
        Turn turn, Draft draft, FollowUpForm typed, CustomerFile? file, IReadOnlyList<Stake> own, IReadOnlyList<Problem> faults, Asked? asked, CustomerFile? chosen = null, Chosen.Ask? ask = null)
    {
        var model = FormModel.Filled(turn, FormModel.Of(turn, draft, file, own).Choosing(turn, chosen?.Head, ask), typed, Prefill.Of(draft), faults, (file ?? chosen)?.Head);
        return Form(turn, model with
        {
            Question = asked?.Question ?? "",
            Chips = asked?.Chips ?? [],
            Hint = asked?.Hint ?? "",
            Anyway = asked is { Anyway: true },
            AskReason = asked is { AskReason: true } || !string.IsNullOrWhiteSpace(typed.Because),
        });
    }

    /// <summary>The record as it is kept, in the place of the form.</summary>
    /// <param name="draft">The form's; null for a record that is shown without one.</param>
    public static Answer.Card Receipt(Turn turn, CustomerFile file, FollowUp record, Draft? draft)
    {
        var words = turn.Words("follow-ups");
        var open = Filing.OpenOf(file, record);
        var first = open.FirstOrDefault(s => s.Id == record.NextStepId) ?? (open.Count > 0 ? open[0] : null);
        var headline = first is null || first.By == OwedBy.Customer ? words["saved"]
            : first.DueAt <= turn.Now ? words.Format("savedAlreadyDue", ("distance", turn.Say.Distance(first, turn.Now)))
            : first.OwnerId == turn.Me.Id ? words.Format("savedWithReminder", ("moment", turn.Say.Moment(first.DueAt, turn.Me.Zone, turn.Today)))
            : words.Format("savedWithReminderTo", ("name", turn.Company.NameOf(first.OwnerId)), ("moment", turn.Say.Moment(first.DueAt, first.Zone, turn.Today)));
        var prefill = draft is null ? null : Prefill.Of(draft);
        var model = new ReceiptModel(
            file.Head.Id, file.Head.Name, record.Id, headline,
            words.Format("channelAndDay", ("channel", turn.Say.Code(record.Channel)), ("day", turn.Say.Day(Zones.DayOf(record.ContactedAt, turn.Me.Zone), turn.Today))),
            record.ContactName ?? "", record.Summary, record.Status is { } s ? turn.Say.Code(s) : "",
            first?.What ?? "", first is null ? "" : turn.Say.DayAndDistance(first, turn.Now), record.NoNextStepBecause ?? "",
            words.Format("filedBy", ("name", turn.Company.NameOf(record.AuthorId)), ("moment", turn.Say.Moment(record.FiledAt, turn.Me.Zone, turn.Today))),
            [.. FoundLines.Of(record.Gist, turn.Say, turn.Today, turn.Company.NameOf).Concat(FieldLines.Of(turn.Fields, record.Fields, turn.Say, turn.Today)).Select(l => new FactLine(l.Label, Wording.Short(l.Text, 120)))],
            [.. open.Where(o => o.Id != first?.Id).Select(o => new StepLine(KindOf(turn, o), o.What, turn.Say.DayAndDistance(o, turn.Now)))],
            draft?.Id ?? "", prefill is { Remember: null } ? MomentWords.Offer(turn, file, record, prefill.Moments) : "",
            prefill is { Remember: true } ? MomentWords.Remembered(turn, file, draft!.Id, prefill.Moments) : "");
        return Answer.Of("follow-ups/receipt", model, FollowUpCardJson.Default.ReceiptModel, headline);
    }

    /// <summary>Whose a step is.</summary>
    private static string KindOf(Turn turn, Step step)
    {
        var words = turn.Words("follow-ups");
        return step.By == OwedBy.Customer ? words["theirPromise"]
            : step.OwnerId == turn.Me.Id ? words["nextStep"]
            : words.Format("stepOf", ("name", turn.Company.NameOf(step.OwnerId)));
    }

    /// <param name="draft">A form that can be gone on with; empty for none.</param>
    public static Answer.Card Closed(string line, string by, string draft = "") =>
        Answer.Of("follow-ups/closed", new ClosedModel(line, by, draft), FollowUpCardJson.Default.ClosedModel, line);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FormModel))]
[JsonSerializable(typeof(ReceiptModel))]
[JsonSerializable(typeof(ClosedModel))]
internal sealed partial class FollowUpCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(FollowUpForm))]
[JsonSerializable(typeof(SubmitForm))]
[JsonSerializable(typeof(ChooseForm))]
[JsonSerializable(typeof(ContinueForm))]
[JsonSerializable(typeof(OpenForm))]
[JsonSerializable(typeof(RecordForm))]
[JsonSerializable(typeof(DraftForm))]
[JsonSerializable(typeof(KeepForm))]
internal sealed partial class FollowUpJson : JsonSerializerContext;
