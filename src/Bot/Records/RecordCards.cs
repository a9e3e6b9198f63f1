using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;

namespace CrmBot.Bot.Records;

/// <summary>A record that was taken back.</summary>
/// <param name="Draft">The form in which everything typed still stands; empty for none.</param>
internal sealed record TakenModel(string Line, string By, string Draft);

/// <summary>Why something is not taken back, and what can be done instead.</summary>
/// <param name="FollowUp">Empty where nothing can.</param>
/// <param name="Hint">Empty for none.</param>
/// <param name="CanDelete">The reader may.</param>
internal sealed record NotUndoneModel(string Customer, string FollowUp, string Title, string CustomerName, string Summary, string Hint, bool CanDelete);

/// <summary>The question before a record is deleted.</summary>
/// <param name="Along">What goes along with it.</param>
internal sealed record DeleteModel(string Customer, string FollowUp, string Title, string CustomerName, string Told, string Summary, IReadOnlyList<FactLine> Along, string Hint);

/// <summary>The cards of what is done to a record afterwards.</summary>
internal static class RecordCards
{
    public const string NotUndoneCard = "records/not-undone";

    private const int Longest = 120;

    public static Answer.Card Taken(Turn turn, CustomerFile file, string draft, bool again)
    {
        var words = turn.Words("records");
        var line = words.Format(again ? "takenAgain" : "taken", ("customer", file.Head.Name));
        return Answer.Of("records/taken", new TakenModel(line, again ? "" : turn.ByMe, draft), RecordCardJson.Default.TakenModel, line) with { About = [file.Head.Id] };
    }

    /// <param name="record">Null when it is gone.</param>
    public static Answer.Card NotUndone(Turn turn, CustomerFile file, FollowUp? record, NotUndone why)
    {
        var words = turn.Words("records");
        var title = words[why switch
        {
            Domain.NotUndone.Gone => "gone",
            Domain.NotUndone.NotTheirs => "notYours",
            Domain.NotUndone.TooLate => "tooLate",
            Domain.NotUndone.EditedSince => "editedSince",
            Domain.NotUndone.StepMoved => "stepMoved",
            _ => "nothingToTakeBack",
        }];
        var canDelete = record is not null && Unfiling.May(turn.Me, record, turn.Company);
        var model = new NotUndoneModel(
            file.Head.Id, record?.Id ?? "", title, file.Head.Name, record is null ? "" : Wording.Short(record.Summary, Longest),
            record is null ? "" : words[canDelete ? "insteadBoth" : "insteadEdit"], canDelete);
        return Answer.Of("records/not-undone", model, RecordCardJson.Default.NotUndoneModel, title);
    }

    public static Answer.Card Delete(Turn turn, CustomerFile file, FollowUp record)
    {
        var words = turn.Words("records");
        var title = words.Format("deleteTitle", ("customer", file.Head.Name));
        var along = Unfiling.StepsOf(file, record).Where(s => s.State == StepState.Open)
            .Select(s => new FactLine(words["alongStep"], $"{Wording.Short(s.What, Longest)} · {turn.Say.DayAndDistance(s, turn.Now)}"))
            .Concat(Unfiling.MomentsOf(file, record).Select(m => new FactLine(words["alongMoment"], MomentWords.Text(new MomentTold(m.Kind, m.What, m.ContactName, m.On, m.MonthOnly)))))
            .ToList();
        if (record.Edition > 1)
        {
            along.Add(new FactLine(words["alongEditions"], words.Format("editions", ("count", record.Edition - 1))));
        }

        var model = new DeleteModel(
            file.Head.Id, record.Id, title, file.Head.Name, Told(turn, record), Wording.Short(record.Summary, Longest), along, words["deleteHint"]);
        return Answer.Of("records/delete", model, RecordCardJson.Default.DeleteModel, title);
    }

    /// <summary>When, how, and who told it.</summary>
    public static string Told(Turn turn, FollowUp record) =>
        $"{turn.Say.Day(Zones.DayOf(record.ContactedAt, turn.Me.Zone), turn.Today)} · {turn.Say.Code(record.Channel)} · {turn.Company.NameOf(record.AuthorId)}";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TakenModel))]
[JsonSerializable(typeof(NotUndoneModel))]
[JsonSerializable(typeof(DeleteModel))]
internal sealed partial class RecordCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(UndoForm))]
[JsonSerializable(typeof(RecordForm))]
[JsonSerializable(typeof(DraftForm))]
internal sealed partial class RecordJson : JsonSerializerContext;
