using System.Collections.Concurrent;
using Azure.Core.Pipeline;
using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Contract;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace CrmBot.Scheduler.Tests;

/// <summary>
/// What a delivered reminder asks of the store, in the calls that a table service counts: a read, a page of a query, a change set.
/// Each is planned again, as the nudge of the next day. Without what rendering the card reads, which is the customer.
/// </summary>
public sealed class TransactionTests(ITestOutputHelper output) : IDisposable
{
    private const int People = 100;

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData(1, 7)]
    [InlineData(10, 2.5)]
    public async Task A_reminder_costs_few_transactions(int together, double most)
    {
        await PlanAsync(together);
        _stage.AdvanceToDue();
        var counted = new CountedTables(_stage.Tables);
        using var bot = _stage.Start(counted);
        Assert.Equal(People * together, (await bot.Pass.RunAsync(default)).Arrived);
        Assert.Equal(People, _stage.Channel.Sent.Count);

        var each = counted.Calls / (double)(People * together);
        output.WriteLine($"{together} together: {each:N2} transactions a reminder, the poll's share included; {counted.OfCustomers} reads of customers");
        Assert.True(each <= most, $"{each:N2} transactions a reminder");
    }

    /// <summary>
    /// The same counted where the service counts: HTTP requests of the Azure engine at Azurite. A set of one partition is one, and so is
    /// each page of the service, of which a page of ours may take several.
    /// </summary>
    [Theory]
    [InlineData(1, 7)]
    [InlineData(10, 2.5)]
    public async Task A_reminder_costs_few_requests_at_the_table_service(int together, double most)
    {
        await PlanAsync(together);
        using var way = new Way();
        using var transport = new HttpClientTransport(way);
        var options = new AzureTablesOptions { ConnectionString = await Azurite.ConnectAsync(), TablePrefix = Azurite.NewPrefix(), Transport = transport };
        var tables = new AzureTables(options, new CountedIds("azure"), TimeProvider.System, NullLogger<AzureTables>.Instance);
        Assert.True(Assert.IsType<CopyOutcome.Compared>(await new StoreCopy(_stage.Tables, tables, "stage").RunAsync(_ => { }, default)).IsEqual);

        // The poll goes by and leaves what a later one finds: no table is made in what is counted.
        using var bot = _stage.Start(tables);
        Assert.Equal(0, (await bot.Pass.RunAsync(default)).Arrived);
        _stage.AdvanceToDue();
        way.Requests.Clear();
        Assert.Equal(People * together, (await bot.Pass.RunAsync(default)).Arrived);
        Assert.Equal(People, _stage.Channel.Sent.Count);

        var ofCustomers = way.Requests.Count(r => r.Contains(Sample.Tenant + "|c|", StringComparison.Ordinal));
        var each = (way.Requests.Count - ofCustomers) / (double)(People * together);
        output.WriteLine($"{together} together: {each:N2} requests a reminder, the poll's share included; {ofCustomers} reads of customers");
        foreach (var kind in way.Requests.CountBy(r => r.Split(' ', 3) is [var method, var what, ..] ? $"{method} {what}" : r).OrderBy(k => k.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"  {kind.Value,5} {kind.Key}");
        }

        Assert.True(ofCustomers >= People * together, "reads of customers are told from the rest");
        Assert.True(each <= most, $"{each:N2} requests a reminder");
    }

    private async Task PlanAsync(int together)
    {
        for (var p = 0; p < People; p++)
        {
            await _stage.Bot.Stores.People.PutAsync(Sample.Tenant, $"p{p}", _ => new Person($"p{p}", "name", null, [], Role.Rep, null, "boss", "Asia/Shanghai", "zh-CN"), default);
            await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, $"p{p}", Sample.Reach(), default);
            for (var i = 0; i < together; i++)
            {
                var head = Sample.Head with { Id = $"c{p}-{i}", OwnerId = $"p{p}" };
                await _stage.Bot.Stores.Customers.ChangeAsync<string>(
                    Sample.Request($"create{p}-{i}", head.Id),
                    _ => new Decision<string>.Commit(new CustomerEdit("created", head) { Steps = [Sample.Step($"s{p}-{i}", head.OwnerId)] }),
                    default);
            }
        }

    }

    /// <summary>What is asked of the service: method, table and the rest, readable.</summary>
    private sealed class Way() : DelegatingHandler(new SocketsHttpHandler())
    {
        public ConcurrentQueue<string> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var text = Uri.UnescapeDataString(request.RequestUri!.PathAndQuery);
            var end = text.IndexOfAny(['(', '?']);
            Requests.Enqueue($"{request.Method} {(end < 0 ? text : text[..end])} {(end < 0 ? "" : text[end..])}");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class CountedTables(ITables inner) : ITables
    {
        public int Calls { get; private set; }

        public int OfCustomers { get; private set; }

        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
        {
            Count(partitionKey, 1);
            return inner.GetAsync(table, partitionKey, rowKey, ct);
        }

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
        {
            Count(range.FromPartition, 1);
            return inner.QueryAsync(range, take, next, ct);
        }

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            Count("", sets.Count);
            return inner.ApplyAsync(sets, ct);
        }

        private void Count(string partition, int calls)
        {
            var ofCustomer = partition.StartsWith(Sample.Tenant + "|c|", StringComparison.Ordinal);
            OfCustomers += ofCustomer ? calls : 0;
            Calls += ofCustomer ? 0 : calls;
        }
    }
}
