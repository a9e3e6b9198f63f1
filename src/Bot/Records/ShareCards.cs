using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;
using Choice = CrmBot.Bot.FollowUps.Choice;

namespace CrmBot.Bot.Records;

/// <summary>With whom a record is to be shared.</summary>
/// <param name="Note">What could not be done; empty for nothing.</param>
internal sealed record ShareModel(
    string Customer, string FollowUp, string Title, string Told, string Note, IReadOnlyList<Choice> People, IReadOnlyList<GroupRow> Groups, string GroupHint);

/// <summary>A group chat or channel.</summary>
internal sealed record GroupRow(string Group, string Name, string Line);

/// <summary>A question before something is shown to somebody. One of <c>To</c> and <c>Group</c> is empty.</summary>
internal sealed record ShareAskModel(string Customer, string FollowUp, string To, string Group, string Title, string Note, string Summary, string Yes);

/// <summary>A record as a colleague is shown it: nothing on it can be changed.</summary>
/// <param name="By">Who shared it.</param>
internal sealed record SharedModel(string Customer, string FollowUp, string By, string CustomerName, string Told, string Said, string NextStep, string Due, IReadOnlyList<FactLine> Lines, bool IsGroup);

/// <summary>The cards of sharing.</summary>
internal static class ShareCards
{
    private const int Longest = 120;

    public static Answer.Card Choose(Turn turn, CustomerFile file, FollowUp record, IReadOnlyList<Group> groups, string note)
    {
        var words = turn.Words("records");
        var people = OwnershipCards.Takers(turn.Company, turn.Me.Id)
            .OrderByDescending(c => turn.Company.Find(c.Person) is { } p && Sight.Content(p, file, turn.Company))
            .Select(c => new Choice(c.Name, c.Person)).ToList();
        var title = words.Format("shareTitle", ("customer", file.Head.Name));
        var rows = groups.Select(g => new GroupRow(g.Id, NameOf(turn, g), words.Format("groupHeard", ("day", turn.Say.Day(Zones.DayOf(g.HeardAt, turn.Me.Zone), turn.Today))))).ToList();
        var model = new ShareModel(file.Head.Id, record.Id, title, RecordCards.Told(turn, record), note, people, rows, rows.Count == 0 ? words["noGroups"] : "");
        return Answer.Of("records/share", model, ShareCardJson.Default.ShareModel, title);
    }

    public static Answer.Card Helper(Turn turn, CustomerFile file, FollowUp record, Person to)
    {
        var words = turn.Words("records");
        var title = words.Format("helperTitle", ("name", to.Name), ("customer", file.Head.Name));
        var model = new ShareAskModel(file.Head.Id, record.Id, to.Id, "", title, words.Format("helperHint", ("name", to.Name)), Wording.Short(record.Summary, Longest), words["helperYes"]);
        return Answer.Of("records/share-ask", model, ShareCardJson.Default.ShareAskModel, title);
    }

    public static Answer.Card Group(Turn turn, CustomerFile file, FollowUp record, Group group)
    {
        var words = turn.Words("records");
        var title = words.Format("groupTitle", ("group", NameOf(turn, group)));
        var model = new ShareAskModel(
            file.Head.Id, record.Id, "", group.Id, title, words.Format("groupWarning", ("customer", file.Head.Name)), Wording.Short(record.Summary, Longest), words["groupYes"]);
        return Answer.Of("records/share-ask", model, ShareCardJson.Default.ShareAskModel, title);
    }

    /// <param name="say">The words of whoever reads it.</param>
    public static Answer.Card Shared(Turn turn, Wording say, CustomerFile file, FollowUp record, bool isGroup)
    {
        var reader = turn with { Say = say };
        var words = reader.Words("records");
        var open = Filing.OpenOf(file, record);
        var first = open.FirstOrDefault(s => s.Id == record.NextStepId) ?? (open.Count > 0 ? open[0] : null);
        var (said, lines, _) = ReceiptLines.Of(reader, record, first, open);
        var by = words.Format("sharedBy", ("name", turn.Me.Name));
        var model = new SharedModel(
            isGroup ? "" : file.Head.Id, isGroup ? "" : record.Id, by, file.Head.Name, RecordCards.Told(reader, record), said,
            first is null ? "" : Wording.Short(first.What, Longest), first is null ? "" : say.Day(first.DueDay, turn.Today), lines, isGroup);
        return Answer.Of("records/shared", model, ShareCardJson.Default.SharedModel, $"{by} {file.Head.Name}") with { About = [file.Head.Id, record.Id] };
    }

    public static string NameOf(Turn turn, Group group) => string.IsNullOrWhiteSpace(group.Name)
        ? turn.Words("records").Format("groupNameless", ("id", group.Id[..4]))
        : Wording.Short(group.Name, 60);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ShareModel))]
[JsonSerializable(typeof(ShareAskModel))]
[JsonSerializable(typeof(SharedModel))]
internal sealed partial class ShareCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(SendForm))]
[JsonSerializable(typeof(IntoForm))]
internal sealed partial class ShareJson : JsonSerializerContext;
