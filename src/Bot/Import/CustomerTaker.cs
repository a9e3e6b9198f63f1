using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>Why a customer was not changed.</summary>
internal enum NotTaken { Repeated, NoCustomer, NoSight }

/// <summary>Makes customers of rows, or fills what is empty in those that are there.</summary>
internal sealed class CustomerTaker(CustomerStore customers)
{
    /// <summary>The id that a file gives a new customer: the same whenever the file is taken, another for another file.</summary>
    public static string NewId(ImportScene scene, string name) => Ids.Hash(scene.JobId, "customer", SameName.Key(name) is { Length: > 0 } key ? key : name);

    /// <summary>Rows about one customer, one after the other: the first may make it.</summary>
    public async Task<Taken> TakeAsync(ImportScene scene, IReadOnlyList<OwnedCustomer> rows, CancellationToken ct)
    {
        var done = 0;
        var faults = new List<RowFault>();
        foreach (var row in rows)
        {
            var entry = row.Said;
            if (await OneAsync(scene, row, ct) is { } why)
            {
                faults.Add(new RowFault(entry.Row, "", why, entry.Cells));
                continue;
            }

            done++;
        }

        return new Taken(done, faults);
    }

    /// <summary>Null when the row was taken, now or before a crash.</summary>
    private async Task<string?> OneAsync(ImportScene scene, OwnedCustomer row, CancellationToken ct)
    {
        var entry = row.Said;
        var opId = Ids.From(scene.JobId, "row", entry.Row);
        var fresh = NewId(scene, entry.Customer.Name);
        var known = scene.Customers.Find(entry.Customer) is Named.One one ? one.CustomerId : null;
        if (known is not null && scene.Repeats == Repeats.Skip)
        {
            // One that this file made may be this very row, taken before a crash.
            return known == fresh && await customers.ReceiptAsync(scene.Tenant, known, opId, ct) is not null ? null : Whys.Repeated;
        }

        var id = known ?? fresh;
        var outcome = await customers.ChangeAsync<NotTaken>(new ChangeRequest(scene.Tenant, id, opId, scene.Me.Id, scene.Now), file => Decide(scene, row, id, file), ct);
        if (outcome is ChangeOutcome<NotTaken>.Committed or ChangeOutcome<NotTaken>.AlreadyDone)
        {
            if (known is null)
            {
                scene.Customers.Add(id, entry.Customer.Name, entry.Aliases);
            }

            return null;
        }

        return outcome switch
        {
            ChangeOutcome<NotTaken>.No { Why: NotTaken.NoSight } => Whys.NoSight,
            ChangeOutcome<NotTaken>.No { Why: NotTaken.NoCustomer } => Whys.NoCustomer,
            ChangeOutcome<NotTaken>.No => Whys.Repeated,
            ChangeOutcome<NotTaken>.Full => Whys.Full,
            _ => Whys.Busy,
        };
    }

    private static Decision<NotTaken> Decide(ImportScene scene, OwnedCustomer row, string id, CustomerFile? file)
    {
        if (file is null)
        {
            return new Decision<NotTaken>.Commit(new CustomerEdit("imported", New(row, id)));
        }

        if (scene.Repeats == Repeats.Skip)
        {
            return new Decision<NotTaken>.No(NotTaken.Repeated);
        }

        return !scene.MayChange(file) ? new Decision<NotTaken>.No(NotTaken.NoSight)
            : Filled(file.Head, row) is { } filled ? new Decision<NotTaken>.Commit(new CustomerEdit("imported", filled))
            : new Decision<NotTaken>.No(NotTaken.Repeated);
    }

    private static Customer New(OwnedCustomer row, string id)
    {
        var entry = row.Said;
        return new Customer(
            id, entry.Customer.Name, entry.Aliases, row.Owner.Id, [.. row.Helpers.Where(h => h != row.Owner.Id)],
            entry.Tier ?? Tier.C, entry.Stage ?? Stage.Intent, entry.Status ?? Status.New, entry.LastContact, entry.Vip ?? false, "import")
        {
            Industry = entry.Industry,
            Tags = entry.Tags.Count == 0 ? null : entry.Tags,
        };
    }

    /// <summary>
    /// With what was empty: names, helpers, the last contact, industry and tags. Codes are never empty, so what stands there was chosen and stays.
    /// Null when nothing would change.
    /// </summary>
    private static Customer? Filled(Customer head, OwnedCustomer row)
    {
        var entry = row.Said;
        var names = entry.Aliases.Append(entry.Customer.Name).Where(n => n != head.Name).Except(head.Aliases, StringComparer.Ordinal).ToList();
        var helpers = row.Helpers.Where(h => h != head.OwnerId).Except(head.Helpers, StringComparer.Ordinal).ToList();
        var contacted = head.LastContact is null && entry.LastContact is not null;
        var industry = head.Industry is null && entry.Industry is not null;
        var tags = head.Tags is null && entry.Tags.Count > 0;
        return names.Count == 0 && helpers.Count == 0 && !contacted && !industry && !tags ? null : head with
        {
            Industry = head.Industry ?? entry.Industry,
            Tags = tags ? entry.Tags : head.Tags,
            Aliases = [.. head.Aliases, .. names],
            Helpers = [.. head.Helpers, .. helpers],
            LastContact = head.LastContact ?? entry.LastContact,
        };
    }
}
