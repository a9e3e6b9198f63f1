using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>How the tries of one call ended that were not answered well.</summary>
internal sealed class Attempts
{
    /// <summary>True once a try failed in any way that another try follows.</summary>
    public bool Failed { get; private set; }

    /// <summary>True once a try may have been carried out without our knowing.</summary>
    public bool Unclear { get; private set; }

    public void Note(TableError error)
    {
        Failed = true;
        Unclear |= !error.IsTurnedAway;
    }

    public void Note(Exception fault)
    {
        Failed = true;
        Unclear |= !NeverSent(fault);
    }

    private static bool NeverSent(Exception fault) => (fault as HttpRequestException ?? fault.InnerException as HttpRequestException)?.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}

/// <summary>Keeps the <see cref="Attempts"/> of a call and reports each failed one: its status and code, never an address or a header.</summary>
internal sealed class AttemptPolicy(ILogger log) : HttpPipelinePolicy
{
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The store is asked asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var attempts = message.TryGetProperty(typeof(Attempts), out var kept) ? kept as Attempts : null;
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch (Exception fault)
        {
            attempts?.Note(fault);
            AzureTablesLog.TryFailed(log, message.Request.Method.ToString(), fault.GetType().Name);
            throw;
        }

        if (TableError.Of(message.Response) is { IsPassing: true } error)
        {
            attempts?.Note(error);
            AzureTablesLog.TryRefused(log, message.Request.Method.ToString(), error.Status, error.Code);
            if (!message.Response.IsError)
            {
                // The pipeline looks no further than at the 202 around it.
                throw new FailedInsideException(error);
            }
        }
    }
}

/// <summary>A transaction failed for the moment, inside an answer of 202.</summary>
internal sealed class FailedInsideException(TableError error) : Exception($"A transaction was answered {error.Status} {error.Code}.");

/// <summary>What is worth another try.</summary>
internal sealed class TableClassifier : ResponseClassifier
{
    public override bool IsRetriableException(Exception exception) => exception is FailedInsideException || base.IsRetriableException(exception);
}
