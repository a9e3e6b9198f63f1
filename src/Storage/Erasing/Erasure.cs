using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// Erases a customer, or a contact of one: the commit, after which nobody is shown it and no late writer can bring it back.
/// What it leaves is ids and codes: that it happened, when, and on whose authority.
/// </summary>
public sealed class Erasure
{
    private readonly ITables _tables;
    private readonly CustomerStore _customers;

    public Erasure(ITables tables, CustomerStore customers) => (_tables, _customers) = (tables, customers);

    public async ValueTask<EraseCount> CountAsync(string tenant, string customerId, CancellationToken ct)
    {
        var counts = new int[4];
        string? next = null;
        do
        {
            var page = await _tables.QueryAsync(new RowRange(Keys.Crm, Keys.Customer(tenant, customerId)), Rows.PageSize, next, ct);
            foreach (var key in page.Rows.Select(r => r.RowKey).Where(EraseSweep.Goes).Where(k => !k.StartsWith(Keys.FollowUpPlaces, StringComparison.Ordinal)))
            {
                counts[key.StartsWith(Keys.FollowUps, StringComparison.Ordinal) ? 0
                    : key.StartsWith(Keys.Contacts, StringComparison.Ordinal) ? 1
                    : key.StartsWith(Keys.Steps, StringComparison.Ordinal) ? 2 : 3]++;
            }

            next = page.Next;
        }
        while (next is not null);

        return new EraseCount(counts[0], counts[1], counts[2], counts[3]);
    }

    public ValueTask<EraseOutcome> CustomerAsync(ChangeRequest request, CancellationToken ct) => ChangeAsync(
        request,
        file => new Decision<bool>.Commit(new CustomerEdit("erased", Erased.Blank(file.Head))
        {
            Erases = true,
            Steps = [.. file.OpenSteps.Select(Erased.Blank)],
        })
        {
            Beside = [Words(request, null, WordsOf(file.Head, file.Contacts))],
        },
        ct);

    /// <summary>A contact goes; the words that name it elsewhere in the customer's records are replaced by <see cref="EraseSweep.RedactAsync"/>.</summary>
    public ValueTask<EraseOutcome> ContactAsync(ChangeRequest request, string contactId, CancellationToken ct) => ChangeAsync(
        request,
        file => file.Contacts.FirstOrDefault(c => c.Id == contactId) is { } contact
            ? new Decision<bool>.Commit(new CustomerEdit("contact-erased", Without(file.Head, contact)) { GoneContacts = [contactId] })
            {
                Beside = [Words(request, contactId, Redaction.WordsOf(contact))],
            }
            : new Decision<bool>.No(false),
        ct);

    /// <summary>
    /// A moment goes, with everything that was derived from it. What speaks of it elsewhere follows by the steps of <see cref="EraseSweep"/>.
    /// </summary>
    /// <param name="words">What it was told and said by, to be looked for elsewhere.</param>
    /// <param name="keeps">True when the sentence that it was told in stays in the record.</param>
    public async ValueTask<EraseOutcome> MomentAsync(ChangeRequest request, string momentId, IReadOnlyList<string> words, bool keeps, CancellationToken ct)
    {
        var since = await KeptAtAsync(request, momentId, ct);
        return await ChangeAsync(
            request,
            file => file.Moments.FirstOrDefault(m => m.Id == momentId) is { } moment
                ? new Decision<bool>.Commit(Moment.Forget(file, moment, request.At))
                {
                    Beside = [new Change.Put(Keys.Words(request.OpId), Rows.Bytes(new EraseRow(Rows.V, momentId, words, Moment: true, Keeps: keeps, Since: since), StoreJson.Default.EraseRow))],
                }
                : new Decision<bool>.No(false),
            ct);
    }

    /// <summary>Machine time before which nothing was said of a moment: a day before it was kept. Null when that is too long ago to be known.</summary>
    private async ValueTask<DateTimeOffset?> KeptAtAsync(ChangeRequest request, string momentId, CancellationToken ct)
    {
        var reader = new CustomerReader(_tables);
        var id = await reader.IdAsync(request.Tenant, request.CustomerId, ct);
        return await _tables.GetAsync(Keys.Crm, Keys.Customer(request.Tenant, id), Keys.Moment(momentId), ct) is { } row
            && await reader.EventsAsync(request.Tenant, id, row.As(StoreJson.Default.KeptMoment).Rev, ct) is [var kept, ..]
            && await reader.OpAsync(request.Tenant, id, kept.OpId, ct) is var (_, op)
            ? op.MadeAt - TimeSpan.FromDays(1)
            : null;
    }

    internal static IReadOnlyList<string> WordsOf(Customer head, IEnumerable<Contact> contacts) =>
        [.. contacts.SelectMany(Redaction.WordsOf).Prepend(head.Name).Concat(head.Aliases).Where(w => w.Length > 1).Distinct(StringComparer.Ordinal)];

    // The head is read by everybody: the contact's name goes from its tags with the contact.
    private static Customer Without(Customer head, Contact contact) =>
        head.Tags is not { } tags || new Redaction(Redaction.WordsOf(contact)) is var words && !tags.Any(words.Finds) ? head : head with { Tags = [.. tags.Where(t => !words.Finds(t))] };

    private static Change Words(ChangeRequest request, string? contactId, IReadOnlyList<string> words) =>
        new Change.Put(Keys.Words(request.OpId), Rows.Bytes(new EraseRow(Rows.V, contactId, words), StoreJson.Default.EraseRow));

    private async ValueTask<EraseOutcome> ChangeAsync(ChangeRequest request, Func<CustomerFile, Decision<bool>> decide, CancellationToken ct)
    {
        // An erased customer gives no file back, so the receipt is asked for first.
        if (await _customers.ReceiptAsync(request.Tenant, request.CustomerId, request.OpId, ct) is not null)
        {
            return EraseOutcome.Erased;
        }

        return await _customers.ChangeAsync(request, file => file is null ? new Decision<bool>.No(false) : decide(file), ct) switch
        {
            ChangeOutcome<bool>.Committed or ChangeOutcome<bool>.AlreadyDone => EraseOutcome.Erased,
            ChangeOutcome<bool>.No or ChangeOutcome<bool>.Erased => EraseOutcome.Nothing,
            _ => EraseOutcome.Busy,
        };
    }
}
