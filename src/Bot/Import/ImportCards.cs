using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Files;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

internal sealed record ImportFact(string Title, string Value);

/// <summary>A row of the file as a line, or what is wrong with one.</summary>
internal sealed record ImportLine(string When, string Text);

/// <summary>What a file holds, before anything is done. <c>Repeated</c> is empty where nothing is there already.</summary>
internal sealed record PreviewModel(
    string File, string Title, string Subtitle, string Columns, string Unknown, string Repeated, string Faulty, IReadOnlyList<ImportLine> Rows, IReadOnlyList<ImportLine> Faults);

/// <summary>How far it is. <c>Hint</c> is empty at the end.</summary>
internal sealed record ProgressModel(string Title, string Subtitle, IReadOnlyList<ImportFact> Facts, string Hint);

/// <summary>How it ended. <c>Url</c> leads to the rows that were not taken; empty where there are none, or no address to give.</summary>
internal sealed record ReportModel(
    string Title, string Subtitle, IReadOnlyList<ImportFact> Facts, IReadOnlyList<ImportLine> Faults, string More, string Url);

internal sealed record StartForm(string? File, string? Repeats);

internal sealed record FileForm(string? File);

/// <summary>What people see of a file that is moved in.</summary>
internal sealed class ImportCards(ImportReport report, FileLinks links)
{
    /// <summary>Faults told in the chat; the file has them all.</summary>
    public const int MostFaults = 10;

    private const int LineLength = 120;

    public Answer.Card Preview(Turn turn, string fileId, Intake.Ready ready, Headers headers)
    {
        var words = turn.Words("import");
        var file = ready.File;
        var understood = file.Header.Zip(file.Keys).Where(c => c.Second.Length > 0).Select(c => file.People ? c.First : headers.Title(c.Second, turn.Say.Language, turn.Fields));
        var unknown = file.Header.Where((h, i) => file.Keys[i].Length == 0 && h.Length > 0).ToList();
        var kind = words[KindOf(file)];
        var title = file.Rows == 1 ? words.Format("previewTitleOne", ("kind", kind)) : words.Format("previewTitle", ("count", file.Rows), ("kind", kind));
        return Answer.Of(
            "import/preview",
            new PreviewModel(
                fileId, title, Wording.Short(file.Name, LineLength) + (ready.Effect is { } effect ? " · " + words.Format("peopleEffect", ("added", effect.Added), ("changed", effect.Changed), ("same", effect.Unchanged)) : ""),
                Wording.Short(string.Join(words["comma"], understood), 300),
                unknown.Count == 0 ? "" : words.Format("unknownColumns", ("columns", Wording.Short(string.Join(words["comma"], unknown), 200))),
                ready.Look.Repeated switch { 0 => "", 1 => words["repeatedRowsOne"], var n => words.Format("repeatedRows", ("count", n)) },
                ready.Look.Faulty switch { 0 => "", 1 => words["faultyRowsOne"], var n => words.Format("faultyRows", ("count", n)) },
                [.. ready.Sample.Select(r => new ImportLine(words.Format("rowNumber", ("row", r.Number)), Line(file, r)))],
                Faults(turn, [.. ready.Look.Faults.Take(3)])),
            ImportCardJson.Default.PreviewModel,
            title);
    }

    public Answer.Card Progress(Turn turn, ImportFile file, int rows, int done, int refused)
    {
        var words = turn.Words("import");
        var under = rows < file.Rows;
        var title = under ? words.Format("progressTitle", ("percent", 100L * rows / Math.Max(1, file.Rows))) : words["progressEnded"];
        var facts = Facts(turn, rows, file.Rows, done, refused);
        return Answer.Of(
            "import/progress",
            new ProgressModel(title, Wording.Short(file.Name, LineLength), facts, under ? words["progressHint"] : ""), ImportCardJson.Default.ProgressModel, title);
    }

    public async Task<Answer.Card> ReportAsync(Turn turn, ImportFile file, string fileId, int done, int refused, IReadOnlyList<RowFault> first, CancellationToken ct)
    {
        var words = turn.Words("import");
        var url = done == file.Rows ? null
            : await links.LinkAsync(new FileTicket(turn.Tenant, turn.Me.Id, ImportReport.What, file.Format, null, null, fileId, default), ct);
        var kind = words[KindOf(file)];
        var title = done == 1 ? words.Format("reportTitleOne", ("kind", kind)) : words.Format("reportTitle", ("count", done), ("kind", kind));
        var left = refused - first.Count;
        return Report(turn, title, Wording.Short(file.Name, LineLength), Facts(turn, file.Rows, file.Rows, done, refused), Faults(turn, first),
            left > 0 ? words.Format("moreFaults", ("count", left)) : "", url ?? "");
    }

    /// <summary>It broke and goes no further.</summary>
    public Answer.Card Broken(Turn turn, Job job)
    {
        var words = turn.Words("import");
        return Report(turn, words["brokenTitle"], words["brokenHint"], [new ImportFact(words["factDone"], Count(job.Done)), new ImportFact(words["factRefused"], Count(job.Refused))], [], "", "");
    }

    public Answer.Card Left(Turn turn) => Report(turn, turn.Words("import")["leftTitle"], turn.Words("import")["leftHint"], [], [], "", "");

    private static string KindOf(ImportFile file) => file.People ? "kindPeople" : KindOf(file.Kind);

    public static string KindOf(TableKind kind) => kind switch
    {
        TableKind.Customers => "kindCustomers",
        TableKind.Contacts => "kindContacts",
        TableKind.Orders => "kindOrders",
        _ => "kindFollowUps",
    };

    private static Answer.Card Report(
        Turn turn, string title, string subtitle, IReadOnlyList<ImportFact> facts, IReadOnlyList<ImportLine> faults, string more, string url) => Answer.Of(
        "import/report", new ReportModel(title, subtitle, facts, faults, more, url), ImportCardJson.Default.ReportModel, title);

    private static IReadOnlyList<ImportFact> Facts(Turn turn, int rows, int of, int done, int refused)
    {
        var words = turn.Words("import");
        var repeated = Math.Max(0, rows - done - refused);
        return
        [
            new ImportFact(words["factRows"], rows == of ? Count(of) : $"{Count(rows)} / {Count(of)}"),
            new ImportFact(words["factDone"], Count(done)),
            new ImportFact(words["factRepeated"], Count(repeated)),
            new ImportFact(words["factRefused"], Count(refused)),
        ];
    }

    private IReadOnlyList<ImportLine> Faults(Turn turn, IReadOnlyList<RowFault> faults)
    {
        var words = turn.Words("import");
        return
        [
            .. faults.Select(f => new ImportLine(
                report.ColumnOf(f, turn.Say.Language, turn.Fields) is { Length: > 0 } column
                    ? words.Format("rowAndColumn", ("row", f.Row), ("column", column))
                    : words.Format("rowNumber", ("row", f.Row)),
                words[f.Why])),
        ];
    }

    private static string Line(ImportFile file, FileRow row) =>
        Wording.Short(string.Join(" · ", row.Cells.Where((c, i) => file.Keys[i].Length > 0 && c.Length > 0)), LineLength);

    private static string Count(int count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PreviewModel))]
[JsonSerializable(typeof(ProgressModel))]
[JsonSerializable(typeof(ReportModel))]
internal sealed partial class ImportCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(StartForm))]
[JsonSerializable(typeof(FileForm))]
internal sealed partial class ImportFormJson : JsonSerializerContext;
