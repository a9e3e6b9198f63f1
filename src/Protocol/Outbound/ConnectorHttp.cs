using System.Net;

namespace CrmBot.Protocol;

/// <summary>The one HTTP client of the connector.</summary>
internal static class ConnectorHttp
{
    public static HttpClient Create()
    {
        var handler = new SocketsHttpHandler
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
        return new HttpClient(handler, disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    // The environment's proxy knows nothing of this machine's ports.
    private sealed class ProxyButNotForThisMachine(IWebProxy inner) : IWebProxy
    {
        public ICredentials? Credentials { get => inner.Credentials; set => inner.Credentials = value; }

        public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : inner.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || inner.IsBypassed(host);
    }
}
