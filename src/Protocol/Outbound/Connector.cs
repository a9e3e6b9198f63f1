using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>
/// Calls the channel's REST routes. Each call is one request: nothing is retried here, and what the network does is an outcome, never
/// an exception; a cancelled call is <see cref="SendOutcome.NotSent"/> or, once the message was leaving, <see cref="SendOutcome.Ambiguous"/>.
/// Safe for concurrent use.
/// </summary>
public sealed class Connector
{
    private readonly HttpClient _http;
    private readonly IConnectorToken _token;
    private readonly ProtocolOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Connector> _log;

    /// <param name="http">Without redirects and with an infinite timeout: the limit of a call is <see cref="ProtocolOptions.SendLimit"/>.</param>
    /// <param name="time">Machine time, which Retry-After dates are compared with.</param>
    public Connector(HttpClient http, IConnectorToken token, IOptions<ProtocolOptions> options, TimeProvider time, ILogger<Connector> log)
    {
        (_http, _token, _options, _time, _log) = (http, token, options.Value, time, log);
    }

    /// <summary>Adds an activity to the conversation.</summary>
    public ValueTask<SendOutcome> SendAsync(ConversationReference to, OutboundActivity activity, CancellationToken ct) =>
        WriteAsync(HttpMethod.Post, to, null, activity, null, null, ct);

    /// <summary>Adds an activity as the answer to another one; where the channel has no threads it is a plain send.</summary>
    public ValueTask<SendOutcome> ReplyAsync(ConversationReference to, string activityId, OutboundActivity activity, CancellationToken ct) =>
        WriteAsync(HttpMethod.Post, to, activityId, activity, null, activityId, ct);

    /// <summary>Replaces an activity that the bot sent. When it is gone: <see cref="SendOutcome.NoSuchConversation"/> with the channel's code.</summary>
    public ValueTask<SendOutcome> UpdateAsync(ConversationReference to, string activityId, OutboundActivity activity, CancellationToken ct) =>
        WriteAsync(HttpMethod.Put, to, activityId, activity, activityId, null, ct);

    /// <summary>Takes back an activity that the bot sent. A success is <see cref="SendOutcome.Sent"/> without an id.</summary>
    public async ValueTask<SendOutcome> DeleteAsync(ConversationReference to, string activityId, CancellationToken ct)
    {
        if (!Routes.IsId(to.ConversationId) || !Routes.IsId(activityId))
        {
            return new SendOutcome.Refused(0, "NoConversationId");
        }

        var url = Routes.Activities(to.ServiceUrl, to.ConversationId, activityId);
        return (await CallAsync(HttpMethod.Delete, to.ServiceUrl, url, null, ct)).Outcome;
    }

    /// <summary>
    /// Opens the personal chat with a person who has the app; in Teams the same person gives the same conversation.
    /// </summary>
    /// <param name="tenantId">Teams requires it.</param>
    /// <param name="member">By the channel's own id; Teams takes the Entra object id as well where the app is installed.</param>
    public async ValueTask<CreateOutcome> CreateConversationAsync(
        string serviceUrl, string channelId, string? tenantId, Account bot, Account member, CancellationToken ct)
    {
        if (member.Id.Length == 0)
        {
            return new CreateOutcome.NotCreated(new SendOutcome.Refused(0, "NoMemberId"));
        }

        using var body = new JsonBody();
        ActivityWriter.WriteCreate(body, tenantId, bot, member);
        var (outcome, id, newServiceUrl) = await CallAsync(HttpMethod.Post, serviceUrl, Routes.Create(serviceUrl), body, ct);
        return outcome switch
        {
            SendOutcome.Sent when id.Length > 0 => new CreateOutcome.Created(id, newServiceUrl),
            SendOutcome.Sent => new CreateOutcome.NotCreated(new SendOutcome.Ambiguous("accepted without a conversation id")),
            _ => new CreateOutcome.NotCreated(outcome),
        };
    }

    private async ValueTask<SendOutcome> WriteAsync(
        HttpMethod method, ConversationReference to, string? routeId, OutboundActivity activity, string? id, string? replyToId, CancellationToken ct)
    {
        if (!Routes.IsId(to.ConversationId) || (routeId is not null && !Routes.IsId(routeId)))
        {
            return new SendOutcome.Refused(0, "NoConversationId");
        }

        using var body = new JsonBody();
        ActivityWriter.Write(body, to, activity, id, replyToId);
        var url = Routes.Activities(to.ServiceUrl, to.ConversationId, routeId);
        return (await CallAsync(method, to.ServiceUrl, url, body, ct)).Outcome;
    }

    private async ValueTask<Answer> CallAsync(HttpMethod method, string serviceUrl, string url, JsonBody? body, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !OutboundHosts.Allows(uri, _options.AllowLoopback))
        {
            Log.HostRefused(_log);
            return Answer.Of(new SendOutcome.Refused(0, "HostNotAllowed"));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_options.SendLimit);
        using var request = new HttpRequestMessage(method, uri) { Content = body, Version = HttpVersion.Version20 };
        try
        {
            if (await _token.GetAsync(serviceUrl, limit.Token) is { } token)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }
        }
        catch (Exception fault)
        {
            // Whatever kept the token away, nothing was sent; which is all that the caller can act on.
            Log.TokenMissing(_log, fault);
            return Answer.Of(new SendOutcome.NotSent("no token"));
        }

        return await CallAsync(request, body, limit.Token);
    }

    private async ValueTask<Answer> CallAsync(HttpRequestMessage request, JsonBody? body, CancellationToken limit)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            var outcome = ConnectorFaults.Outcome(fault, body);
            Log.CallFailed(_log, request.Method.Method, outcome.MayHaveArrived, ConnectorFaults.Why(fault));
            return Answer.Of(outcome);
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

    private async ValueTask<Answer> AnswerAsync(HttpResponseMessage response, byte[] buffer, CancellationToken limit)
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
                Log.CallFailed(_log, response.RequestMessage?.Method.Method, true, ConnectorFaults.Why(fault));
                return Answer.Of(new SendOutcome.Ambiguous("the answer broke off"));
            }
        }

        if (response.IsSuccessStatusCode)
        {
            var (id, serviceUrl) = ConnectorBody.Ids(buffer.AsSpan(0, length));
            return new Answer(new SendOutcome.Sent(id), id, serviceUrl);
        }

        var outcome = ConnectorErrors.Outcome(response.StatusCode, buffer.AsSpan(0, length), RetryAfter(response));
        Log.CallRefused(_log, (int)response.StatusCode, ConnectorErrors.Code(buffer.AsSpan(0, length)), Vector(response));
        return Answer.Of(outcome);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero,
        _ => null,
    };

    // What Microsoft's support asks for.
    private static string? Vector(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("MS-CV", out var values) ? values.ToString() : null;

    private readonly record struct Answer(SendOutcome Outcome, string Id, string? ServiceUrl)
    {
        public static Answer Of(SendOutcome outcome) => new(outcome, "", null);
    }
}
