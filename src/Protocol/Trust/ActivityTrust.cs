namespace CrmBot.Protocol;

/// <summary>Whether a good token may be used for this activity. Without these rules one token would open every channel, host and tenant.</summary>
internal static class ActivityTrust
{
    /// <param name="tenants">Whose people may talk to the bot; empty means anybody's.</param>
    public static TrustFault? Fault(VerifiedToken token, Activity activity, IReadOnlySet<string> tenants)
    {
        if (!token.IsFromEntra)
        {
            if (token.Key.Endorsements is not { } endorsements)
            {
                return TrustFault.KeyNotEndorsed;
            }

            if (!Contains(endorsements, activity.ChannelId))
            {
                return TrustFault.ChannelNotEndorsed;
            }
        }

        if (string.IsNullOrEmpty(token.ServiceUrl))
        {
            if (!token.IsFromEntra)
            {
                return TrustFault.NoServiceUrl;
            }
        }
        else if (!Normal(token.ServiceUrl).Equals(Normal(activity.ServiceUrl), StringComparison.OrdinalIgnoreCase))
        {
            return TrustFault.ServiceUrl;
        }

        return tenants.Count == 0 || IsOf(tenants, activity) ? null : TrustFault.Tenant;
    }

    // Teams names the tenant in two places. Two that differ cannot both be true.
    private static bool IsOf(IReadOnlySet<string> tenants, Activity activity) =>
        activity.TenantId is { } tenant && tenants.Contains(tenant)
        && (activity.Conversation.TenantId is not { } other || other.Equals(tenant, StringComparison.OrdinalIgnoreCase));

    private static ReadOnlySpan<char> Normal(string url) => url.EndsWith('/') ? url.AsSpan(0, url.Length - 1) : url;

    private static bool Contains(IReadOnlyList<string> endorsements, string channel)
    {
        for (var i = 0; i < endorsements.Count; i++)
        {
            if (endorsements[i] == channel)
            {
                return true;
            }
        }

        return false;
    }
}
