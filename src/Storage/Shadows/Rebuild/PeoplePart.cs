namespace CrmBot.Storage;

/// <summary>Compares the list of everyone with each person's own row.</summary>
internal sealed class PeoplePart(ITables tables, Hints hints, Findings findings)
{
    public async ValueTask RunAsync(string tenant, CancellationToken ct)
    {
        var (from, to) = Keys.AllPeople(tenant);
        await foreach (var row in tables.EachAsync(new RowRange(Keys.Crm, from, to, Keys.Person, Keys.Person + "!"), ct))
        {
            findings.Step(tenant, "people");
            findings.Rows++;
            var id = row.As(StoreJson.Default.KeptPerson).It.Id;
            if (await DifferenceAsync(tenant, id, ct) is null)
            {
                continue;
            }

            var found = await DifferenceAsync(tenant, id, ct);
            if (await hints.StandAsync(tenant, id, ct))
            {
                findings.UnderWay(tenant, id);
            }
            else if (found is { } it)
            {
                await findings.AddAsync(
                    new ShadowDifference(tenant, "person", it.Seen is null ? ShadowFault.Missing : ShadowFault.Different, id, Keys.People(tenant), Keys.Short(id)),
                    [new ChangeSet(Keys.Crm, Keys.People(tenant), [Rows.Over(it.Seen, Keys.Short(id), it.Should)])],
                    ct);
            }
        }
    }

    private async ValueTask<(Row? Seen, byte[] Should)?> DifferenceAsync(string tenant, string id, CancellationToken ct)
    {
        var seen = await tables.GetAsync(Keys.Crm, Keys.People(tenant), Keys.Short(id), ct);
        if (await tables.GetAsync(Keys.Crm, Keys.OfPerson(tenant, id), Keys.Person, ct) is not { } truth)
        {
            return null;
        }

        var should = InTodaysSchema(truth);
        return seen is not null && should.AsSpan().SequenceEqual(InTodaysSchema(seen)) ? null : (seen, should);
    }

    private static byte[] InTodaysSchema(Row row) => Rows.Bytes(row.As(StoreJson.Default.KeptPerson) with { V = Rows.V }, StoreJson.Default.KeptPerson);
}
