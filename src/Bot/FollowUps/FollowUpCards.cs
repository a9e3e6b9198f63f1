using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>What the receipt shows; lines without content are empty. What a team reads at a glance is at most five lines.</summary>
/// <param name="Said">The summary in short, where no line tells what it was about.</param>
/// <param name="Lines">What stands on it beside the next step.</param>
/// <param name="Rest">What is folded away, with the summary.</param>
/// <param name="Useful">What the filing gives back.</param>
/// <param name="Offer">What could be remembered, as a question; empty when there is nothing or it was answered.</param>
/// <param name="Remembered">What is remembered since; empty for nothing.</param>
/// <param name="Op">The operation that can be taken back; empty for none.</param>
internal sealed record ReceiptModel(
    string Customer, string CustomerName, string FollowUp, string Headline, string ChannelAndDay, string Contact, string Summary,
    string Said, string NextStep, string Due, string FiledBy, IReadOnlyList<FactLine> Lines, IReadOnlyList<FactLine> Rest, IReadOnlyList<UsefulLine> Useful, string Draft,
    string Offer, string Remembered, string Op);

/// <summary>Something worth knowing at the moment of filing.</summary>
internal sealed record UsefulLine(string Text);

/// <summary>A label and what is said under it.</summary>
internal sealed record FactLine(string Title, string Value);

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
        var empty = FormModel.Of(turn, draft, file, own).Choosing(turn, chosen?.Head, ask);
        var model = FormModel.Filled(turn, empty, typed, Prefill.Of(draft), faults, (file ?? chosen)?.Head);
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
    /// <param name="instead">What is said in the place of that it was saved; null for that.</param>
    public static Answer.Card Receipt(Turn turn, CustomerFile file, FollowUp record, Draft? draft, string? instead = null)
    {
        var words = turn.Words("follow-ups");
        var open = Filing.OpenOf(file, record);
        var first = open.FirstOrDefault(s => s.Id == record.NextStepId) ?? (open.Count > 0 ? open[0] : null);
        var headline = instead ?? Saved(turn, first);
        var prefill = draft is null ? null : Prefill.Of(draft);
        var (said, lines, rest) = ReceiptLines.Of(turn, record, first, open);
        var model = new ReceiptModel(
            file.Head.Id, file.Head.Name, record.Id, headline,
            words.Format("channelAndDay", ("channel", turn.Say.Code(record.Channel)), ("day", turn.Say.Day(Zones.DayOf(record.ContactedAt, turn.Me.Zone), turn.Today))),
            record.ContactName ?? "", record.Summary == said ? "" : record.Summary, said, first?.What ?? "", first is null ? "" : turn.Say.DayAndDistance(first, turn.Now),
            words.Format("filedBy", ("name", turn.Company.NameOf(record.AuthorId)), ("moment", turn.Say.Moment(record.FiledAt, turn.Me.Zone, turn.Today))),
            lines, rest, draft is null ? [] : UsefulWords.Of(turn, file, record),
            draft?.Id ?? "", prefill is { Remember: null } ? MomentWords.Offer(turn, file, record, prefill.Moments) : "",
            prefill is { Remember: true } ? MomentWords.Remembered(turn, file, draft!.Id, prefill.Moments) : "", draft?.Id ?? "");
        return Answer.Of("follow-ups/receipt", model, FollowUpCardJson.Default.ReceiptModel, headline) with { Quotes = draft is null ? [] : UsefulWords.From(turn, file, record) };
    }

    private static string Saved(Turn turn, Step? first)
    {
        var words = turn.Words("follow-ups");
        return first is null || first.By == OwedBy.Customer ? words["saved"]
            : first.DueAt <= turn.Now ? words.Format("savedAlreadyDue", ("distance", turn.Say.Distance(first, turn.Now)))
            : first.OwnerId == turn.Me.Id ? words.Format("savedWithReminder", ("moment", turn.Say.Moment(first.DueAt, turn.Me.Zone, turn.Today)))
            : words.Format("savedWithReminderTo", ("name", turn.Company.NameOf(first.OwnerId)), ("moment", turn.Say.Moment(first.DueAt, first.Zone, turn.Today)));
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
