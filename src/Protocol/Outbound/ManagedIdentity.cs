using System.Globalization;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace CrmBot.Protocol;

/// <summary>
/// A user-assigned managed identity, wherever Azure runs the bot. The one class that touches the library, so that it is loaded for nobody else.
/// </summary>
internal sealed class ManagedIdentity(AppCredentials app, ConnectorOptions options) : ITokenAuthority
{
    private const string AnyPermission = "/.default";

    private readonly IManagedIdentityApplication _identity =
        ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(app.MicrosoftAppId!.Trim())).Build();

    // Managed identities are asked for a resource, everybody else for a scope.
    private readonly string _resource = options.Scope.EndsWith(AnyPermission, StringComparison.Ordinal)
        ? options.Scope[..^AnyPermission.Length]
        : options.Scope;

    public async Task<IssuedToken> IssueAsync(CancellationToken ct)
    {
        try
        {
            // Its own memory is passed by: ours decides when a token is renewed or dropped.
            var result = await _identity.AcquireTokenForManagedIdentity(_resource).WithForceRefresh(true).ExecuteAsync(ct);
            return new IssuedToken(result.AccessToken, result.ExpiresOn);
        }
        catch (MsalServiceException fault)
        {
            throw new NoTokenException(string.Create(CultureInfo.InvariantCulture, $"status {fault.StatusCode} {fault.ErrorCode}"));
        }
        catch (MsalException fault)
        {
            throw new NoTokenException(fault.ErrorCode);
        }
    }
}
