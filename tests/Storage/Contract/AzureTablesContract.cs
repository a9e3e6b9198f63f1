using Azure.Core;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Contract;

/// <summary>
/// The contract on Azurite, or on the account whose connection string the environment variable CRMBOT_TEST_TABLES holds.
/// Azurite takes more than Azure does: rows beyond 1 MiB, sets over several partitions, more than 15 comparisons, old
/// dates, a table name again right after its table was deleted. So what the contract forbids is refused before it is asked.
/// </summary>
public sealed class AzureTablesContract : TablesContract
{
    private readonly string prefix = Azurite.NewPrefix();
    private AzureTablesOptions options = null!;

    protected override async Task<ITables> OpenAsync()
    {
        options = new AzureTablesOptions
        {
            ConnectionString = Environment.GetEnvironmentVariable("CRMBOT_TEST_TABLES") is { Length: > 0 } account ? account : await Azurite.ConnectAsync(),
            TablePrefix = prefix,
        };
        return new AzureTables(options, new CountedIds("w"), TimeProvider.System, NullLogger<AzureTables>.Instance);
    }

    protected override async Task CloseAsync()
    {
        var service = new TableServiceClient(options, TimeProvider.System, NullLogger.Instance);
        foreach (var table in (string[])[Table, "index"])
        {
            using var message = service.NewMessage();
            service.NewRequest(message, RequestMethod.Delete, $"{service.Endpoint}/Tables('{prefix}{table}')");
            await service.SendAsync(message, CancellationToken.None);
            Assert.True(message.Response.Status is 204 or 404, $"{message.Response.Status}");
        }
    }
}
