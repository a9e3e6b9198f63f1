using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace CrmBot.Storage;

/// <summary>Turns what the service could not or would not do into what the contract throws. No message holds a key, a row's key or an address with a query.</summary>
internal sealed class Outages(TimeProvider machine, TableConnection connection)
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(14);

    /// <summary>Waits for an answer; null when it is a yes.</summary>
    /// <exception cref="StorageUnavailableException">There is no answer.</exception>
    public async ValueTask<TableError?> AnswerAsync(ValueTask sending, HttpMessage message, CancellationToken ct)
    {
        try
        {
            await sending;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            throw Of(fault);
        }

        return TableError.Of(message.Response);
    }

    public StorageUnavailableException Of(Exception fault)
    {
        // Known by its name, so that the library is not loaded for this question.
        var isIdentity = fault.GetType().Namespace == "Azure.Identity";
        return isIdentity
            ? new StorageRefusedException($"No token for Azure Table Storage at {connection.Endpoint.Host} could be had: {fault.Message}", fault)
            : new StorageUnavailableException(
                $"Azure Table Storage at {connection.Endpoint.Host} gave no answer: {(fault as AggregateException)?.InnerExceptions[^1].Message ?? fault.Message}", fault);
    }

    /// <summary>An answer that is no answer of this service, or cut off.</summary>
    public StorageUnavailableException Unreadable(Exception fault) =>
        new($"Azure Table Storage at {connection.Endpoint.Host} gave an answer that cannot be read.", fault);

    public Exception Of(TableError error, Response response)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{error.Status} {error.Code ?? "without a code"}");
        return error switch
        {
            { IsMalformed: true } => new InvalidOperationException($"Azure Table Storage did not understand a request: {said}."),
            { IsForbidden: true } => new StorageRefusedException(
                $"Azure Table Storage at {connection.Endpoint.Host} refused the bot ({said}). {WhyRefused(error, response)}"),
            _ => new StorageUnavailableException($"Azure Table Storage at {connection.Endpoint.Host} failed: {said}."),
        };
    }

    public T Read<T>(Response response, Func<ReadOnlyMemory<byte>, T> read)
    {
        try
        {
            return read(TableError.Body(response));
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            throw Unreadable(fault);
        }
    }

    private string WhyRefused(TableError error, Response response)
    {
        var ahead = response.Headers.Date is { } theirs ? machine.GetUtcNow() - theirs : TimeSpan.Zero;
        if (ahead.Duration() > Tolerated)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"This machine's clock is {ahead.Duration().TotalMinutes:F0} minutes {(ahead > TimeSpan.Zero ? "ahead" : "behind")}; set it right.");
        }

        return connection switch
        {
            { Key: not null } => "Check the AccountKey in Storage:AzureTables:ConnectionString.",
            { Sas: not null } => "Check the shared access signature: when it ends, and that it may read, add, update, delete and create tables.",
            _ => error.Code == "AuthorizationPermissionMismatch" || error.Status == 403
                ? "Give the bot's identity the role Storage Table Data Contributor on the account."
                : "Check the bot's identity.",
        };
    }
}
