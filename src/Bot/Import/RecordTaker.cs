using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>Adds contacts, orders and follow-ups to the customer they belong to, several in one change.</summary>
internal sealed class RecordTaker(CustomerStore customers, RecordStore records)
{
    /// <summary>A change of the store has 90 rows; a follow-up with its two steps takes eight.</summary>
    private const int MostAtOnce = 10;

    /// <summary>Rows about one customer. They are named by the rows at hand, so the same rows must come together again.</summary>
    public async Task<Taken> TakeAsync(ImportScene scene, string customerId, IReadOnlyList<Ready> rows, CancellationToken ct)
    {
        var done = 0;
        var faults = new List<RowFault>();
        foreach (var some in rows.Cast<AuthoredRecord>().Chunk(MostAtOnce))
        {
            var taken = await SomeAsync(scene, customerId, some, ct);
            done += taken.Done;
            faults.AddRange(taken.Faults);
        }

        return new Taken(done, faults);
    }

    private async Task<Taken> SomeAsync(ImportScene scene, string customerId, AuthoredRecord[] rows, CancellationToken ct)
    {
        var opId = Ids.From(scene.JobId, rows.Length == 1 ? "row" : "rows", rows[0].Entry.Row);
        if (await customers.LoadAsync(scene.Tenant, customerId, ct) is not { Head.Id: var id })
        {
            return None(rows, Whys.NoCustomer);
        }

        if (await customers.ReceiptAsync(scene.Tenant, id, opId, ct) is not null)
        {
            return new Taken(rows.Length, []); // before a crash; what was there already then is counted with it
        }

        var fresh = new List<AuthoredRecord>();
        var repeated = new List<RowFault>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!seen.Add(RecordIds.Of(row, id)) || await IsThereAsync(scene.Tenant, id, row, ct))
            {
                repeated.Add(Fault(row, Whys.Repeated));
            }
            else
            {
                fresh.Add(row);
            }
        }

        if (fresh.Count == 0)
        {
            return new Taken(0, repeated);
        }

        return await CommitAsync(scene, id, opId, fresh, repeated, ct);
    }

    private async Task<Taken> CommitAsync(ImportScene scene, string id, string opId, List<AuthoredRecord> fresh, List<RowFault> repeated, CancellationToken ct)
    {
        IReadOnlyList<AuthoredRecord> there = [];
        var outcome = await customers.ChangeAsync<NotTaken>(
            new ChangeRequest(scene.Tenant, id, opId, scene.Me.Id, scene.Now),
            file =>
            {
                if (file is null || !scene.MayChange(file))
                {
                    return new Decision<NotTaken>.No(file is null ? NotTaken.NoCustomer : NotTaken.NoSight);
                }

                (var edit, there) = RecordEdit.Of(scene, file, fresh);
                return edit is null ? new Decision<NotTaken>.No(NotTaken.Repeated) : new Decision<NotTaken>.Commit(edit);
            },
            ct);
        switch (outcome)
        {
            case ChangeOutcome<NotTaken>.Committed:
                return new Taken(fresh.Count - there.Count, [.. repeated, .. there.Select(r => Fault(r, Whys.Repeated))]);
            case ChangeOutcome<NotTaken>.AlreadyDone:
                return new Taken(fresh.Count, repeated);
            case ChangeOutcome<NotTaken>.Full when fresh.Count > 1:
                // Some of them fit.
                var done = 0;
                foreach (var row in fresh)
                {
                    var one = await SomeAsync(scene, id, [row], ct);
                    done += one.Done;
                    repeated.AddRange(one.Faults);
                }

                return new Taken(done, repeated);
            case ChangeOutcome<NotTaken>.Full:
                return new Taken(0, [.. repeated, .. None([.. fresh], Whys.Full).Faults]);
            default:
                var why = outcome is ChangeOutcome<NotTaken>.No no
                    ? no.Why switch { NotTaken.NoSight => Whys.NoSight, NotTaken.NoCustomer => Whys.NoCustomer, _ => Whys.Repeated }
                    : Whys.Busy;
                return new Taken(0, [.. repeated, .. None([.. fresh], why).Faults]);
        }
    }

    private async ValueTask<bool> IsThereAsync(string tenant, string customerId, AuthoredRecord row, CancellationToken ct) => row.Entry switch
    {
        Entry.OfOrder => await records.HasOrderAsync(tenant, customerId, RecordIds.Of(row, customerId), ct),
        Entry.OfFollowUp => await records.HasFollowUpAsync(tenant, customerId, RecordIds.Of(row, customerId), ct),
        _ => false, // contacts are decided on the customer itself
    };

    private static Taken None(IReadOnlyList<AuthoredRecord> rows, string why) => new(0, [.. rows.Select(r => Fault(r, why))]);

    private static RowFault Fault(AuthoredRecord row, string why) =>
        new(row.Entry.Row, why is Whys.NoCustomer or Whys.NoSight ? Columns.Customer : "", why, row.Entry.Cells);
}
