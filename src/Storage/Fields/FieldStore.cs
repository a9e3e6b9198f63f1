using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>Who changes a company's fields.</summary>
/// <param name="OpId">Id of the operation, for the audit.</param>
/// <param name="At">People's time.</param>
public sealed record FieldsChange(string Tenant, string OpId, string ById, DateTimeOffset At);

/// <summary>The fields that a company added to its forms. Whoever shows them for a while asks again.</summary>
public sealed class FieldStore
{
    /// <summary>What the audit calls all of them together, in the place of a customer's id.</summary>
    public const string Subject = "fields";

    private readonly ITables _tables;

    public FieldStore(ITables tables) => _tables = tables;

    /// <summary>One call; none of a company that has no fields are <see cref="FieldBook.None"/>.</summary>
    public async ValueTask<FieldBook> GetAsync(string tenant, CancellationToken ct) => (await ReadAsync(tenant, ct)).Book;

    /// <summary>Writes the fields and what the audit keeps of it.</summary>
    /// <param name="next">One revision above the one that it was made from.</param>
    /// <param name="what">Code of the operation.</param>
    /// <param name="fieldId">The field that it is about.</param>
    /// <returns>False when the fields are not of that revision any more; nothing is written.</returns>
    public async ValueTask<bool> SaveAsync(FieldsChange change, FieldBook next, string what, string fieldId, CancellationToken ct)
    {
        var (row, book) = await ReadAsync(change.Tenant, ct);
        if (book.Rev != next.Rev - 1)
        {
            return false;
        }

        var said = new EventRow(Rows.V, next.Rev, change.OpId, change.ById, change.At, what, EventRow.Field, fieldId);
        var set = new ChangeSet(Keys.Sys, Keys.Fields(change.Tenant), [
            Rows.Over(row, Keys.FieldsNow, Rows.Bytes(new FieldsRow(Rows.V, next.Rev, next.All), StoreJson.Default.FieldsRow)),
            new Change.Insert(Keys.Event(next.Rev, 0), Rows.Bytes(said, StoreJson.Default.EventRow)),
        ]);
        var applied = await _tables.ApplyAsync([set, .. AuditCopies.Of(change.Tenant, Subject, [said])], ct);
        return applied.Standing > 0;
    }

    private async ValueTask<(Row? Row, FieldBook Book)> ReadAsync(string tenant, CancellationToken ct) =>
        await _tables.GetAsync(Keys.Sys, Keys.Fields(tenant), Keys.FieldsNow, ct) is { } row && row.As(StoreJson.Default.FieldsRow) is var it
            ? (row, new FieldBook(it.Rev, it.All))
            : (null, FieldBook.None);
}
