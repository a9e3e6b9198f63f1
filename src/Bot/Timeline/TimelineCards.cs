using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Bot.Records;
using CrmBot.Domain;

namespace CrmBot.Bot.Timeline;

/// <summary>The way to another page.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Back">The way back from there.</param>
internal sealed record Leaf(string Start, string Back);

internal sealed record RecordRow(string FollowUp, string When, string Text);

/// <summary>A page of records. A way that is not there has an empty title.</summary>
internal sealed record PageModel(
    string Customer, string Title, string Subtitle, string From, string To, IReadOnlyList<RecordRow> Rows, string Empty,
    bool Older, string OlderStart, string OlderBack, bool Newer, string NewerStart, string NewerBack, bool Bounded);

internal sealed record FoundLine(string Title, string Value);

/// <summary>One record as it is kept.</summary>
/// <param name="Editions">The latest first; none of a record that was never changed.</param>
/// <param name="More">Editions that are not shown; empty for none.</param>
internal sealed record RecordModel(
    string Customer, string FollowUp, string Title, string Subtitle, string Text, IReadOnlyList<FoundLine> Found, IReadOnlyList<FoundLine> Steps, string FiledBy,
    IReadOnlyList<EditionView> Editions, string More);

/// <summary>Which page. <c>Fresh</c> is <c>yes</c> where it shall stand below the card and not in its place.</summary>
internal sealed record PageForm(string? Customer, string? From, string? To, string? Next, string? Back, string? Fresh);

internal sealed record RecordForm(string? Customer, string? FollowUp);

/// <summary>The cards of what was written down.</summary>
internal static class TimelineCards
{
    public static Answer.Card Page(Turn turn, CustomerFile file, Period period, IReadOnlyList<FollowUp> records, Leaf? older, Leaf? newer)
    {
        var (words, say) = (turn.Words("timeline"), turn.Say);
        var title = words.Format("title", ("customer", file.Head.Name));
        var bounded = period != Period.All;
        var subtitle = period switch
        {
            { From: { } from, To: { } to } => words.Format("between", ("from", say.Day(from, turn.Today)), ("to", say.Day(to, turn.Today))),
            { From: { } from } => words.Format("since", ("from", say.Day(from, turn.Today))),
            _ => words["newestFirst"],
        };
        var model = new PageModel(
            file.Head.Id, title, subtitle, CardDay.Text(period.From), CardDay.Text(period.To),
            [.. records.Select(r => new RecordRow(r.Id, When(turn, r), FieldLines.Under(Wording.Short(r.Summary, 160), turn, r)))],
            records.Count > 0 ? "" : words[bounded ? "noneThen" : "none"],
            older is not null, older?.Start ?? "", older?.Back ?? "", newer is not null, newer?.Start ?? "", newer?.Back ?? "", bounded);
        return Answer.Of("timeline/page", model, TimelineCardJson.Default.PageModel, title);
    }

    public static Answer.Card Record(Turn turn, CustomerFile file, FollowUp record, IReadOnlyList<EditionView> editions, string more)
    {
        var (words, say) = (turn.Words("timeline"), turn.Say);
        var steps = file.Steps.Where(s => (s.SourceId == record.Id || s.Id == record.NextStepId) && Sight.List(turn.Me, s, turn.Company)).ToList();
        List<FoundLine> found =
        [
            .. new[] { (words["contact"], record.ContactName), (words["status"], record.Status is { } status ? say.Code(status) : null), (words["mood"], record.Sentiment is { } mood ? say.Code(mood) : null) }
                .Where(l => !string.IsNullOrEmpty(l.Item2)).Select(l => new FoundLine(l.Item1, l.Item2!)),
            .. FoundLines.Of(record.Gist, say, turn.Today, turn.Company.NameOf).Concat(FieldLines.Of(turn.Fields, record.Fields, say, turn.Today)).Select(l => new FoundLine(l.Label, Wording.Short(l.Text, 200))),
        ];
        if (record.NoNextStepBecause is { } because)
        {
            found.Add(new FoundLine(words["noNextStep"], because));
        }

        var title = words.Format("recordTitle", ("customer", file.Head.Name));
        var model = new RecordModel(
            file.Head.Id, record.Id, title, When(turn, record), record.Summary, found,
            [.. steps.Select(s => new FoundLine(words[s.By == OwedBy.Customer ? "theirPromise" : "nextStep"], Step(turn, s)))],
            words.Format("filedBy", ("by", say.By(turn.Company.NameOf(record.AuthorId), record.FiledAt, turn.Me.Zone, turn.Today))) + words[record.Edition > 1 ? "wasEdited" : "neverEdited"], editions, more);
        return Answer.Of("timeline/record", model, TimelineCardJson.Default.RecordModel, title);
    }

    private static string When(Turn turn, FollowUp record) => string.Join(
        " · ",
        new[]
        {
            turn.Say.Day(Zones.DayOf(record.ContactedAt, turn.Me.Zone), turn.Today), turn.Say.Code(record.Channel), record.ContactName ?? "", turn.Company.NameOf(record.AuthorId),
        }.Where(p => p.Length > 0));

    private static string Step(Turn turn, Step step)
    {
        var words = turn.Words("timeline");
        var how = step.State switch
        {
            StepState.Open => turn.Say.DayAndDistance(step, turn.Now),
            StepState.Done => words["stepDone"],
            _ => words["stepCancelled"],
        };
        return $"{Wording.Short(step.What, 120)} · {how}{FoundLines.Takes(turn.Say, step)}";
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PageModel))]
[JsonSerializable(typeof(RecordModel))]
internal sealed partial class TimelineCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(PageForm))]
[JsonSerializable(typeof(RecordForm))]
internal sealed partial class TimelineJson : JsonSerializerContext;
