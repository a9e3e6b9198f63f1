using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

public sealed class AuditTests : IDisposable
{
    private static readonly DateOnly Day = new(2025, 9, 10);
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Start);
    private readonly Process _process;
    private readonly AuditStore _audit;

    public AuditTests()
    {
        _process = new Process(_tables, _clock, new CountedIds("i"));
        _audit = new AuditStore(_tables);
    }

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task A_change_is_found_on_its_local_day_with_who_did_it_and_whose_the_customer_was()
    {
        await ChangeAsync("c1", "create", Start);
        await ChangeAsync("c1", "give", Start.AddMinutes(1), f => new CustomerEdit("reassigned", f.Head with { OwnerId = Other })
        {
            Steps = [Step()],
        });

        var page = await _audit.DayAsync(Tenant, Day, "Asia/Shanghai", 10, null, default);
        Assert.Equal(["reassigned", "created"], page.Items.Select(c => c.What));
        var given = page.Items[0];
        Assert.Equal(("c1", 2, "give", Owner, Owner, Other, Start.AddMinutes(1)), (given.CustomerId, given.Rev, given.OpId, given.ById, given.OwnerBefore, given.Owner, given.At));
        Assert.Equal([new AuditItem("step", StepId)], given.Items);
        Assert.Null(page.Items[1].OwnerBefore);
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData("2025-09-09T15:59:59.9999999Z", false)]
    [InlineData("2025-09-09T16:00:00Z", true)]
    [InlineData("2025-09-10T15:59:59.9999999Z", true)]
    [InlineData("2025-09-10T16:00:00Z", false)]
    public async Task A_day_begins_and_ends_at_midnight_of_the_readers_zone(string at, bool isOfTheDay)
    {
        await ChangeAsync("c1", "create", DateTimeOffset.Parse(at));
        Assert.Equal(isOfTheDay ? 1 : 0, (await _audit.DayAsync(Tenant, Day, "Asia/Shanghai", 10, null, default)).Items.Count);
    }

    [Fact]
    public async Task A_day_comes_by_pages_the_latest_first_over_all_customers_and_days_of_utc()
    {
        // The local day in Tokyo is of two days of UTC.
        for (var i = 0; i < 23; i++)
        {
            await ChangeAsync($"c{i}", "create", Start.AddMinutes(-13 * 60 + i * 40));
        }

        var all = (await _audit.DayAsync(Tenant, Day, "Asia/Tokyo", 100, null, default)).Items;
        Assert.Equal(23, all.Count);
        Assert.Equal(all.OrderByDescending(c => c.At).Select(c => c.CustomerId), all.Select(c => c.CustomerId));
        var paged = new List<string>();
        string? next = null;
        do
        {
            var page = await _audit.DayAsync(Tenant, Day, "Asia/Tokyo", 4, next, default);
            Assert.InRange(page.Items.Count, 1, 4);
            paged.AddRange(page.Items.Select(c => c.CustomerId));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(all.Select(c => c.CustomerId), paged);
    }

    [Fact]
    public async Task Another_tenant_reads_nothing_of_it()
    {
        await ChangeAsync("c1", "create", Start);
        Assert.Empty((await _audit.DayAsync("t2", Day, "Asia/Shanghai", 10, null, default)).Items);
        Assert.Empty((await _audit.OfCustomerAsync("t2", "c1", 10, null, default)).Items);
    }

    [Fact]
    public async Task The_history_of_a_customer_comes_by_pages_the_latest_change_first()
    {
        await ChangeAsync("c1", "create", Start);
        for (var i = 1; i < 12; i++)
        {
            await ChangeAsync("c1", $"op{i}", Start.AddDays(i), f => new CustomerEdit("tier", f.Head) { Steps = [Step($"s{i}")] });
        }

        var revs = new List<int>();
        string? next = null;
        do
        {
            var page = await _audit.OfCustomerAsync(Tenant, "c1", 5, next, default);
            revs.AddRange(page.Items.Select(c => c.Rev));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(1, 12).Reverse(), revs);
    }

    [Fact]
    public async Task A_history_that_leaps_over_revisions_after_a_merge_has_no_empty_page()
    {
        await ChangeAsync("c1", "create", Start);
        await ChangeAsync("c2", "create2", Start);
        for (var i = 1; i < 40; i++)
        {
            await ChangeAsync("c2", $"op{i}", Start.AddMinutes(i), f => new CustomerEdit("tier", f.Head));
        }

        var request = new ChangeRequest(Tenant, "c2", "merge", Owner, Start.AddHours(1));
        Assert.IsType<MergeOutcome.Merged>(await _process.Merging.MergeAsync(request, "c1", (_, _) => null, default));
        await ChangeAsync("c1", "later", Start.AddHours(2), f => new CustomerEdit("tier", f.Head));

        var (whats, next) = (new List<string>(), (string?)null);
        do
        {
            var page = await _audit.OfCustomerAsync(Tenant, "c1", 3, next, default);
            Assert.InRange(page.Items.Count, 1, 3);
            whats.AddRange(page.Items.Select(c => c.What));
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(["tier", "merged-in", "merge-begun", "created"], whats);
    }

    private async Task ChangeAsync(string customer, string opId, DateTimeOffset at, Func<CustomerFile, CustomerEdit>? edit = null) =>
        Assert.IsType<ChangeOutcome<string>.Committed>(await _process.Customers.ChangeAsync<string>(
            new ChangeRequest(Tenant, customer, opId, Owner, at),
            f => new Decision<string>.Commit(edit is null ? new CustomerEdit("created", Head with { Id = customer }) : edit(f!)),
            default));
}
