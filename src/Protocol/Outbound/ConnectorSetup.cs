using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

/// <summary>The outbound half of the room.</summary>
internal static class ConnectorSetup
{
    public static IServiceCollection AddConnector(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConnectorOptions>().Bind(configuration.GetSection(ConnectorOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConnectorOptions>, ConnectorOptionsValidator>();
        services.AddSingleton<IValidateOptions<ConnectorOptions>, TokenEndpointValidator>();
        services.AddOptions<AppCredentials>().Bind(configuration).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AppCredentials>, AppCredentialsValidator>();
        services.TryAddSingleton(Tokens);
        services.TryAddSingleton(static provider => new Connector(
            ConnectorHttp.CreateInvoker(),
            provider.GetRequiredService<IConnectorToken>(),
            provider.GetRequiredService<IOptions<ProtocolOptions>>(),
            provider.GetRequiredService<IOptions<ConnectorOptions>>(),
            TimeProvider.System,
            provider.GetRequiredService<ILogger<Connector>>()));
        return services;
    }

    private static IConnectorToken Tokens(IServiceProvider provider)
    {
        var app = provider.GetRequiredService<IOptions<AppCredentials>>().Value;
        if (!app.IsConfigured)
        {
            return new NoToken();
        }

        var options = provider.GetRequiredService<IOptions<ConnectorOptions>>().Value;
        ITokenAuthority authority = app.Is(AppCredentials.UserAssignedMsi)
            ? OfAzure(app, options)
            : new ClientCredentials(ConnectorHttp.Create(), app, options, TimeProvider.System);
        return new ConnectorTokens(authority, TimeProvider.System, new Random(), provider.GetRequiredService<ILogger<ConnectorTokens>>());
    }

    // Apart, so that nobody else's start compiles, and so loads, what it needs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ManagedIdentity OfAzure(AppCredentials app, ConnectorOptions options) => new(app, options);
}
