using CrmBot.Domain;
using static CrmBot.Storage.Tests.Stores.Sample;

namespace CrmBot.Storage.Tests.Stores;

public sealed class NameLogInMemoryTests : NameLogTests
{
    protected override ValueTask<ITables> OpenAsync() => ValueTask.FromResult<ITables>(new MemoryTables());
}

/// <summary>On SQLite, where order and bounds of keys are the engine's own.</summary>
public sealed class NameLogOnSqliteTests : NameLogTests
{
    private readonly Contract.TemporaryFile _file = new();

    protected override ValueTask<ITables> OpenAsync() => ValueTask.FromResult<ITables>(SqliteTables.Open(_file.Path));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Remove();
    }
}

public sealed class NameLogOnAzuriteTests : NameLogTests
{
    protected override async ValueTask<ITables> OpenAsync() => new AzureTables(
        new AzureTablesOptions { ConnectionString = await Contract.Azurite.ConnectAsync(), TablePrefix = Contract.Azurite.NewPrefix() },
        new CountedIds("w"), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<AzureTables>.Instance);
}

/// <summary>An index of names elsewhere learns of every change of a name, once, and of nothing else.</summary>
public abstract class NameLogTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(Start);
    private ITables? _tables;
    private readonly List<Process> _processes = [];
    private NameLog? _log;

    protected abstract ValueTask<ITables> OpenAsync();

    public async Task InitializeAsync()
    {
        _tables = await OpenAsync();
        _processes.Add(new Process(_tables, _clock, new CountedIds("i")));
        _log = new NameLog(_tables, _clock);
    }

    public virtual async Task DisposeAsync()
    {
        _processes.ForEach(p => p.Dispose());
        if (_tables is IAsyncDisposable open)
        {
            await open.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_new_customer_is_logged_with_its_revision()
    {
        await Create(_processes[0]);

        var change = Assert.Single(await _log!.SinceAsync(Tenant, Start, default));

        Assert.Equal((CustomerId, 1, Start), (change.CustomerId, change.Rev, change.At));
        var named = Assert.Single(await _log.GetAsync(Tenant, [CustomerId], default))!;
        Assert.Equal((1, "East Precision"), (named.Rev, named.Name!.Name));
        Assert.Equal("East Precision", Assert.Single(await _log.AllAsync(Tenant, default).ToListAsync()).Name!.Name);
    }

    [Fact]
    public async Task What_changes_no_name_is_not_logged()
    {
        await Create(_processes[0], Step());
        _clock.Advance(TimeSpan.FromMinutes(1));

        await Snooze(_processes[0]);
        await Done(_processes[0]);

        Assert.Single(await _log!.SinceAsync(Tenant, Start, default));
        Assert.Empty(await _log.SinceAsync(Tenant, Start.AddSeconds(1), default));
    }

    [Fact]
    public async Task Another_owner_another_alias_and_another_contact_are_each_logged()
    {
        await Create(_processes[0]);
        await Reassign(_processes[0]);
        await Change(_processes[0], "alias", f => new CustomerEdit("x", f!.Head with { Aliases = ["EP", "Ost"] }));
        await Change(_processes[0], "contact", f => new CustomerEdit("x", f!.Head) { Contacts = [new Contact("k1", "Lin Hai", null, null, null)] });

        Assert.Equal([1, 2, 3, 4], (await _log!.SinceAsync(Tenant, Start, default)).Select(c => c.Rev).Order());
        Assert.Equal(["Lin Hai"], (await _log.GetAsync(Tenant, [CustomerId], default))[0]!.Name!.ContactNames);
    }

    [Fact]
    public async Task Changes_are_kept_for_a_day()
    {
        await Create(_processes[0]);
        _clock.Advance(NameLog.Kept);
        await Reassign(_processes[0]);
        Assert.Equal(0, await _log!.PruneAsync(Tenant, default));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await _log.PruneAsync(Tenant, default));

        Assert.Equal(2, Assert.Single(await _log.SinceAsync(Tenant, DateTimeOffset.UnixEpoch, default)).Rev);
        Assert.Equal(0, await _log.PruneAsync(Tenant, default));
    }

    [Fact]
    public async Task More_than_one_set_of_old_changes_is_removed()
    {
        for (var i = 0; i < 130; i++)
        {
            await _tables!.ApplyAsync(NameLog.Entry(Tenant, $"c{i}", 1, Start).Set, default);
        }

        _clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(130, await _log!.PruneAsync(Tenant, default));
    }

    [Fact]
    public async Task A_writer_that_dies_before_the_names_leaves_the_log_ahead_and_the_relay_makes_them_equal()
    {
        // Every cut point, until one lets the whole operation through.
        for (var lives = 1; ; lives++)
        {
            var tables = new MemoryTables();
            var cut = new CutTables(tables, lives);
            using var dying = new Process(cut, _clock, new CountedIds("j"));
            try
            {
                await Create(dying);
            }
            catch (CrashException)
            {
            }

            using var other = new Process(tables, _clock, new CountedIds("k"));
            await other.Relay.RunAsync(default);
            _clock.Advance(Relay.VoidAfter);
            await other.Relay.RunAsync(default);
            var log = new NameLog(tables, _clock);
            var logged = await log.SinceAsync(Tenant, DateTimeOffset.UnixEpoch, default);
            foreach (var named in await log.AllAsync(Tenant, default).ToListAsync())
            {
                Assert.Contains(logged, c => c.CustomerId == named.CustomerId && c.Rev == named.Rev);
            }

            Assert.Equal(tables.Count(Keys.Crm) > 1, logged.Count > 0); // a void alone is no customer
            if (!cut.Died)
            {
                break;
            }
        }
    }

    [Fact]
    public async Task The_writers_own_process_hears_what_became_of_a_name()
    {
        var heard = new Heard();
        var customers = new CustomerStore(
            _tables!, _clock, new CountedIds("h"), new NoSignal(), Microsoft.Extensions.Logging.Abstractions.NullLogger<CustomerStore>.Instance, heard);
        await customers.ChangeAsync<string>(Request("create"), _ => new Decision<string>.Commit(new CustomerEdit("created", Head)), default);

        var (tenant, change, name) = Assert.Single(heard.All);
        Assert.Equal((Tenant, CustomerId, 1, "East Precision"), (tenant, change.CustomerId, change.Rev, name!.Name));
        Assert.Equal(change, Assert.Single(await _log!.SinceAsync(Tenant, Start, default)));
    }

    private sealed class Heard : INameSignal
    {
        public List<(string Tenant, NameChange Change, CustomerName? Name)> All { get; } = [];

        public void Renamed(string tenant, NameChange change, CustomerName? name) => All.Add((tenant, change, name));
    }

    private sealed class NoSignal : IDueSignal
    {
        public void Planned(DateTimeOffset due)
        {
        }
    }
}
