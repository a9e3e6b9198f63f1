namespace CrmBot.Protocol;

/// <summary>The bot's registration, by the names that Azure's portal gives, and section <c>Trust</c>.</summary>
internal sealed class TrustOptions
{
    /// <summary>The only audience that is taken. Empty: trust is off, which the host may allow in Development only.</summary>
    public string MicrosoftAppId { get; set; } = "";

    /// <summary><c>MultiTenant</c> (also when empty), <c>SingleTenant</c> or <c>UserAssignedMSI</c>.</summary>
    public string MicrosoftAppType { get; set; } = "";

    /// <summary>The registration's own tenant; needed unless the type is MultiTenant.</summary>
    public string MicrosoftAppTenantId { get; set; } = "";

    public TrustSection Trust { get; set; } = new();

    public bool IsOn => !string.IsNullOrWhiteSpace(MicrosoftAppId);

    public bool IsMultiTenant => string.IsNullOrWhiteSpace(MicrosoftAppType) || Is(MicrosoftAppType, "MultiTenant");

    /// <summary>Tenants whose people may talk to the bot; empty means any.</summary>
    public IReadOnlySet<string> Tenants()
    {
        var tenants = Named();
        if (tenants.Count == 0 && !IsMultiTenant)
        {
            tenants.Add(MicrosoftAppTenantId.Trim());
        }

        return tenants;
    }

    /// <summary>Tenants that are configured by name; only these may have an Entra issuer.</summary>
    public IReadOnlySet<string> TenantsOfIssuers()
    {
        var tenants = Named();
        tenants.Add(MicrosoftAppTenantId.Trim());
        return tenants;
    }

    internal static bool Is(string setting, string value) => setting.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

    private HashSet<string> Named() => new(Trust.Tenants.Select(static t => t.Trim()), StringComparer.OrdinalIgnoreCase);
}

internal sealed class TrustSection
{
    /// <summary>Issuers besides the public Bot Connector's; one with its name replaces it.</summary>
    public IList<IssuerSetting> Issuers { get; set; } = [];

    public IList<string> Tenants { get; set; } = [];
}

internal sealed class IssuerSetting
{
    /// <summary>The <c>iss</c> of its tokens, to the letter.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Its OpenID metadata document: https, or this machine in Development.</summary>
    public string Metadata { get; set; } = "";
}
