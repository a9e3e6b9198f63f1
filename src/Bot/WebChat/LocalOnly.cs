using System.Net;

namespace CrmBot.Bot.WebChat;

/// <summary>
/// The page lets anyone be anyone, so it exists only for a browser on this machine. The host and origin checks keep out
/// a foreign site that this browser has open (a rebound name, a posted form).
/// </summary>
internal static class LocalOnly
{
    public static bool Allows(HttpContext context)
    {
        var remote = context.Connection.RemoteIpAddress;
        var origin = context.Request.Headers.Origin.ToString();
        return (remote is null || IPAddress.IsLoopback(remote))
            && IsLocal(context.Request.Host.Host)
            && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == Authority(context.Request)));
    }

    // Uri leaves the default port out of its authority; so does a browser's Host header.
    private static string Authority(HttpRequest request) => request.Host.Value ?? "";

    private static bool IsLocal(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
