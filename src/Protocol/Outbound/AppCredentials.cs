using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>Who the bot is to the authority, by the names that Azure's portal gives these settings (the top level of the configuration).</summary>
internal sealed class AppCredentials
{
    public const string MultiTenant = "MultiTenant";
    public const string SingleTenant = "SingleTenant";
    public const string UserAssignedMsi = "UserAssignedMSI";

    /// <summary>App id of the bot registration, or client id of the managed identity. Empty: calls carry no token.</summary>
    public string? MicrosoftAppId { get; set; }

    /// <summary>One of the three constants, in any case.</summary>
    public string MicrosoftAppType { get; set; } = MultiTenant;

    /// <summary>Home tenant of the registration; needed by all types but <see cref="MultiTenant"/>.</summary>
    public string? MicrosoftAppTenantId { get; set; }

    /// <summary>The client secret. From the environment or a secret store, never from a file of the repository.</summary>
    public string? MicrosoftAppPassword { get; set; }

    /// <summary>A PKCS 12 (<c>.pfx</c>, <c>.p12</c>) or PEM file with certificate and private key, instead of the secret. Read anew for each token.</summary>
    public string? MicrosoftAppCertificatePath { get; set; }

    /// <summary>Of that file, where it has one.</summary>
    public string? MicrosoftAppCertificatePassword { get; set; }

    public bool IsConfigured => !string.IsNullOrWhiteSpace(MicrosoftAppId);

    /// <summary>A type left blank is <see cref="MultiTenant"/>.</summary>
    public bool Is(string type) =>
        type.Equals(string.IsNullOrWhiteSpace(MicrosoftAppType) ? MultiTenant : MicrosoftAppType, StringComparison.OrdinalIgnoreCase);
}

internal sealed class AppCredentialsValidator : IValidateOptions<AppCredentials>
{
    public ValidateOptionsResult Validate(string? name, AppCredentials options) =>
        options.IsConfigured && Fault(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

    private static string? Fault(AppCredentials app)
    {
        if (!app.Is(AppCredentials.MultiTenant) && !app.Is(AppCredentials.SingleTenant) && !app.Is(AppCredentials.UserAssignedMsi))
        {
            return "MicrosoftAppType must be MultiTenant, SingleTenant or UserAssignedMSI.";
        }

        if (!app.Is(AppCredentials.MultiTenant) && string.IsNullOrWhiteSpace(app.MicrosoftAppTenantId))
        {
            return $"MicrosoftAppType {app.MicrosoftAppType} needs MicrosoftAppTenantId.";
        }

        if (app.Is(AppCredentials.UserAssignedMsi))
        {
            return null;
        }

        var secret = !string.IsNullOrEmpty(app.MicrosoftAppPassword);
        var certificate = !string.IsNullOrEmpty(app.MicrosoftAppCertificatePath);
        return (secret, certificate) switch
        {
            (false, false) => "MicrosoftAppId is set: set MicrosoftAppPassword or MicrosoftAppCertificatePath too.",
            (true, true) => "Set MicrosoftAppPassword or MicrosoftAppCertificatePath, not both.",
            (false, true) when !File.Exists(app.MicrosoftAppCertificatePath) => "MicrosoftAppCertificatePath names no file that can be read.",
            _ => null,
        };
    }
}
