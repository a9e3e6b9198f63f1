using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Briefs;

/// <param name="From">Where the fact is from.</param>
internal sealed record BriefRow(string Text, string From);

internal sealed record BriefPart(string Title, IReadOnlyList<BriefRow> Rows);

/// <param name="Avoid">What is not to be spoken of; empty for nothing.</param>
/// <param name="Remind">Title of the button that brings it again; empty without a time.</param>
internal sealed record BriefModel(
    string Customer, string Contact, string Title, string Subtitle, IReadOnlyList<BriefPart> Parts, IReadOnlyList<BriefRow> Avoid, string Empty, string EmptyHint, string Remind, string At);

internal sealed record ShowForm(string? Customer);

/// <param name="At">The instant, round-trip format.</param>
internal sealed record RemindForm(string? Customer, string? Contact, string? At);

/// <summary>The card before a meeting.</summary>
internal static class BriefCards
{
    private const int LongestLine = 240;

    /// <param name="with">Whom it is with; null when not said.</param>
    /// <param name="remindAt">When it could come again; null for no offer.</param>
    public static Answer.Card Brief(Turn turn, CustomerFile file, Contact? with, DateTimeOffset? remindAt)
    {
        var (words, say) = (turn.Words("briefs"), turn.Say);
        var brief = Domain.Brief.Of(file, with, turn.Me.Zone, s => Sight.List(turn.Me, s, turn.Company));
        var title = with is null ? words.Format("title", ("customer", file.Head.Name)) : words.Format("titleWith", ("contact", with.Shown()), ("customer", file.Head.Name));
        List<BriefPart> parts =
        [
            .. brief.Lines.Where(l => l.Kind != BriefKind.Taboo).GroupBy(l => l.Kind).Select(g => new BriefPart(words[Key(g.Key)], [.. g.Select(l => Row(turn, words, file, l))])),
        ];
        var people = brief.Contacts.Select(c => c.Title is { } job ? $"{c.Shown()} ({job})" : c.Shown()).ToList();
        if (people.Count > 0)
        {
            parts.Add(new BriefPart(words[with is null ? "people" : "alsoThere"], [new BriefRow(Wording.Short(string.Join(say.Language == "zh-CN" ? "、" : ", ", people), LongestLine), words["fromContact"])]));
        }

        var model = new BriefModel(
            file.Head.Id, with?.Id ?? "", title,
            words.Format("subtitle", ("line", with?.Title is { } own ? own : say.Code(file.Head.Status)), ("owner", turn.Company.NameOf(file.Head.OwnerId))), parts,
            [.. brief.Lines.Where(l => l.Kind == BriefKind.Taboo).Select(l => Row(turn, words, file, l))],
            brief.Lines.Count == 0 ? words["nothing"] : "", brief.Lines.Count == 0 ? words["nothingHint"] : "",
            remindAt is { } at ? words.Format("remindMe", ("moment", say.Moment(at, turn.Me.Zone, turn.Today))) : "", remindAt?.ToString("O", CultureInfo.InvariantCulture) ?? "");
        return Answer.Of("briefs/brief", model, BriefCardJson.Default.BriefModel, title) with
        {
            Quotes = [.. brief.Lines.SelectMany(l => From(file, l.SourceId)).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>What a line was told in.</summary>
    private static IEnumerable<string> From(CustomerFile file, string id) =>
        Quoted.By(file.Steps.Where(s => s.Id == id)).Concat(Quoted.By(file.Items.Where(i => i.Id == id))).Concat(Quoted.By(file.Moments.Where(m => m.Id == id))).Append(id);

    private static BriefRow Row(Turn turn, Words words, CustomerFile file, BriefLine line)
    {
        var record = line.Kind == BriefKind.LastTalk ? file.Recent.FirstOrDefault(r => r.Id == line.SourceId) : null;
        var text = Wording.Short(line.Text, LongestLine);
        text = record is null ? text : FieldLines.Under(text, turn, record);
        var of = line.Of is { } name && !line.Text.Contains(name, StringComparison.OrdinalIgnoreCase) ? name : "";
        var from = (line.Kind, line.On) switch
        {
            (BriefKind.WeOwe or BriefKind.TheyOwe, { } due) => words.Format("due", ("day", turn.Say.Day(due, turn.Today))),
            (_, { } day) => words.Format("said", ("day", turn.Say.Day(day, turn.Today)), ("ago", turn.Say.Ago(day, turn.Today))),
            _ => words["fromContact"],
        };
        return new BriefRow(text, of.Length == 0 ? from : $"{of} · {from}");
    }

    private static string Key(BriefKind kind) => kind switch
    {
        BriefKind.LastTalk => "lastTalk",
        BriefKind.Objection => "objection",
        BriefKind.Complaint => "complaint",
        BriefKind.WeOwe => "weOwe",
        BriefKind.TheyOwe => "theyOwe",
        BriefKind.Personal => "personal",
        _ => "avoid",
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BriefModel))]
internal sealed partial class BriefCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(ShowForm))]
[JsonSerializable(typeof(RemindForm))]
internal sealed partial class BriefJson : JsonSerializerContext;
