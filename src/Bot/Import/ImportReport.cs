using System.Globalization;
using System.Text.Json;
using CrmBot.Bot.Files;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>The file of rows that were not taken: why, and then the row as it came, so that it can be put right and sent again.</summary>
internal sealed class ImportReport(FileStore files, FieldStore fields, Headers headers, CardShelf shelf) : IFileSource
{
    public const string What = "faults";

    public bool Answers(string what) => what == What;

    public string NameOf(FileTicket ticket, Person person) => shelf.Words("import", person.Language)["reportFile"];

    public async Task<bool> WriteAsync(FileTicket ticket, Person person, Company company, TableWriter to, CancellationToken ct)
    {
        if (ticket.Id is not { } id || await files.GetAsync(ticket.Tenant, id, ct) is not { } head || head.PersonId != person.Id)
        {
            return false;
        }

        var file = JsonSerializer.Deserialize(head.About, ImportJson.Default.ImportFile)!;
        var book = await fields.GetAsync(ticket.Tenant, ct);
        to.Write(Header(file.Header, person.Language));
        await foreach (var part in files.PartsAsync(ticket.Tenant, id, Sections.Faults, ct))
        {
            foreach (var fault in JsonSerializer.Deserialize(part.Span, ImportJson.Default.FaultChunk)!.Faults)
            {
                to.Write(Row(fault, person.Language, book));
            }
        }

        return true;
    }

    public IReadOnlyList<string> Header(IReadOnlyList<string> file, string language)
    {
        var words = shelf.Words("import", language);
        return [words["reportRow"], words["reportColumn"], words["reportWhy"], .. file];
    }

    public IReadOnlyList<string> Row(RowFault fault, string language, FieldBook book) =>
        [fault.Row.ToString(CultureInfo.InvariantCulture), ColumnOf(fault, language, book), shelf.Words("import", language)[fault.Why], .. fault.Cells];

    public string ColumnOf(RowFault fault, string language, FieldBook book) => fault.Column.Length == 0 ? "" : headers.Title(fault.Column, language, book);
}
