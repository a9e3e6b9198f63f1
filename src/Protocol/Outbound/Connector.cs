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

    /// <param name="http">Without redirects and with an infinite timeout: the limit of a call is <see cref="ProtocolOptions.SendLimit"/>.</param>
    /// <param name="time">Machine time, which paces calls and which Retry-After dates are compared with.</param>
    public Connector(
        HttpClient http,
        IConnectorToken token,
        IOptions<ProtocolOptions> protocol,
        IOptions<ConnectorOptions> options,
        TimeProvider time,
        ILogger<Connector> log)
    {
        (_largest, _log) = (options.Value.MaxMessageBytes, log);
        _pace = new Pace(options.Value, time, new Random(), log);
        _calls = new ConnectorCalls(http, token, protocol.Value, time, log);
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
        return (await CallAsync(HttpMethod.Delete, Target.Of(to), url, null, ct)).Outcome;
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
        var target = new Target(channelId, serviceUrl, tenantId ?? "", member.Id);
        var (outcome, id, newServiceUrl) = await CallAsync(HttpMethod.Post, target, Routes.Create(serviceUrl), body, ct);
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
        if (!MessageSize.Write(body, to, activity, id, replyToId, _largest, _log))
        {
            return new SendOutcome.TooLarge();
        }

        var url = Routes.Activities(to.ServiceUrl, to.ConversationId, routeId);
        return (await CallAsync(method, Target.Of(to), url, body, ct)).Outcome;
    }

    private async ValueTask<ConnectorAnswer> CallAsync(HttpMethod method, Target target, string url, JsonBody? body, CancellationToken ct)
    {
        if (!_calls.Allows(url, out var uri))
        {
            return ConnectorAnswer.Of(new SendOutcome.Refused(0, "HostNotAllowed"));
        }

        try
        {
            if (target.IsPaced && await _pace.EnterAsync(target.TenantId, target.Conversation, ct) is { } wait)
            {
                return ConnectorAnswer.Of(new SendOutcome.Throttled(wait));
            }
        }
        catch (OperationCanceledException)
        {
            return ConnectorAnswer.Of(new SendOutcome.NotSent("Cancelled"));
        }

        var answer = await _calls.CallAsync(method, target.ServiceUrl, uri, body, ct);
        if (target.IsPaced && answer.Outcome is SendOutcome.Throttled throttled)
        {
            _pace.Throttled(target.TenantId, target.Conversation, throttled.RetryAfter);
        }

        return answer;
    }

    /// <param name="Conversation">Whose pace counts; for a chat that is to be opened, the person's id.</param>
    private readonly record struct Target(string ChannelId, string ServiceUrl, string TenantId, string Conversation)
    {
        // The limits are Teams' own; other channels say 429.
        public bool IsPaced => ChannelId == ChannelIds.Teams;

        public static Target Of(ConversationReference to) => new(to.ChannelId, to.ServiceUrl, to.TenantId ?? "", to.ConversationId);
    }
}
