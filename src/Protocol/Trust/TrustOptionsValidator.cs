using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>Says at start, in sentences, what the registration lacks.</summary>
internal sealed class TrustOptionsValidator(IOptions<ProtocolOptions> protocol) : IValidateOptions<TrustOptions>
{
    public ValidateOptionsResult Validate(string? name, TrustOptions options)
    {
        var faults = options.IsOn ? Faults(options).ToList() : [];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(TrustOptions options)
    {
        if (!Guid.TryParse(options.MicrosoftAppId, out _))
        {
            yield return $"MicrosoftAppId '{options.MicrosoftAppId}' is not an app id: it must be the GUID that the bot registration shows.";
        }

        if (!options.IsMultiTenant && !TrustOptions.Is(options.MicrosoftAppType, "SingleTenant") && !TrustOptions.Is(options.MicrosoftAppType, "UserAssignedMSI"))
        {
            yield return $"MicrosoftAppType '{options.MicrosoftAppType}' must be MultiTenant, SingleTenant or UserAssignedMSI.";
        }

        if (!options.IsMultiTenant && string.IsNullOrWhiteSpace(options.MicrosoftAppTenantId))
        {
            yield return $"MicrosoftAppType {options.MicrosoftAppType} needs MicrosoftAppTenantId, the tenant of the bot registration.";
        }

        if (!string.IsNullOrWhiteSpace(options.MicrosoftAppTenantId) && !Guid.TryParse(options.MicrosoftAppTenantId, out _))
        {
            yield return $"MicrosoftAppTenantId '{options.MicrosoftAppTenantId}' is not the GUID of a tenant.";
        }

        for (var i = 0; i < options.Trust.Tenants.Count; i++)
        {
            if (!Guid.TryParse(options.Trust.Tenants[i], out _))
            {
                yield return $"Trust:Tenants:{i} '{options.Trust.Tenants[i]}' is not the GUID of a tenant.";
            }
        }

        var issuers = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Trust.Issuers.Count; i++)
        {
            var setting = options.Trust.Issuers[i];
            if (string.IsNullOrWhiteSpace(setting.Issuer))
            {
                yield return $"Trust:Issuers:{i}:Issuer is empty: it must be the iss of that issuer's tokens.";
            }
            else if (!issuers.Add(setting.Issuer))
            {
                yield return $"Trust:Issuers:{i}:Issuer '{setting.Issuer}' is given twice.";
            }

            if (!KeyFetch.Allows(setting.Metadata, protocol.Value.AllowLoopback))
            {
                yield return $"Trust:Issuers:{i}:Metadata '{setting.Metadata}' must be an absolute https URL (http only to this machine, in Development).";
            }

            if (EntraIssuers.IsEntra(setting.Issuer) && !(EntraIssuers.TenantOf(setting.Issuer) is { } tenant && options.TenantsOfIssuers().Contains(tenant)))
            {
                yield return $"Trust:Issuers:{i}:Issuer '{setting.Issuer}' is an Entra issuer, so it must name a tenant that is MicrosoftAppTenantId or in Trust:Tenants.";
            }
        }
    }
}
