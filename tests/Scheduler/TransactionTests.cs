using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
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

        _stage.AdvanceToDue();
        var counted = new CountedTables(_stage.Tables);
        using var bot = _stage.Start(counted);
        Assert.Equal(People * together, (await bot.Pass.RunAsync(default)).Arrived);
        Assert.Equal(People, _stage.Channel.Sent.Count);

        var each = counted.Calls / (double)(People * together);
        output.WriteLine($"{together} together: {each:N2} transactions a reminder, the poll's share included; {counted.OfCustomers} reads of customers");
        Assert.True(each <= most, $"{each:N2} transactions a reminder");
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
