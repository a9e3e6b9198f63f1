using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Files;
using CrmBot.Bot.Import;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Ownership;
using CrmBot.Bot.Start;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Domain;
using CrmBot.Scheduler;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Tests.Jobs;

/// <summary>One process that runs the jobs of import and handover on given tables. Nobody there can be reached, so nothing is said.</summary>
internal sealed class JobStage : IAsyncDisposable
{
    public const string Tenant = "t";

    public static readonly DateTimeOffset Now = new(2025, 9, 10, 1, 40, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public JobStage(ITables tables)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddOptions<BotOptions>();
        services.AddOptions<PeopleOptions>();
        services.AddSingleton(Options.Create(new SchedulerOptions { OneProcess = true }));
        services.AddSingleton(tables);
        services.AddSingleton<TimeProvider>(new FakeClock(Now));
        services.AddKeyedSingleton<TimeProvider>(PeopleClock.Key, new FakeClock(Now));
        services.AddSingleton<IIds, RandomIds>();
        services.AddSingleton(Shelf.Cards);
        services.AddStores();
        services.AddImporter();
        services.AddSingleton<SpeakerDirectory>();
        services.AddSingleton<Reachability>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<ImportJob>(s, Voice(s), new ImportCards(s.GetRequiredService<ImportReport>(), null!)));
        services.AddSingleton<IJobKind>(s => s.GetRequiredService<ImportJob>());
        services.AddSingleton(s => new Told(Shelf.Cards, s.GetRequiredService<SpeakerDirectory>(), s.GetRequiredService<Reachability>(), null!, null!, s.GetRequiredKeyedService<TimeProvider>(PeopleClock.Key)));
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<HandoverTold>(s, new Speaker(Shelf.Cards, null!, s.GetRequiredService<ReachStore>(), s.GetRequiredService<IIds>(), null!)));
        services.AddSingleton<IJobKind, HandoverJob>();
        services.AddSingleton<JobRunner>();
        _services = services.BuildServiceProvider();
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Runs all jobs to their end.</summary>
    public Task RunAsync() => Get<JobRunner>().RunAsync(CancellationToken.None);

    public async Task<Job> JobAsync(string id) => (await Get<JobStore>().GetAsync(Tenant, id, CancellationToken.None))!.Job;

    /// <summary>What is kept of every customer, by its names.</summary>
    public async Task<IReadOnlyList<string>> CustomersAsync()
    {
        var all = new List<string>();
        await foreach (var name in Get<NameLog>().AllAsync(Tenant, CancellationToken.None))
        {
            var file = (await Get<CustomerStore>().LoadAsync(Tenant, name.CustomerId, CancellationToken.None))!;
            var changes = await Get<AuditStore>().OfCustomerAsync(Tenant, name.CustomerId, 100, null, CancellationToken.None);
            all.Add($"{file.Head.Id} {file.Head.Name} {file.Head.OwnerId} {file.Head.LastContact} {string.Join(',', file.Head.Helpers)} {string.Join(',', changes.Items.Select(c => c.What))}");
            await foreach (var record in Get<RecordStore>().EachAsync(Tenant, name.CustomerId, CancellationToken.None))
            {
                all.Add($"{file.Head.Id} {record}");
            }
        }

        all.Sort(StringComparer.Ordinal);
        return all;
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private static ImportVoice Voice(IServiceProvider s) => ActivatorUtilities.CreateInstance<ImportVoice>(
        s, new Speaker(Shelf.Cards, null!, s.GetRequiredService<ReachStore>(), s.GetRequiredService<IIds>(), null!), new AtHome(null!, null!, null!, null!));
}

/// <summary>The calls of one process, which dies after the first of them, for good.</summary>
internal sealed class DyingTables(ITables inner, int lives) : ITables
{
    private int _calls;

    public bool Died => Volatile.Read(ref _calls) > lives;

    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        Step();
        return inner.GetAsync(table, partitionKey, rowKey, ct);
    }

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Step();
        return inner.QueryAsync(range, take, next, ct);
    }

    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        for (var i = 0; i < sets.Count; i++)
        {
            Step();
            var one = await inner.ApplyAsync([sets[i]], ct);
            if (!one.All)
            {
                return one with { Standing = i };
            }
        }

        return new Applied(sets.Count);
    }

    private void Step()
    {
        if (Interlocked.Increment(ref _calls) > lives)
        {
            throw new InvalidOperationException("The process is dead.");
        }
    }
}
