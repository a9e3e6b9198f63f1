using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Import;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Export;

/// <summary>Records field by field: customer, kind of record, its id, field, value. An empty field takes no row.</summary>
internal sealed class WholeRows(ExportRows rows, Headers headers, CellWords codes, CardShelf shelf, Person reader, FieldBook book)
{
    private readonly Words words = shelf.Words("export", reader.Language);
    private readonly Wording say = new(shelf, reader.Language);

    public IReadOnlyList<string> Header =>
        [headers.Title(Columns.Customer, reader.Language), words["wholeRecord"], words["wholeId"], words["wholeField"], words["wholeValue"]];

    public IEnumerable<IReadOnlyList<string>> Of(Customer head) => Table(head, words["recordCustomer"], head.Id, TableKind.Customers, rows.Of(head));

    public async ValueTask<IEnumerable<IReadOnlyList<string>>> OfAsync(CustomerFile file, CustomerRecord record, CancellationToken ct)
    {
        var head = file.Head;
        return record switch
        {
            CustomerRecord.OfContact { It: var it } => Table(head, words["recordContact"], it.Id, TableKind.Contacts, rows.Of(head, it)),
            CustomerRecord.OfOrder { It: var it } => Table(head, words["recordOrder"], it.Id, TableKind.Orders, rows.Of(head, it)),
            CustomerRecord.OfFollowUp { It: var it } followUp =>
                OfFollowUp(head, words[followUp.Earlier ? "recordEarlier" : "recordFollowUp"], it, await rows.OfAsync(file, it, ct)),
            CustomerRecord.OfStep { It.What.Length: 0 } => [],
            CustomerRecord.OfStep { It: var it } => OfStep(head.Name, it),
            CustomerRecord.OfComplaint { It: var it } => Fields(
                head.Name, words["recordComplaint"], it.Id, (words["fieldOpened"], At(it.OpenedAt)), (words["fieldSeverity"], codes.Write(it.Severity, reader.Language)),
                (words["fieldText"], it.Text), (Title(Columns.Owner), rows.Name(it.OwnerId)), (words["fieldClosed"], At(it.ClosedAt)), (words["fieldResolution"], it.Resolution ?? "")),
            CustomerRecord.OfScore { It: var it } => Fields(
                head.Name, words["recordScore"], it.Id, (words["fieldDay"], CellValues.Day(it.Day)),
                (it.Nps ? "NPS" : "CSAT", it.Score.ToString(CultureInfo.InvariantCulture))),
            CustomerRecord.OfTouch { It: var it } => Fields(
                head.Name, words["recordTouch"], it.Id, (words["fieldDay"], At(it.At)), (Title(Columns.Author), rows.Name(it.ById)), (words["fieldKind"], it.Kind),
                (Title(Columns.Sentiment), codes.Write(it.Reaction, reader.Language))),
            CustomerRecord.OfMoment { It: var it } => Fields(
                head.Name, words["recordMoment"], it.Id, (words["fieldKind"], say.Code(it.Kind)), (words["fieldText"], it.What), (words["fieldContact"], it.ContactName ?? ""),
                (words["fieldDay"], it.On is { } day ? it.MonthOnly ? $"{day:yyyy-MM}" : CellValues.Day(day) : ""), (Title(Columns.Author), rows.Name(it.KeptById)),
                (words["fieldKeptAt"], At(it.KeptAt))),
            CustomerRecord.OfItem { It: var it } => OfItem(head.Name, it),
            _ => [],
        };
    }

    private IEnumerable<IReadOnlyList<string>> OfFollowUp(Customer head, string record, FollowUp it, IReadOnlyList<string> cells) => Table(head, record, it.Id, TableKind.FollowUps, cells)
        .Concat(Fields(head.Name, record, it.Id, [
            .. FoundLines.Of(it.Gist, say, Zones.DayOf(it.FiledAt, "Etc/UTC"), rows.Name).Where(l => !GistColumns.Parts.Contains(l.Part, StringComparer.Ordinal)).Select(l => (l.Label, l.Text)),
            .. book.All.Zip(rows.Own(book, it)).Select(f => (headers.Title(f.First, reader.Language), f.Second)),
        ]));

