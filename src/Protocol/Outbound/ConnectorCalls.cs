using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol;

/// <summary>One request to an allowed host with the bot's token, and its answer as an outcome.</summary>
internal sealed class ConnectorCalls(HttpMessageInvoker http, IConnectorToken token, Pace pace, ProtocolOptions options, TimeProvider time, ILogger log)
{
    private readonly TimeLimits _limits = new(options.SendLimit);
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

    /// <summary>Asks for a token and makes the call; after a 401 once more. The call is disposed.</summary>
    public async ValueTask<SendOutcome> CallAsync(ConnectorCall call, Uri uri, CancellationToken ct)
    {
        using var done = call;
        var limit = _limits.Take();
        var both = ct.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        try
        {
            for (var first = true; ; first = false)
            {
                string? bearer;
                try
                {
                    bearer = await token.GetAsync(call.ServiceUrl, limit.Token);
                }
                catch (Exception)
                {
                    // Whatever kept the token away, which its source has told of, nothing was sent; which is all that the caller can act on.
                    return new SendOutcome.NotSent("NoToken");
                }

                SendOutcome outcome;
                try
                {
                    using var response = await http.SendAsync(Request(call, uri, bearer), limit.Token);
                    outcome = await AnswerAsync(call, response, limit.Token);
                }
                catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
                {
                    outcome = ConnectorFaults.Outcome(fault, call.Body);
                    Log.CallFailed(log, call.Method.Method, outcome.MayHaveArrived, ConnectorFaults.Why(fault));
                }

                // 401 says that nothing was done, so even a create may be repeated.
                if (!first || bearer is null || outcome is not SendOutcome.Refused { Status: 401 } || !token.Refused(bearer))
                {
                    return outcome;
                }

                call.Body?.Again();
            }
        }
        finally
        {
            await both.DisposeAsync();
            _limits.GiveBack(limit);
        }
    }

    // Never disposed: that would dispose the body, which its owner may send once more.
    private HttpRequestMessage Request(ConnectorCall call, Uri uri, string? bearer)
    {
        var request = new HttpRequestMessage(call.Method, uri) { Content = call.Body, Version = HttpVersion.Version20 };
        if (bearer is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", HeaderOf(bearer));
        }

        return request;
    }

    private async ValueTask<SendOutcome> AnswerAsync(ConnectorCall call, HttpResponseMessage response, CancellationToken limit)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ConnectorBody.Room(response));
        try
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
                    Log.CallFailed(log, call.Method.Method, true, ConnectorFaults.Why(fault));
                    return new SendOutcome.Ambiguous("the answer broke off");
                }
            }

            return Outcome(call, response, buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private SendOutcome Outcome(ConnectorCall call, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        if (response.IsSuccessStatusCode)
        {
            call.Member = call.AsksMember ? ConnectorBody.Member(body) : null;
            var (id, serviceUrl) = ConnectorBody.Ids(body);
            call.NewServiceUrl = serviceUrl;
            return new SendOutcome.Sent(id);
        }

        Log.CallRefused(log, (int)response.StatusCode, ConnectorErrors.Code(body), Vector(response));
        var outcome = ConnectorErrors.Outcome(response.StatusCode, body, RetryAfter(response));
        if (call.IsPaced && outcome is SendOutcome.Throttled throttled)
        {
            pace.Throttled(call.TenantId, call.Conversation, throttled.RetryAfter);
        }

        return outcome;
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
