using CrmBot.Bot.Files;
using CrmBot.Bot.Import;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Export;

/// <summary>
/// Writes what a person has sight of, as the columns of an import. Customers are found by the lists of the people whose work the person
/// may list, never by the tenant, and sight is decided on each customer as it is now.
/// </summary>
internal sealed class Exporter(IndexStore index, CustomerStore customers, RecordStore records, FieldStore fields, Headers headers, CellWords codes, CardShelf shelf) : IFileSource
{
    /// <summary>Customers that are read side by side.</summary>
    private const int Lanes = 16;

    private const int PageSize = 200;

    public bool Answers(string what) => KindOf(what) is not null;

    public string NameOf(FileTicket ticket, Person person) =>
        shelf.Words("import", person.Language)[ImportCards.KindOf(KindOf(ticket.What)!.Value)];

    public Task<bool> WriteAsync(FileTicket ticket, Person person, Company company, TableWriter to, CancellationToken ct) =>
        WriteAsync(ticket.Tenant, person, company, KindOf(ticket.What)!.Value, ticket.FromDay, ticket.ToDay, to, ct);

    /// <summary>Code of a kind in a link.</summary>
    public static string CodeOf(TableKind kind) => kind.ToString();

    public static TableKind? KindOf(string code) => Enum.IsDefined(typeof(TableKind), code) ? Enum.Parse<TableKind>(code) : null;

    /// <summary>The customers that the person may see, by their lists: a shadow that may be a moment behind. By name.</summary>
    public async Task<IReadOnlyList<string>> InSightAsync(string tenant, Person person, Company company, CancellationToken ct)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in Sight.People(person, company))
        {
            foreach (var stake in await index.OfPersonAsync(tenant, one.Id, ct))
            {
                found.TryAdd(stake.CustomerId, stake.CustomerName);
            }
        }

        return [.. found.OrderBy(f => f.Value, StringComparer.Ordinal).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key)];
    }

    private async Task<bool> WriteAsync(
        string tenant, Person person, Company company, TableKind kind, DateOnly? from, DateOnly? to, TableWriter file, CancellationToken ct)
    {
        var own = kind == TableKind.FollowUps ? await fields.GetAsync(tenant, ct) : FieldBook.None;
        file.Write([.. Columns.Of(kind).Select(c => headers.Title(c, person.Language)), .. own.All.Select(f => headers.Title(f, person.Language))]);
        var rows = new ExportRows(records, codes, company, tenant, person.Language, from, to);
        foreach (var some in (await InSightAsync(tenant, person, company, ct)).Chunk(Lanes))
        {
            var loaded = await Task.WhenAll(some.Select(id => customers.LoadAsync(tenant, id, ct).AsTask()));
            foreach (var customer in loaded.OfType<CustomerFile>().Where(c => Sight.Content(person, c, company)))
            {
                await WriteAsync(rows, tenant, kind, own, customer, file, ct);
            }
        }

        return true;
    }

    private async Task WriteAsync(ExportRows rows, string tenant, TableKind kind, FieldBook own, CustomerFile customer, TableWriter file, CancellationToken ct)
    {
        string? next = null;
        switch (kind)
        {
            case TableKind.Customers:
                file.Write(rows.Of(customer.Head));
                break;
            case TableKind.Contacts:
                foreach (var contact in customer.Contacts)
                {
                    file.Write(rows.Of(customer.Head, contact));
                }

                break;
            case TableKind.Orders:
                do
                {
                    var page = await records.OrdersAsync(tenant, customer.Head.Id, PageSize, next, ct);
                    foreach (var order in page.Items.Where(o => rows.IsAsked(o.Day)))
                    {
                        file.Write(rows.Of(customer.Head, order));
                    }

                    next = page.Next;
                }
                while (next is not null);

                break;
            default:
                do
                {
                    var page = await customers.TimelineAsync(tenant, customer.Head.Id, PageSize, next, ct);
                    foreach (var followUp in page.Items.Where(f => rows.IsAsked(rows.DayOf(f))))
                    {
                        file.Write([.. await rows.OfAsync(customer, followUp, ct), .. rows.Own(own, followUp)]);
                    }

                    next = page.Next;
                }
                while (next is not null);

                break;
        }
    }
}
