using System.Text;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Storage.Tests.Schema;

/// <summary>Bots are replaced one by one: for a while an older one meets what a newer one wrote.</summary>
public sealed class NewerBotTests : IDisposable
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Sample.Start);
    private readonly Process _older;

    public NewerBotTests() => _older = new Process(_tables, _clock, new CountedIds("a"));

    public void Dispose() => _older.Dispose();

    [Theory]
    [InlineData("head")]
    [InlineData("s|s1")]
    [InlineData("op|done")]
    public async Task What_a_newer_bot_wrote_is_neither_read_nor_written_over(string row)
    {
        await Sample.Create(_older, Sample.Step());
        await NewerAsync(Keys.Crm, Keys.Customer(Sample.Tenant, Sample.CustomerId), row);
        var before = _tables.Count(Keys.Crm);
        await Assert.ThrowsAsync<UnreadableRowException>(() => Sample.Done(_older));
        Assert.Contains("\"new\"", await TextAsync(Keys.Crm, Keys.Customer(Sample.Tenant, Sample.CustomerId), row), StringComparison.Ordinal);
        Assert.Equal(before, _tables.Count(Keys.Crm));
    }

    [Fact]
    public async Task A_shadow_of_a_newer_bot_keeps_its_hint_for_that_bot_and_holds_up_nobody_else()
    {
        await Sample.Create(_older, Sample.Step());
        var partition = Keys.Stakes(Sample.Tenant, Sample.Owner);
        await NewerAsync(Keys.Index, partition, Keys.Stake(Sample.CustomerId));
        await Assert.ThrowsAsync<UnreadableRowException>(() => Sample.Done(_older));
        Assert.Contains("\"new\"", await TextAsync(Keys.Index, partition, Keys.Stake(Sample.CustomerId)), StringComparison.Ordinal);
        await _tables.ApplyAsync(Hints.Set(new Hints(_tables, _clock).OfPerson(Sample.Tenant, Sample.Other, "op")), CancellationToken.None);

        await _older.Relay.RunAsync(CancellationToken.None);
        _clock.Advance(Relay.VoidAfter);
        Assert.Equal(new RelayReport(2, 1, 0, 1), await _older.Relay.RunAsync(CancellationToken.None));
    }

    private async Task NewerAsync(string table, string partition, string key)
    {
        var set = new ChangeSet(table, partition, [new Change.Put(key, Encoding.UTF8.GetBytes("""{"v":2,"rev":1,"it":{"new":1}}"""))]);
        Assert.True((await _tables.ApplyAsync(set, CancellationToken.None)).All);
    }

    private async Task<string> TextAsync(string table, string partition, string key) =>
        Encoding.UTF8.GetString((await _tables.GetAsync(table, partition, key, CancellationToken.None))!.Data.Span);
}
