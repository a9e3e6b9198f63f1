using System.Net;

namespace CrmBot.Protocol;

/// <summary>How the bot calls others: the channel, and those who issue tokens and keys.</summary>
internal static class ConnectorHttp
{
    public static HttpClient Create() => new(Handler(), disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    /// <summary>For calls that bring their own limit and read their own answer: without what a client does for those who do not.</summary>
    public static HttpMessageInvoker CreateInvoker() => new(Handler(), disposeHandler: true);

    private static SocketsHttpHandler Handler() => new()
    {
        // Names move between regions; a connection that lives for ever would not notice.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        EnableMultipleHttp2Connections = true,
        // A redirect would carry the token past the rule on hosts.
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new ProxyButNotForThisMachine(HttpClient.DefaultProxy),
    };

    // The environment's proxy knows nothing of this machine's ports.
    private sealed class ProxyButNotForThisMachine(IWebProxy inner) : IWebProxy
    {
        public ICredentials? Credentials { get => inner.Credentials; set => inner.Credentials = value; }

        public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : inner.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || inner.IsBypassed(host);
    }
}
