using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CrmBot.Storage.Tests.AzureEngine;

internal delegate Task<HttpResponseMessage> Send(HttpRequestMessage request);

/// <summary>What happens to one request on its way; it may pass it on.</summary>
internal delegate Task<HttpResponseMessage> Fault(HttpRequestMessage request, Send passOn);

/// <summary>The way to a real table service, on which requests and answers are lost as a test says.</summary>
internal sealed class FaultyWay() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<Fault> writes = new();
    private readonly ConcurrentQueue<Fault> all = new();

    /// <summary>Method, path and query of every request, as sent.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    /// <summary>The next requests that write meet these.</summary>
    public void OnWrites(params Fault[] faults) => Array.ForEach(faults, writes.Enqueue);

    /// <summary>The next requests of any kind meet these.</summary>
    public void OnAll(params Fault[] faults) => Array.ForEach(faults, all.Enqueue);

    public bool IsSpent => writes.IsEmpty && all.IsEmpty;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Seen.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
        return all.TryDequeue(out var fault) || (request.Method != HttpMethod.Get && writes.TryDequeue(out fault))
            ? await fault(request, Pass)
            : await Pass(request);

        Task<HttpResponseMessage> Pass(HttpRequestMessage passed) => base.SendAsync(passed, cancellationToken);
    }
}

/// <summary>The faults that tests inject.</summary>
internal static class Faults
{
    /// <summary>The service did it, and its answer never came.</summary>
    public static async Task<HttpResponseMessage> AnswerLost(HttpRequestMessage request, Send passOn)
    {
        (await passOn(request)).Dispose();
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
    }

    /// <summary>The service did it, and the connection was reset in the middle of its answer.</summary>
    public static async Task<HttpResponseMessage> CutOff(HttpRequestMessage request, Send passOn)
    {
        var answer = await passOn(request);
        var type = answer.Content.Headers.ContentType;
        answer.Content = new StreamContent(new TornStream());
        answer.Content.Headers.ContentType = type;
        return answer;
    }

    /// <summary>The service did it, and said 500.</summary>
    public static async Task<HttpResponseMessage> FailedAfter(HttpRequestMessage request, Send passOn)
    {
        (await passOn(request)).Dispose();
        return Answer(500, "OperationTimedOut");
    }

    /// <summary>The service did nothing and may not have heard; nobody can know.</summary>
    public static Task<HttpResponseMessage> RequestLost(HttpRequestMessage request, Send passOn) =>
        throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.");

    /// <summary>Nobody listened.</summary>
    public static Task<HttpResponseMessage> NoConnection(HttpRequestMessage request, Send passOn) =>
        throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused.");

    /// <summary>The service turned it away.</summary>
    public static Task<HttpResponseMessage> Busy(HttpRequestMessage request, Send passOn) => Task.FromResult(Answer(503, "ServerBusy"));

    public static Task<HttpResponseMessage> Throttled(HttpRequestMessage request, Send passOn) => Task.FromResult(Answer(429, "TooManyRequests"));

    /// <summary>A transaction that failed for the moment, inside an answer of 202.</summary>
    public static Task<HttpResponseMessage> BusyInside(HttpRequestMessage request, Send passOn)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.Accepted)
        {
            Content = new StringContent(
                "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n--changesetresponse_1\r\n"
                + "Content-Type: application/http\r\n\r\nHTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n\r\n"
                + """{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"0:The server is busy."}}}"""
                + "\r\n--changesetresponse_1--\r\n--batchresponse_1--\r\n"),
        };
        answer.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=batchresponse_1");
        return Task.FromResult(answer);
    }

    /// <summary>Before this request arrives, somebody else does something; then it arrives.</summary>
    public static Fault Meanwhile(Func<Task> other) => async (request, passOn) =>
    {
        await other();
        return await passOn(request);
    };

    public static Fault Answers(int status, string? code, string body = "", params (string Name, string Value)[] headers) =>
        (_, _) => Task.FromResult(Answer(status, code, body, headers));

    private static HttpResponseMessage Answer(int status, string? code, string body = "", params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (code is not null)
        {
            answer.Headers.Add("x-ms-error-code", code);
        }

        foreach (var (name, value) in headers)
        {
            answer.Headers.Add(name, value);
        }

        return answer;
    }

    private sealed class TornStream : MemoryStream
    {
        // What can be sought in counts as read.
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("Connection reset by peer.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Connection reset by peer.");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new IOException("Connection reset by peer.");
    }
}
