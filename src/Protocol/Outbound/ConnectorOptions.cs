using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>Section <c>Connector</c> of the settings: tokens, pace and size of what the bot sends.</summary>
public sealed class ConnectorOptions
{
    public const string Section = "Connector";

    /// <summary>Where tokens are asked for, a whole URL. Empty: the public cloud's, for the app's tenant. https, or loopback in Development.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>What tokens are asked for; other clouds have their own.</summary>
    [Required]
    public string Scope { get; set; } = "https://api.botframework.com/.default";

    /// <summary>Teams: calls a second to one conversation, and how many may go at once.</summary>
    [Range(1, 100_000)]
    public int ConversationPerSecond { get; set; } = 7;

    /// <summary>Teams: calls an hour to one conversation; as many may go before the hour's pace begins.</summary>
    [Range(1, 1_000_000)]
    public int ConversationPerHour { get; set; } = 1800;

    /// <summary>Teams: calls a second to one tenant; a fifth of it may go at once, so that the default stays at Teams' 30 in any second.</summary>
    [Range(1, 100_000)]
    public int TenantPerSecond { get; set; } = 25;

    /// <summary>A call that would have to wait longer for its turn is <see cref="SendOutcome.Throttled"/> at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest message in bytes of UTF-16, as Teams counts; it takes about 100 KB and advises 80.</summary>
    [Range(8 * 1024, 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 80 * 1024;
}

[OptionsValidator]
internal sealed partial class ConnectorOptionsValidator : IValidateOptions<ConnectorOptions>;

/// <summary>A secret must not travel in the clear, nor to an address that is none.</summary>
internal sealed class TokenEndpointValidator(IOptions<ProtocolOptions> protocol) : IValidateOptions<ConnectorOptions>
{
    public ValidateOptionsResult Validate(string? name, ConnectorOptions options) =>
        string.IsNullOrWhiteSpace(options.TokenEndpoint) || Allows(options.TokenEndpoint, protocol.Value.AllowLoopback)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Connector:TokenEndpoint must be an https URL (in Development also http to this machine).");

    private static bool Allows(string endpoint, bool allowLoopback) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (allowLoopback && url.IsLoopback && url.Scheme == Uri.UriSchemeHttp));
}
