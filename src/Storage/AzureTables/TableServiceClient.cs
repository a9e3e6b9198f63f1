using System.Collections.Concurrent;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>
/// Azure Table Storage over its REST interface, on Azure.Core's pipeline: it sends, signs, waits and tries again. The
/// pipeline's own log and traces stay off, because they quote addresses, and an address holds keys; see <see cref="AttemptPolicy"/>.
/// </summary>
internal sealed class TableServiceClient
{
    // The last version with changes to tables.
    private const string Version = "2019-02-02";

    private readonly ConcurrentDictionary<string, TableClient> tables = new(StringComparer.Ordinal);
    private readonly HttpPipeline pipeline;
    private readonly ILogger log;
    private readonly string prefix;

    public TableServiceClient(AzureTablesOptions options, TimeProvider machine, ILogger log)
    {
        this.log = log;
        prefix = options.CheckedPrefix();
        var connection = TableConnection.Of(options);
        Endpoint = connection.Endpoint.AbsoluteUri.TrimEnd('/');
        Outages = new Outages(machine, connection);
        var (policy, identity) = connection switch
        {
            { Key: { } key } => (new SharedKeyPolicy(connection.Account, key, machine), "account key"),
            { Sas: { } sas } => (new SasPolicy(sas), "shared access signature"),
            _ => (Entra(options.Credential), "Entra ID"),
        };
        HttpPipelinePolicy[] onEachCall = connection is { Key: null, Sas: not null } ? [policy] : [];
        HttpPipelinePolicy[] onEachTry = onEachCall.Length > 0 ? [new AttemptPolicy(log)] : [policy, new AttemptPolicy(log)];
        pipeline = HttpPipelineBuilder.Build(new TableClientOptions(options), onEachCall, onEachTry, new TableClassifier());
        AzureTablesLog.Opened(log, connection.Endpoint.Host, prefix, identity);
    }

    public string Endpoint { get; }

    public Outages Outages { get; }

    public TableClient GetTableClient(string table) => tables.GetOrAdd(table, name => new TableClient(this, prefix + name));

    public Request NewRequest(HttpMessage message, RequestMethod method, string url)
    {
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri(url));
        request.Headers.Add("x-ms-version", Version);
        request.Headers.Add("DataServiceVersion", BatchBody.DataServiceVersion);
        request.Headers.Add("Accept", BatchBody.Accept);
        return request;
    }

    public HttpMessage NewMessage() => pipeline.CreateMessage();

    public ValueTask SendAsync(HttpMessage message, CancellationToken ct) => pipeline.SendAsync(message, ct);

    /// <summary>Makes a table, or finds that it is made.</summary>
    public async ValueTask CreateTableIfNotExistsAsync(string name, CancellationToken ct)
    {
        using var message = NewMessage();
        var request = NewRequest(message, RequestMethod.Post, Endpoint + "/Tables");
        request.Headers.Add("Content-Type", "application/json");
        request.Headers.Add("Prefer", "return-no-content");
        request.Content = RequestContent.Create(Encoding.UTF8.GetBytes($$"""{"TableName":"{{name}}"}"""));
        if (await Outages.AnswerAsync(SendAsync(message, ct), message, ct) is not { } error)
        {
            AzureTablesLog.TableMade(log, name);
        }
        else if (error.Code != "TableAlreadyExists")
        {
            throw Outages.Of(error, message.Response);
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static HttpPipelinePolicy Entra(TokenCredential? credential) => EntraId.Policy(credential);
}

internal sealed class TableClientOptions : ClientOptions
{
    public TableClientOptions(AzureTablesOptions options)
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = options.Retries;
        Retry.Delay = options.Delay;
        Retry.MaxDelay = TimeSpan.FromSeconds(8);
        Retry.NetworkTimeout = options.Patience;
        Transport = options.Transport ?? Transport;
        Diagnostics.IsLoggingEnabled = false;
        Diagnostics.IsDistributedTracingEnabled = false;
        Diagnostics.ApplicationId = "CrmBot";
    }
}
