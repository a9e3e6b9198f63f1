namespace CrmBot.Protocol;

/// <summary>One call to the channel while it is made: what is asked, for whose pace it counts, and what was learned besides the outcome.</summary>
/// <param name="conversation">Whose pace counts; for a chat that is to be opened, the person's id.</param>
/// <param name="body">Disposed with the call.</param>
internal sealed class ConnectorCall(
    HttpMethod method, string channelId, string serviceUrl, string tenantId, string conversation, string url, JsonBody? body) : IDisposable
{
    public HttpMethod Method { get; } = method;

    public string ServiceUrl { get; } = serviceUrl;

    public string TenantId { get; } = tenantId;

    public string Conversation { get; } = conversation;

    public string Url { get; } = url;

    public JsonBody? Body { get; } = body;

    /// <summary>The limits are Teams' own; other channels say 429.</summary>
    public bool IsPaced { get; } = channelId == ChannelIds.Teams;

    /// <summary>A new service URL that the channel named in its answer.</summary>
    public string? NewServiceUrl { get; set; }

    /// <summary>True when the answer names a member.</summary>
    public bool AsksMember { get; init; }

    /// <summary>The member that the answer named.</summary>
    public ChannelMember? Member { get; set; }

    public static ConnectorCall Of(HttpMethod method, ConversationReference to, string? activityId, JsonBody? body) => new(
        method,
        to.ChannelId,
        to.ServiceUrl,
        to.TenantId ?? "",
        to.ConversationId,
        Routes.Activities(to.ServiceUrl, to.ConversationId, activityId),
        body);

    public void Dispose() => Body?.Dispose();
}
