using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>
/// Calls the channel's REST routes, in Teams at the pace Teams allows. Each call is one request, repeated only after a 401 and once, with a
/// new token (a delete also by the HTTP stack, when the connection ended without an answer); what the network does is an outcome, never an exception; a cancelled call is <see cref="SendOutcome.NotSent"/> or, once the
/// message was leaving, <see cref="SendOutcome.Ambiguous"/>. Safe for concurrent use.
/// </summary>
public sealed class Connector
{
    private readonly ConnectorCalls _calls;
    private readonly Pace _pace;
    private readonly int _largest;
    private readonly ILogger<Connector> _log;

    /// <param name="http">Without redirects. Not an <see cref="HttpClient"/>, which would read whole answers first, whatever their size.</param>
    /// <param name="time">Machine time, which paces calls and which Retry-After dates are compared with.</param>
    public Connector(
        HttpMessageInvoker http,
        IConnectorToken token,
        IOptions<ProtocolOptions> protocol,
        IOptions<ConnectorOptions> options,
        TimeProvider time,
        ILogger<Connector> log)
    {
        (_largest, _log) = (options.Value.MaxMessageBytes, log);
        _pace = new Pace(options.Value, time, new Random(), log);
        _calls = new ConnectorCalls(http, token, _pace, protocol.Value, time, log);
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
    public ValueTask<SendOutcome> DeleteAsync(ConversationReference to, string activityId, CancellationToken ct) =>
        Routes.IsId(to.ConversationId) && Routes.IsId(activityId)
            ? CallAsync(ConnectorCall.Of(HttpMethod.Delete, to, activityId, null), ct)
            : new(new SendOutcome.Refused(0, "NoConversationId"));

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

        var body = new JsonBody();
        ActivityWriter.WriteCreate(body, tenantId, bot, member);
        var call = new ConnectorCall(HttpMethod.Post, channelId, serviceUrl, tenantId ?? "", member.Id, Routes.Create(serviceUrl), body);
        return await CallAsync(call, ct) switch
        {
            SendOutcome.Sent { ActivityId: { Length: > 0 } id } => new CreateOutcome.Created(id, call.NewServiceUrl),
            SendOutcome.Sent => new CreateOutcome.NotCreated(new SendOutcome.Ambiguous("accepted without a conversation id")),
            var outcome => new CreateOutcome.NotCreated(outcome),
        };
    }

    /// <summary>Asks the channel's roster who somebody is; in Teams that tells mail and sign-in name, which activities do not.</summary>
    /// <param name="memberId">By the channel's own id; Teams takes the Entra object id as well.</param>
    public async ValueTask<MemberOutcome> MemberAsync(ConversationReference where, string memberId, CancellationToken ct)
    {
        if (!Routes.IsId(where.ConversationId) || !Routes.IsId(memberId))
        {
            return new MemberOutcome.NotKnown(new SendOutcome.Refused(0, "NoMemberId"));
        }

        var call = new ConnectorCall(
            HttpMethod.Get, where.ChannelId, where.ServiceUrl, where.TenantId ?? "", where.ConversationId,
            Routes.Member(where.ServiceUrl, where.ConversationId, memberId), null)
        { AsksMember = true };
        var outcome = await CallAsync(call, ct);
        return outcome is SendOutcome.Sent && call.Member is { } member ? new MemberOutcome.Known(member) : new MemberOutcome.NotKnown(outcome);
    }

    private ValueTask<SendOutcome> WriteAsync(
        HttpMethod method, ConversationReference to, string? routeId, OutboundActivity activity, string? id, string? replyToId, CancellationToken ct)
    {
        if (!Routes.IsId(to.ConversationId) || (routeId is not null && !Routes.IsId(routeId)))
        {
            return new(new SendOutcome.Refused(0, "NoConversationId"));
        }

        var body = new JsonBody();
        if (MessageSize.Write(body, to, activity, id, replyToId, _largest, _log))
        {
            return CallAsync(ConnectorCall.Of(method, to, routeId, body), ct);
        }

        body.Dispose();
        return new(new SendOutcome.TooLarge());
    }

    private ValueTask<SendOutcome> CallAsync(ConnectorCall call, CancellationToken ct)
    {
        if (!_calls.Allows(call.Url, out var uri))
        {
            return Done(call, new SendOutcome.Refused(0, "HostNotAllowed"));
        }

        // Almost every call may go at once, and then nothing here waits for its answer.
        var turn = call.IsPaced ? _pace.EnterAsync(call.TenantId, call.Conversation, ct) : default;
        return !turn.IsCompletedSuccessfully ? CallInTurnAsync(turn, call, uri, ct)
            : turn.Result is { } wait ? Done(call, new SendOutcome.Throttled(wait))
            : _calls.CallAsync(call, uri, ct);
    }

    private async ValueTask<SendOutcome> CallInTurnAsync(ValueTask<TimeSpan?> turn, ConnectorCall call, Uri uri, CancellationToken ct)
    {
        try
        {
            if (await turn is { } wait)
            {
                return await Done(call, new SendOutcome.Throttled(wait));
            }
        }
        catch (OperationCanceledException)
        {
            return await Done(call, new SendOutcome.NotSent("Cancelled"));
        }

        return await _calls.CallAsync(call, uri, ct);
    }

    private static ValueTask<SendOutcome> Done(ConnectorCall call, SendOutcome outcome)
    {
        call.Dispose();
        return new(outcome);
    }
}
