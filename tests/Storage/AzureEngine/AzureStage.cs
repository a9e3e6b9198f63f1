using System.Collections.Concurrent;
using System.Text;
using Azure.Core.Pipeline;
using CrmBot.Storage.Tests.Contract;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.AzureEngine;

/// <summary>
/// The engine on Azurite with a faulty way in between, and a second bot whose way is sound. At its end it has been checked
/// that neither key nor row key was logged or thrown.
/// </summary>
public abstract class AzureStage : IAsyncLifetime
{
    protected const string Table = "crm";

    /// <summary>A partition that must not be quoted anywhere, as it may hold a person's mail.</summary>
    protected const string P = "ann@example.org";

    private readonly ConcurrentQueue<string> said = new();
    private readonly string prefix = Azurite.NewPrefix();
    private string connection = "";

    internal FaultyWay Way { get; } = new();

    internal AzureTables Tables { get; private set; } = null!;

    internal AzureTables Other { get; private set; } = null!;

    internal TableServiceClient Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        connection = await Azurite.ConnectAsync();
        Tables = Open("mine", o => o.Transport = new HttpClientTransport(Way));
        Other = Open("other");
        Service = new TableServiceClient(Options(o => o.Transport = new HttpClientTransport(Way)), TimeProvider.System, NullLogger.Instance);
        Assert.True((await Other.ApplyAsync([Set(new Change.Insert("stands", Json("1")))], CancellationToken.None)).All);
    }

    public Task DisposeAsync()
    {
        Assert.True(Way.IsSpent, "a fault was never met");
        var key = connection.Split("AccountKey=")[1].Split(';')[0];
        foreach (var text in said)
        {
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
            Assert.DoesNotContain("SharedKey ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("sig=", text, StringComparison.Ordinal);
            Assert.DoesNotContain("example.org", text, StringComparison.Ordinal);
        }

        return Task.CompletedTask;
    }

    internal AzureTables Open(string name, Action<AzureTablesOptions>? change = null, TimeProvider? machine = null) =>
        new(Options(change), new CountedIds(name), machine ?? TimeProvider.System, new Said(said));

    internal AzureTablesOptions Options(Action<AzureTablesOptions>? change = null)
    {
        var options = new AzureTablesOptions { ConnectionString = connection, TablePrefix = prefix, Retries = 2, Delay = TimeSpan.FromMilliseconds(1) };
        change?.Invoke(options);
        return options;
    }

    protected static byte[] Json(string text) => Encoding.UTF8.GetBytes($$"""{"t":"{{text}}"}""");

    protected static ChangeSet Set(params Change[] changes) => new(Table, P, changes);

    protected Task<Applied> Apply(params Change[] changes) => Tables.ApplyAsync([Set(changes)], CancellationToken.None).AsTask();

    protected async Task ByOther(params Change[] changes) =>
        Assert.True((await Other.ApplyAsync([Set(changes)], CancellationToken.None)).All);

    protected async Task<string?> Stored(string row) =>
        await Other.GetAsync(Table, P, row, CancellationToken.None) is { } found ? Encoding.UTF8.GetString(found.Data.Span)[6..^2] : null;

    protected async Task<ETag> Version(string row) => (await Other.GetAsync(Table, P, row, CancellationToken.None))!.ETag;

    /// <summary>What is thrown is kept, to be searched for secrets.</summary>
    protected async Task<T> Throws<T>(Func<Task> act)
        where T : Exception
    {
        var thrown = await Assert.ThrowsAsync<T>(act);
        said.Enqueue(thrown.ToString());
        return thrown;
    }

    private sealed class Said(ConcurrentQueue<string> said) : ILogger<AzureTables>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            said.Enqueue(formatter(state, exception) + exception);
    }
}
