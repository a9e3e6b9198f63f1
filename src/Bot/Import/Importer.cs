using System.Collections.Concurrent;
using CrmBot.Bot.Files;
using CrmBot.Domain;

namespace CrmBot.Bot.Import;

/// <summary>What became of some rows.</summary>
/// <param name="Faults">Rows that were not taken, by number; also those that were there already.</param>
internal sealed record Taken(int Done, IReadOnlyList<RowFault> Faults)
{
    /// <summary>Rows that were not taken, beside those that were there already.</summary>
    public int Faulty { get; init; } = Faults.Count(f => !f.IsRepeat);

    /// <summary>Rows that were there already.</summary>
    public int Repeated { get; init; } = Faults.Count(f => f.IsRepeat);
}

/// <summary>Takes rows of a file: understands them, and changes each customer they are about. Taking the same rows twice changes nothing more.</summary>
internal sealed class Importer(CellWords words, CustomerTaker customers, RecordTaker records)
{
    /// <summary>Customers that are changed side by side: the store answers several as fast as one.</summary>
    private const int Lanes = 8;

    public async Task<Taken> TakeAsync(ImportScene scene, ColumnMap map, IReadOnlyList<FileRow> rows, CancellationToken ct)
    {
        var reader = new EntryReader(words, map, Zones.DayOf(scene.Now, scene.Me.Zone), scene.Fields);
        var read = rows.Select(reader.Read).ToList();
        var faults = new ConcurrentBag<RowFault>(read.Where(r => r.Fault is not null).Select(r => r.Fault!));
        var done = 0;
        var groups = await GroupsAsync(scene, map.Kind, read.Where(r => r.Entry is not null).Select(r => r.Entry!), faults, ct);
        await Parallel.ForEachAsync(groups, new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = ct }, async (group, stop) =>
        {
            var taken = group.CustomerId is { } id
                ? await records.TakeAsync(scene, id, group.Entries, stop)
                : await customers.TakeAsync(scene, [.. group.Entries.Cast<OwnedCustomer>()], stop);
            Interlocked.Add(ref done, taken.Done);
            foreach (var fault in taken.Faults)
            {
                faults.Add(fault);
            }
        });
        return new Taken(done, [.. faults.OrderBy(f => f.Row)]);
    }

    /// <summary>What would become of the rows, as far as it can be told from names and people. Writes nothing; the scene remembers the names.</summary>
    public async Task<Taken> LookAsync(ImportScene scene, ColumnMap map, IReadOnlyList<FileRow> rows, CancellationToken ct)
    {
        var reader = new EntryReader(words, map, Zones.DayOf(scene.Now, scene.Me.Zone), scene.Fields);
        var read = rows.Select(reader.Read).ToList();
        var faults = new ConcurrentBag<RowFault>(read.Where(r => r.Fault is not null).Select(r => r.Fault!));
        var done = 0;
        foreach (var ready in (await GroupsAsync(scene, map.Kind, read.Where(r => r.Entry is not null).Select(r => r.Entry!), faults, ct)).SelectMany(g => g.Entries))
        {
            if (ready is OwnedCustomer { Said: var customer })
            {
                if (scene.Customers.Find(customer.Customer) is Named.One)
                {
                    faults.Add(new RowFault(customer.Row, "", Whys.Repeated, customer.Cells));
                    continue;
                }

                scene.Customers.Add(CustomerTaker.NewId(scene, customer.Customer.Name), customer.Customer.Name, customer.Aliases);
            }

            done++;
        }

        return new Taken(done, [.. faults.OrderBy(f => f.Row)]);
    }

    /// <summary>Entries by the customer they change, so that no two change the same one side by side.</summary>
    private static async Task<IReadOnlyList<Group>> GroupsAsync(
        ImportScene scene, TableKind kind, IEnumerable<Entry> entries, ConcurrentBag<RowFault> faults, CancellationToken ct)
    {
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var customer = scene.Customers.Find(entry.Customer);
            var (ready, fault) = customer switch
            {
                Named.Several => (null, new RowFault(entry.Row, Columns.Customer, Whys.SeveralCustomers, entry.Cells)),
                Named.Nobody when kind != TableKind.Customers => (null, new RowFault(entry.Row, Columns.Customer, Whys.NoCustomer, entry.Cells)),
                _ => await PeopleOfRow.FindAsync(scene, entry, ct),
            };
            if (ready is null)
            {
                faults.Add(fault!);
                continue;
            }

            var id = kind == TableKind.Customers ? null : ((Named.One)customer).CustomerId;
            var key = id ?? (customer is Named.One known ? known.CustomerId : CustomerTaker.NewId(scene, entry.Customer.Name));
            (groups.TryGetValue(key, out var group) ? group : groups[key] = new Group(id, [])).Entries.Add(ready);
        }

        return [.. groups.Values];
    }

    private sealed record Group(string? CustomerId, List<Ready> Entries);
}
