using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

internal sealed record Choice(string Title, string Value);

/// <summary>What the form shows. <c>Pick</c>: the customer is still to be chosen.</summary>
internal sealed record FormModel(
    string Draft, bool Editing, bool Pick, string CustomerName, string CustomerLine, IReadOnlyList<Choice> Customers, string Customer,
    IReadOnlyList<string> Faults, FormFaults Wrong, string Question, bool AskReason, string Channel, string ContactedOn, string Latest, string Contact, string Summary,
    string Status, string NextStep, string NextOn, string Earliest, string Because)
{
    /// <summary>Next steps that one tap puts in and files.</summary>
    public IReadOnlyList<Chip> Chips { get; init; } = [];

    /// <summary>What can be done about the question; empty without one.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Whether it can be filed as it is, with a reason.</summary>
    public bool Anyway { get; init; }
}

/// <summary>What stands below each field of the form; empty where nothing is wrong.</summary>
internal sealed record FormFaults(
    string Customer, string Channel, string Summary, string NextStep, string NextOn, string Because, string Contact, string ContactedOn)
{
    public static FormFaults Of(IReadOnlyList<Problem> problems) => new(
        Problem.At(problems, "customer"), Problem.At(problems, "channel"), Problem.At(problems, "summary"), Problem.At(problems, "nextStep"),
        Problem.At(problems, "nextOn"), Problem.At(problems, "because"), Problem.At(problems, "contact"), Problem.At(problems, "contactedOn"));
}

/// <summary>What the receipt shows; lines without content are empty.</summary>
internal sealed record ReceiptModel(
    string Customer, string CustomerName, string FollowUp, string Headline, string ChannelAndDay, string Contact, string Summary, string Status,
    string NextStep, string Due, string Because, string FiledBy);

/// <summary>A form that is no longer open. <c>By</c> is empty when nobody closed it.</summary>
internal sealed record ClosedModel(string Line, string By);

/// <summary>The cards of follow-ups, from records to what a person reads.</summary>
internal static class FollowUpCards
{
    /// <summary>Own customers that the form offers; more are reached by saying the name.</summary>
    public const int MostOffered = 60;

    public static Answer.Card Form(Turn turn, FormModel model) =>
        Answer.Of("follow-ups/form", model, FollowUpCardJson.Default.FormModel, turn.Words("follow-ups")["formTitle"]);

    /// <summary>The form with what was typed, and with what has to be put right or is asked for.</summary>
    public static Answer.Card Again(Turn turn, Draft draft, FollowUpForm typed, CustomerFile? file, IReadOnlyList<Stake> own, IReadOnlyList<Problem> faults, Asked? asked)
    {
        var words = turn.Words("follow-ups");
        return Form(turn, Shell(turn, draft, file, own) with
        {
            Customer = typed.Customer ?? "",
            Faults = [.. faults.Select(f => f.Line(turn.Say, input => words[input]))],
            Wrong = FormFaults.Of(faults),
            Question = asked?.Question ?? "",
            Chips = asked?.Chips ?? [],
            Hint = asked?.Hint ?? "",
            Anyway = asked is { Anyway: true },
            AskReason = asked is { AskReason: true } || !string.IsNullOrWhiteSpace(typed.Because),
            Channel = typed.Channel ?? "",
            ContactedOn = typed.ContactedOn ?? "",
            Contact = typed.Contact ?? "",
            Summary = typed.Summary ?? "",
            Status = typed.Status ?? "",
            NextStep = typed.NextStep ?? "",
            NextOn = typed.NextOn ?? "",
            Because = typed.Because ?? "",
        });
    }

    /// <summary>An empty form, or the form of a stored record.</summary>
    public static FormModel Shell(Turn turn, Draft draft, CustomerFile? file, IReadOnlyList<Stake> own)
    {
        var today = FollowUpForm.Day(turn.Today);
        var head = file?.Head;
        return new FormModel(
            draft.Id, draft.FollowUpId is not null, file is null, head?.Name ?? "", head is null ? "" : Line(turn, head),
            file is null ? [.. own.Take(MostOffered).Select(s => new Choice(s.CustomerName, s.CustomerId))] : [], "",
            [], FormFaults.Of([]), "", false, "", today, today, "", "", "", "", "", today, "");
    }

    public static FormModel Filled(FormModel shell, FollowUp record, Step? step, Person me) => shell with
    {
        Channel = record.Channel.ToString(),
        ContactedOn = FollowUpForm.Day(Zones.DayOf(record.ContactedAt, me.Zone)),
        Contact = record.ContactName ?? "",
        Summary = record.Summary,
        Status = record.Status?.ToString() ?? "",
        NextStep = step?.What ?? "",
        NextOn = FollowUpForm.Day(step?.DueDay),
        // A step that is overdue already may keep its day.
        Earliest = step is not null && string.CompareOrdinal(FollowUpForm.Day(step.DueDay), shell.Earliest) < 0 ? FollowUpForm.Day(step.DueDay) : shell.Earliest,
        AskReason = record.NoNextStepBecause is not null,
        Because = record.NoNextStepBecause ?? "",
    };

    /// <summary>The record as it is kept, in the place of the form.</summary>
    public static Answer.Card Receipt(Turn turn, CustomerFile file, FollowUp record, Step? step)
    {
        var words = turn.Words("follow-ups");
        var open = step is { State: StepState.Open } ? step : null;
        var headline = open is null ? words["saved"]
            : open.DueAt <= turn.Now ? words.Format("savedAlreadyDue", ("distance", turn.Say.Distance(open, turn.Now)))
            : open.OwnerId == turn.Me.Id ? words.Format("savedWithReminder", ("moment", turn.Say.Moment(open.DueAt, turn.Me.Zone, turn.Today)))
            : words.Format("savedWithReminderTo", ("name", turn.Company.NameOf(open.OwnerId)), ("moment", turn.Say.Moment(open.DueAt, open.Zone, turn.Today)));
        var model = new ReceiptModel(
            file.Head.Id, file.Head.Name, record.Id, headline,
            words.Format("channelAndDay", ("channel", turn.Say.Code(record.Channel)), ("day", turn.Say.Day(Zones.DayOf(record.ContactedAt, turn.Me.Zone), turn.Today))),
            record.ContactName ?? "", record.Summary, record.Status is { } s ? turn.Say.Code(s) : "",
            open?.What ?? "", open is null ? "" : turn.Say.DayAndDistance(open, turn.Now), record.NoNextStepBecause ?? "",
            words.Format("filedBy", ("name", turn.Company.NameOf(record.AuthorId)), ("moment", turn.Say.Moment(record.FiledAt, turn.Me.Zone, turn.Today))));
        return Answer.Of("follow-ups/receipt", model, FollowUpCardJson.Default.ReceiptModel, headline);
    }

    public static Answer.Card Closed(string line, string by) => Answer.Of("follow-ups/closed", new ClosedModel(line, by), FollowUpCardJson.Default.ClosedModel, line);

    private static string Line(Turn turn, Customer head) => turn.Words("customers").Format(
        "line", ("stage", turn.Say.Code(head.Stage)), ("status", turn.Say.Code(head.Status)), ("tier", head.Tier));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FormModel))]
[JsonSerializable(typeof(ReceiptModel))]
[JsonSerializable(typeof(ClosedModel))]
internal sealed partial class FollowUpCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(FollowUpForm))]
[JsonSerializable(typeof(OpenForm))]
[JsonSerializable(typeof(RecordForm))]
[JsonSerializable(typeof(DraftForm))]
internal sealed partial class FollowUpJson : JsonSerializerContext;
