using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CrmBot.Bot.WebChat;

/// <summary>Where this very process listens, seen from loopback. Known once the server has started.</summary>
internal sealed class OwnAddress(IServer server)
{
    private Uri? _base;

    /// <summary>For example <c>http://127.0.0.1:3978</c>; throws when the server listens on no plain HTTP address.</summary>
    public Uri Base => _base ??= Find();

    /// <summary>The service URL under which the bot reaches the page.</summary>
    public string Connector => new Uri(Base, "/web/connector").ToString();

    private Uri Find()
    {
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            var parsed = BindingAddress.Parse(address);
            if (parsed.Scheme == Uri.UriSchemeHttp && !parsed.IsUnixPipe && !parsed.IsNamedPipe)
            {
                // A wildcard and "localhost" both include 127.0.0.1; a literal address is kept.
                var literal = System.Net.IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var ip)
                    && !ip.Equals(System.Net.IPAddress.Any) && !ip.Equals(System.Net.IPAddress.IPv6Any);
                return new UriBuilder(Uri.UriSchemeHttp, literal ? parsed.Host : "127.0.0.1", parsed.Port).Uri;
            }
        }

        throw new InvalidOperationException("The chat page needs the bot to listen on a plain http address; set ASPNETCORE_URLS to one, for example http://localhost:3978.");
    }
}
