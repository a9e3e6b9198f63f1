using Azure.Core;

namespace CrmBot.Storage;

/// <summary>One table of the account.</summary>
internal sealed class TableClient(TableServiceClient service, string name)
{
    private readonly string url = $"{service.Endpoint}/{name}";

    /// <summary>Null when there is no such row, or no table yet.</summary>
    public async ValueTask<StoredEntity?> GetEntityAsync(string partition, string row, CancellationToken ct)
    {
        StoreCalls.Get();
        using var message = service.NewMessage();
        service.NewRequest(message, RequestMethod.Get, EntityCall.UrlOf(url, partition, row));
        return await service.Outages.AnswerAsync(service.SendAsync(message, ct), message, ct) switch
        {
            null => service.Outages.Read(message.Response, body => EntityLayout.Read(body.Span)),
            { IsMissingRow: true } or { IsMissingTable: true } => null,
            { } error => throw service.Outages.Of(error, message.Response),
        };
    }

    /// <summary>A page as the service cuts it: it may be short, or empty, and yet be continued.</summary>
    /// <param name="top">1 to 1,000.</param>
    /// <param name="next">The continuation of the page before; the service gives it and it is not read here.</param>
    public async ValueTask<EntityPage> QueryAsync(string filter, int top, string? next, CancellationToken ct)
    {
        StoreCalls.Query();
        using var message = service.NewMessage();
        service.NewRequest(message, RequestMethod.Get, $"{url}()?$filter={Uri.EscapeDataString(filter)}&$top={top}{next}");
        return await service.Outages.AnswerAsync(service.SendAsync(message, ct), message, ct) switch
        {
            null => new EntityPage(service.Outages.Read(message.Response, body => EntityLayout.ReadAll(body.Span)), NextOf(message.Response)),
            { IsMissingTable: true } => new EntityPage([], null),
            { } error => throw service.Outages.Of(error, message.Response),
        };
    }

    public ValueTask CreateIfNotExistsAsync(CancellationToken ct) => service.CreateTableIfNotExistsAsync(name, ct);

    /// <summary>Sends one change as it is, several as a transaction. What became of it is all in the answer; only cancelling throws.</summary>
    /// <exception cref="ArgumentException">A version is none that the service gave out, or the changes are too large together; nothing was sent.</exception>
    public async ValueTask<WriteAnswer> SubmitTransactionAsync(string partition, IReadOnlyList<Change> changes, string writeId, CancellationToken ct)
    {
        StoreCalls.Write(1);
        using var message = service.NewMessage();
        var attempts = new Attempts();
        message.SetProperty(typeof(Attempts), attempts);
        var body = Fill(message, partition, changes, writeId);
        try
        {
            await service.SendAsync(message, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new WriteAnswer(attempts, service.Outages.Of(fault));
        }

        var response = message.Response;
        if (TableError.Of(response) is { } error)
        {
            return new WriteAnswer(attempts, service.Outages.Of(error, response), error);
        }

        var isWhole = changes.Count == 1 ? response.Status is 201 or 204 : BatchAnswer.Count(TableError.Body(response).Span) == changes.Count;
        if (isWhole)
        {
            body?.Return();
            return new WriteAnswer(attempts, null) { Tags = VersionsIn(response, changes) };
        }

        var cut = new InvalidDataException($"An answer of {response.Status} speaks of other changes than were sent.");
        attempts.Note(cut);
        return new WriteAnswer(attempts, service.Outages.Unreadable(cut));
    }

    /// <returns>The body; null for a delete.</returns>
    private RentedText? Fill(HttpMessage message, string partition, IReadOnlyList<Change> changes, string writeId)
    {
        if (changes.Count > 1)
        {
            var batch = service.NewRequest(message, RequestMethod.Post, service.Endpoint + "/$batch");
            batch.Headers.Add("Content-Type", $"multipart/mixed; boundary=batch_{writeId}");
            var text = BatchBody.Write(url, partition, changes, writeId);
            batch.Content = RequestContent.Create(text.Written);
            return text;
        }

        var call = EntityCall.Of(url, partition, changes[0]);
        var request = service.NewRequest(message, call.Method, call.Url);
        if (call.IfMatch is not null)
        {
            request.Headers.Add("If-Match", call.IfMatch);
        }

        if (!call.HasBody)
        {
            return null;
        }

        request.Headers.Add("Content-Type", "application/json");
        request.Headers.Add("Prefer", "return-no-content");
        var body = new RentedText(EntityCall.LengthOf(changes[0]));
        call.WriteBody(body, writeId);
        request.Content = RequestContent.Create(body.Written);
        return body;
    }

    /// <returns>Null when one is not told.</returns>
    private static ETag[]? VersionsIn(Azure.Response response, IReadOnlyList<Change> changes)
    {
        if (changes.Count > 1)
        {
            return BatchAnswer.Versions(TableError.Body(response).Span, changes);
        }

        return changes[0] is Change.Delete ? [default] : response.Headers.TryGetValue("ETag", out var version) && ETags.IsOurs(new(version)) ? [new(version)] : null;
    }

    private static string? NextOf(Azure.Response response)
    {
        if (!response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition))
        {
            return null;
        }

        var next = "&NextPartitionKey=" + Uri.EscapeDataString(partition);
        return response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row) ? $"{next}&NextRowKey={Uri.EscapeDataString(row)}" : next;
    }
}

/// <param name="Next">Null on the last page.</param>
internal readonly record struct EntityPage(IReadOnlyList<StoredEntity> Entities, string? Next);

/// <param name="Fault">Null when everything was written.</param>
/// <param name="Error">What the service said, where it said something.</param>
internal readonly record struct WriteAnswer(Attempts Attempts, Exception? Fault, TableError? Error = null)
{
    /// <summary>See <see cref="Applied.Tags"/>.</summary>
    public IReadOnlyList<ETag>? Tags { get; init; }
}