    public IEnumerable<IReadOnlyList<string>> Of(Person person, IEnumerable<string> directoryIds, IReadOnlyList<Stake> stakes, IEnumerable<Draft> drafts, IEnumerable<Step> steps)
    {
        var own = Fields(
            "", words["recordPerson"], person.Id, [
                (words["fieldName"], person.Name), (words["fieldEnglishName"], person.EnglishName ?? ""), (Title(Columns.Aliases), CellValues.List(person.Aliases)),
                (words["fieldRole"], person.Role.ToString()), (words["fieldTeam"], person.Team ?? ""), (words["fieldManager"], person.ManagerId is { } manager ? rows.Name(manager) : ""),
                (words["fieldZone"], person.Zone), (words["fieldLanguage"], person.Language), (words["fieldRegion"], person.Region ?? ""),
                (words["fieldListTime"], person.ListTime is { } list ? Time(list) : ""), (words["fieldQuiet"], person.Quiet is { } quiet ? $"{Time(quiet.From)} - {Time(quiet.Until)}" : ""),
                .. (person.Leaves ?? []).Select(l => (words["fieldLeave"], Leave(l))), .. (person.Mutes ?? []).Select(m => (words["fieldMute"], Mute(m, stakes))), .. directoryIds.Select(id => (words["fieldAccount"], id)),
            ]);
        return own
            .Concat(stakes.SelectMany(s => Fields(s.CustomerName, words["recordPart"], s.CustomerId, (words["fieldPart"], words[PartOf(s.Part)]))))
            .Concat(steps.SelectMany(s => OfStep("", s)))
            .Concat(drafts.SelectMany(d => Fields("", words["recordDraft"], d.Id, (words["fieldText"], d.Said ?? d.Note ?? ""))));
    }

    private IEnumerable<IReadOnlyList<string>> OfStep(string customer, Step it) => Fields(
        customer, words["recordStep"], it.Id, (Title(Columns.NextStep), it.What), (Title(Columns.Owner), rows.Name(it.OwnerId)),
        (Title(Columns.NextDay), CellValues.Moment(it.DueDay.ToDateTime(it.DueTime ?? TimeOnly.MinValue))), (Title(Columns.NextState), codes.Write(it.State, reader.Language)),
        (words["fieldTakes"], it.Resources ?? ""), (words["fieldAskedBy"], it.AskedById is { } asker ? rows.Name(asker) : ""), (words["fieldAskedAt"], At(it.AskedAt)),
        (words["fieldAccepted"], At(it.AcceptedAt)), (words["fieldAnswer"], it.Said ?? ""));

    private IEnumerable<IReadOnlyList<string>> OfItem(string customer, Item it) => Fields(
        customer, words[it.Kind == ItemKind.Need ? "recordNeed" : "recordObjection"], it.Id,
        [
            (words["fieldText"], it.Text), (words["fieldKind"], it.Category is { } category ? say.Code(category) : ""), (Title(Columns.NextState), words[StateOf(it.State)]),
            .. it.Marks.Select(m => (words[TurnOf(m.Turn)], string.Join(" · ", new[] { At(m.At), rows.Name(m.ById), m.Sentence ?? m.Text ?? "" }.Where(t => t.Length > 0)))),
        ]);

    private static string StateOf(ItemState state) => state switch
    {
        ItemState.Resolved => "itemResolved",
        ItemState.Faded => "itemFaded",
        ItemState.Changed => "itemChanged",
        _ => "itemOpen",
    };

    private static string TurnOf(ItemTurn turn) => turn switch
    {
        ItemTurn.Resolved => "turnResolved",
        ItemTurn.Reopened => "turnReopened",
        ItemTurn.Faded => "turnFaded",
        _ => "turnSaid",
    };

    private string Leave(Leave it) =>
        $"{CellValues.Day(it.From)} - {CellValues.Day(it.Until)}" + (it.DelegateId is { } id ? $" ({words.Format("leaveCover", ("name", rows.Name(id)))})" : "");

    private string Mute(Mute it, IReadOnlyList<Stake> stakes) => words.Format(
        it.Contact is null ? "muteUntil" : "muteContactUntil", ("customer", stakes.FirstOrDefault(s => s.CustomerId == it.CustomerId)?.CustomerName ?? it.CustomerId), ("day", CellValues.Day(it.Until)));

    private static string Time(TimeOnly at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string PartOf(Part part) => part switch
    {
        Part.Owner => "partOwner",
        Part.Helper => "partHelper",
        _ => "partSteps",
    };

    private string At(DateTimeOffset? at) => at is { } instant ? CellValues.Moment(Zones.LocalOf(instant, Zones.IsKnown(reader.Zone) ? reader.Zone : "Etc/UTC")) : "";

    private string Title(string column) => headers.Title(column, reader.Language);

    // The customer's own id and name stand before.
    private IEnumerable<IReadOnlyList<string>> Table(Customer head, string record, string id, TableKind kind, IReadOnlyList<string> cells) =>
        Fields(head.Name, record, id, [.. Columns.Of(kind).Zip(cells).Where(f => f.First is not (Columns.CustomerId or Columns.RecordId or Columns.OrderNo)).Select(f => (Title(f.First), f.Second))]);

    private static IEnumerable<IReadOnlyList<string>> Fields(string customer, string record, string id, params (string Title, string Value)[] fields) =>
        fields.Where(f => f.Value.Length > 0).Select(f => (IReadOnlyList<string>)[customer, record, id, f.Title, f.Value]);
}
