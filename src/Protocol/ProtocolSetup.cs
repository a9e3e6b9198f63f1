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
    /// Adds the <see cref="Connector"/>, with the tokens of the configured app, and the endpoint. The host adds the <see cref="ITurnHandler"/>.
    /// </summary>
    /// <param name="configuration">
    /// The whole configuration; sections <see cref="ProtocolOptions.Section"/> and <see cref="ConnectorOptions.Section"/>
    /// and the <c>MicrosoftApp*</c> settings are read. Checked at start.
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
        services.TryAddSingleton<ActivityEndpoint>();
        return services;
    }

    /// <summary>Receives activities at <paramref name="pattern"/>. Every method is mapped, so that others than POST are told so.</summary>
    public static IEndpointConventionBuilder MapBotActivities(this IEndpointRouteBuilder endpoints, string pattern)
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<ActivityEndpoint>();
        return endpoints.Map(pattern, endpoint.HandleAsync);
    }
}
