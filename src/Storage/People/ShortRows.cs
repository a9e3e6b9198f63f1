using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>The list of everyone: a shadow of each person's own row, written only over a lower revision.</summary>
internal sealed class ShortRows(ITables tables)
{
    private const int Tries = 6;

    public async ValueTask<bool> WriteAsync(string tenant, Kept<Person> person, CancellationToken ct)
    {
        var key = Keys.Short(person.It.Id);
        for (var i = 0; i < Tries; i++)
        {
            var row = await tables.GetAsync(Keys.Crm, Keys.People(tenant), key, ct);
            if (row is not null && row.As(StoreJson.Default.KeptPerson).Rev >= person.Rev)
            {
                return true;
            }

            var write = Rows.Over(row, key, Rows.Bytes(person, StoreJson.Default.KeptPerson));
            if ((await tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.People(tenant), [write]), ct)).All)
            {
                return true;
            }
        }

        return false;
    }
}
