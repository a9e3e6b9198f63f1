using System.Diagnostics.Metrics;
using System.Text;
using CrmBot.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>What the store is asked is counted by kind and by who asks, on both engines alike.</summary>
public sealed class StoreCallsTests
{
    private const string Data = """{"v":1}""";

    [Fact]
    public async Task On_the_embedded_engine()
    {
        var folder = Directory.CreateTempSubdirectory("crmbot-calls");
        await using (var tables = SqliteTables.Open(Path.Combine(folder.FullName, "crmbot.db")))
        {
            await CountsAsync(tables);
        }

        folder.Delete(true);
    }

    [Fact]
    public async Task On_the_table_service()
    {
        var options = new AzureTablesOptions { ConnectionString = await Azurite.ConnectAsync(), TablePrefix = Azurite.NewPrefix() };
        var tables = new AzureTables(options, new CountedIds("w"), TimeProvider.System, NullLogger<AzureTables>.Instance);
        await tables.ApplyAsync(Set("first"), default); // makes the table
        await CountsAsync(tables);
    }

    private static async Task CountsAsync(ITables tables)
    {
        var me = Azurite.NewPrefix();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == StoreCalls.Instrument && instrument.Meter.Name == StoreCalls.MeterName)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, calls, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(t => t.Key, t => (string)t.Value!, StringComparer.Ordinal);
            lock (counts)
            {
                if (all[StoreCalls.By] == me)
                {
                    counts[all[StoreCalls.Op]] = counts.GetValueOrDefault(all[StoreCalls.Op]) + calls;
                }
            }
        });
        listener.Start();

        await tables.GetAsync("crm", "p", "r", default); // nobody's

        async Task AskAsync()
        {
            StoreCalls.AreBy(me);
            await tables.ApplyAsync([Set("one"), Set("two")], default);
            await tables.GetAsync("crm", "p", "one", default);
            await tables.QueryAsync(new RowRange("crm", "p"), 10, null, default);
        }

        await AskAsync();
        await tables.GetAsync("crm", "p", "r", default); // nobody's again

        Assert.Equal([("get", 1), ("query", 1), ("write", 2)], counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value)));
    }

    private static ChangeSet Set(string key) => new("crm", "p", [new Change.Insert(key, Encoding.UTF8.GetBytes(Data))]);
}
