using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol;

/// <param name="Id">Empty when the channel said none.</param>
internal readonly record struct ConnectorAnswer(SendOutcome Outcome, string Id, string? ServiceUrl)
{
    public static ConnectorAnswer Of(SendOutcome outcome) => new(outcome, "", null);
}

/// <summary>One request to an allowed host with the bot's token, and its answer as an outcome.</summary>
internal sealed class ConnectorCalls(HttpClient http, IConnectorToken token, ProtocolOptions options, TimeProvider time, ILogger log)
{
    private Header? _header;

    public bool Allows(string url, [NotNullWhen(true)] out Uri? uri)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out uri) && OutboundHosts.Allows(uri, options.AllowLoopback))
        {
            return true;
        }

        Log.HostRefused(log);
        return false;
    }

    public async ValueTask<ConnectorAnswer> CallAsync(HttpMethod method, string serviceUrl, Uri uri, JsonBody? body, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.SendLimit);
        for (var first = true; ; first = false)
        {
            string? bearer;
            try
            {
                bearer = await token.GetAsync(serviceUrl, limit.Token);
            }
            catch (Exception)
            {
                // Whatever kept the token away, which its source has told of, nothing was sent; which is all that the caller can act on.
                return ConnectorAnswer.Of(new SendOutcome.NotSent("NoToken"));
            }

            var answer = await CallAsync(method, uri, body, bearer, limit.Token);
            // 401 says that nothing was done, so even a create may be repeated.
            if (!first || bearer is null || answer.Outcome is not SendOutcome.Refused { Status: 401 } || !token.Refused(bearer))
            {
                return answer;
            }

            body?.Again();
        }
    }

    private async ValueTask<ConnectorAnswer> CallAsync(HttpMethod method, Uri uri, JsonBody? body, string? bearer, CancellationToken limit)
    {
        // Not disposed: that would dispose the body, which its owner may send once more.
        var request = new HttpRequestMessage(method, uri) { Content = body, Version = HttpVersion.Version20 };
        if (bearer is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", HeaderOf(bearer));
        }

        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            var outcome = ConnectorFaults.Outcome(fault, body);
            Log.CallFailed(log, method.Method, outcome.MayHaveArrived, ConnectorFaults.Why(fault));
            return ConnectorAnswer.Of(outcome);
        }

        using (response)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(ConnectorBody.Limit);
            try
            {
                return await AnswerAsync(response, buffer, limit);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private async ValueTask<ConnectorAnswer> AnswerAsync(HttpResponseMessage response, byte[] buffer, CancellationToken limit)
    {
        var length = 0;
        try
        {
            length = await ConnectorBody.ReadAsync(response, buffer, limit);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            if (response.IsSuccessStatusCode)
            {
                Log.CallFailed(log, response.RequestMessage?.Method.Method, true, ConnectorFaults.Why(fault));
                return ConnectorAnswer.Of(new SendOutcome.Ambiguous("the answer broke off"));
            }
        }

        if (response.IsSuccessStatusCode)
        {
            var (id, serviceUrl) = ConnectorBody.Ids(buffer.AsSpan(0, length));
            return new ConnectorAnswer(new SendOutcome.Sent(id), id, serviceUrl);
        }

        var outcome = ConnectorErrors.Outcome(response.StatusCode, buffer.AsSpan(0, length), RetryAfter(response));
        Log.CallRefused(log, (int)response.StatusCode, ConnectorErrors.Code(buffer.AsSpan(0, length)), Vector(response));
        return ConnectorAnswer.Of(outcome);
    }

    // Made once for each token: it is a kilobyte or two long, and most calls carry the same one.
    private string HeaderOf(string bearer)
    {
        var header = _header;
        if (header is null || !ReferenceEquals(header.Token, bearer))
        {
            _header = header = new Header(bearer, new AuthenticationHeaderValue("Bearer", bearer).ToString());
        }

        return header.Value;
    }

    // No time that a faulty answer names may put a message off for years.
    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Bounded(delta),
        { Date: { } date } => Bounded(date - time.GetUtcNow()),
        _ => null,
    };

    private static TimeSpan Bounded(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero : wait < ConversationPace.LongestClosure ? wait : ConversationPace.LongestClosure;

    // What Microsoft's support asks for.
    private static string? Vector(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("MS-CV", out var values) ? values.ToString() : null;

    private sealed record Header(string Token, string Value);
}
