using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>How the host takes the protocol room in.</summary>
public static class ProtocolSetup
{
    /// <summary>
    /// Adds the <see cref="Connector"/>, with the tokens of the configured app, and the endpoint. The host adds the <see cref="ITurnHandler"/>
    /// and may add an <see cref="IInbox"/>, before or after.
    /// </summary>
    /// <param name="configuration">
    /// The whole configuration; sections <see cref="ProtocolOptions.Section"/>, <see cref="ConnectorOptions.Section"/> and
    /// <c>Trust</c>, and the registration's names at the root (<c>MicrosoftAppId</c> …) are read. Checked at start. Without an
    /// app id nobody's token is asked for and none is sent.
    /// </param>
    /// <param name="configure">Runs after the settings, for what the environment decides (<see cref="ProtocolOptions.AllowLoopback"/>).</param>
    public static IServiceCollection AddBotProtocol(
        this IServiceCollection services, IConfiguration configuration, Action<ProtocolOptions>? configure = null)
    {
        services.AddOptions<ProtocolOptions>()
            .Bind(configuration.GetSection(ProtocolOptions.Section))
            .Configure(configure ?? (static _ => { }))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProtocolOptions>, ProtocolOptionsValidator>();
        services.AddConnector(configuration);
        services.AddInboundTrust(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IInbox, NoInbox>();
        services.TryAddSingleton<TurnRunner>();
        services.TryAddSingleton<ActivityEndpoint>();
        services.TryAddSingleton(static provider => new ChannelAuthorities(
            provider.GetRequiredService<InboundTrust>(), provider.GetRequiredService<IConnectorToken>()));
        services.AddHostedService<TurnDrain>();
        return services;
    }

    /// <summary>Receives activities at <paramref name="pattern"/>. Every method is mapped, so that others than POST are told so.</summary>
    public static IEndpointConventionBuilder MapBotActivities(this IEndpointRouteBuilder endpoints, string pattern)
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<ActivityEndpoint>();
        return endpoints.Map(pattern, endpoint.HandleAsync);
    }
}
