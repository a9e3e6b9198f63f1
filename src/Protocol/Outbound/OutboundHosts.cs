namespace CrmBot.Protocol;

/// <summary>
/// Where the bot may send, and so where its token may go: the hosts of the Bot Framework's clouds over https,
/// and the own machine where that is allowed. Without this rule a forged service URL would collect tokens.
/// </summary>
public static class OutboundHosts
{
    // Whole, not as an ending: anybody may register another name under trafficmanager.net.
    private const string TeamsHost = "smba.trafficmanager.net";

    private static readonly string[] Endings =
    [
        ".botframework.com",
        ".teams.microsoft.com",
        ".teams.microsoft.us",
        ".botframework.us",
        ".botframework.azure.us",
        ".botframework.azure.cn",
    ];

    /// <param name="serviceUrl">As a channel gave it; anything that is not a plain absolute URL is refused.</param>
    /// <param name="allowLoopback">Development: also http and https to this machine.</param>
    public static bool Allows(string serviceUrl, bool allowLoopback) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url) && Allows(url, allowLoopback);

    internal static bool Allows(Uri url, bool allowLoopback)
    {
        // Their marks first: to be asked for its parts, a URL takes itself to pieces.
        if (url.OriginalString.AsSpan().ContainsAny('@', '?', '#') && (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0))
        {
            return false;
        }

        if (url.IsLoopback)
        {
            return allowLoopback && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return false;
        }

        var host = url.IdnHost;
        if (host.Equals(TeamsHost, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var ending in Endings)
        {
            if (host.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
