using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol;

internal static class TrustSetup
{
    /// <param name="configuration">The whole configuration: the registration's names stand at its root.</param>
    public static void AddInboundTrust(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrustOptions>().Bind(configuration).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrustOptions>, TrustOptionsValidator>());
        services.TryAddSingleton(static provider => new InboundTrust(
            provider.GetRequiredService<IOptions<TrustOptions>>(),
            provider.GetRequiredService<IOptions<ProtocolOptions>>(),
            // The machine's: people's time may be moved by hand, a token's may not.
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ILogger<InboundTrust>>()));
    }
}
