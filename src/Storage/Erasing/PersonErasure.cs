using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>Who is erased, by which operation, on whose authority.</summary>
/// <param name="At">People's time.</param>
public sealed record PersonErase(string Tenant, string PersonId, string OpId, string ById, DateTimeOffset At);

/// <summary>
/// Erases a colleague who has left: the commit, after which the person has no name. What it leaves is the id, whom they reported
/// to and in which zone their days were: the records of customers name people by id, and reports count by it. The rest follows by
/// the steps of <see cref="PersonSweep"/>. Somebody who comes back is a new person.
/// </summary>
public sealed class PersonErasure
{
    internal const string What = "person-erased";

    private const int MaxRuns = 12;

    private readonly ITables _tables;
    private readonly TimeProvider _machine;
    private readonly Hints _hints;
    private readonly ShortRows _short;

    public PersonErasure(ITables tables, TimeProvider machine)
    {
        (_tables, _machine) = (tables, machine);
        _hints = new Hints(tables, machine);
        _short = new ShortRows(tables);
    }

    /// <summary>True for one whose name is gone for good.</summary>
    public static bool IsErased(Person person) => person.Name.Length == 0;

    /// <summary>Directory ids and mail addresses that are the person's.</summary>
    public async ValueTask<IReadOnlyList<string>> DirectoryIdsAsync(string tenant, string personId, CancellationToken ct)
    {
        var rows = await _tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.People(tenant), Keys.DirectoryIds), ct);
        return [.. rows.Where(r => r.As(StoreJson.Default.KeptString).It == personId).Select(r => Keys.TextOf(r.RowKey[Keys.DirectoryIds.Length..]))];
    }

    /// <summary>
    /// Nothing for somebody unknown and for one who was erased by another operation. Whoever asks has seen to it that the person
    /// has left and has no part in a customer any more.
    /// </summary>
    public async ValueTask<EraseOutcome> CommitAsync(PersonErase request, CancellationToken ct)
    {
        var (tenant, id) = (request.Tenant, request.PersonId);
        var partition = Keys.OfPerson(tenant, id);
        for (var i = 0; i < MaxRuns; i++)
        {
            if (await _tables.GetAsync(Keys.Crm, partition, Keys.Op(request.OpId), ct) is not null)
            {
                return EraseOutcome.Erased;
            }

            if (await _tables.GetAsync(Keys.Crm, partition, Keys.Person, ct) is not { } row || row.As(StoreJson.Default.KeptPerson) is not { } was || IsErased(was.It))
            {
                return EraseOutcome.Nothing;
            }

            var gone = new Kept<Person>(Rows.V, was.Rev + 1, new Person(id, "", null, [], Role.Rep, null, was.It.ManagerId, was.It.Zone, was.It.Language, Left: true));
            var words = new EraseRow(Rows.V, null, WordsOf(was.It), null, await DirectoryIdsAsync(tenant, id, ct));
            var said = new EventRow(Rows.V, gone.Rev, request.OpId, request.ById, request.At, "person-erased", EventRow.Head, id);
            var hint = _hints.OfPerson(tenant, id, request.OpId);
            var applied = await _tables.ApplyAsync(
                [
                    Hints.Set(hint),
                    new ChangeSet(Keys.Crm, partition,
                    [
                        new Change.Replace(Keys.Person, row.ETag, Rows.Bytes(gone, StoreJson.Default.KeptPerson)),
                        new Change.Put(Keys.Words(request.OpId), Rows.Bytes(words, StoreJson.Default.EraseRow)),
                        new Change.Insert(Keys.Event(gone.Rev, 0), Rows.Bytes(said, StoreJson.Default.EventRow)),
                        new Change.Insert(Keys.Op(request.OpId), Rows.Bytes(new OpRow(Rows.V, false, gone.Rev, What, null, null, null, _machine.GetUtcNow()), StoreJson.Default.OpRow)),
                    ]),
                ],
                ct);
            if (applied.All)
            {
                // The relay does the same, should this be cut off here.
                await _short.WriteAsync(tenant, gone, ct);
                return EraseOutcome.Erased;
            }
        }

        return EraseOutcome.Busy;
    }

    /// <summary>Names that stand for nobody else: whole ones, not the parts of one.</summary>
    private static IReadOnlyList<string> WordsOf(Person person) =>
        [.. person.Aliases.Prepend(person.EnglishName ?? "").Prepend(person.Name).Where(w => w.Length > 1).Distinct(StringComparer.Ordinal)];
}
