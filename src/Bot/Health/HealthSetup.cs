using CrmBot.Protocol;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CrmBot.Bot.Health;

/// <summary>
/// Two questions of whoever runs the bot. <c>/healthz</c>: does the process answer; a "no" is cured by a restart.
/// <c>/readyz</c>: may it be given work; a "no" is cured by waiting. Both answer anybody, with fixed words only.
/// </summary>
internal static class HealthSetup
{
    /// <summary>A store that answers later than this does not answer a person in time either.</summary>
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(2);

    private static readonly HttpMethodMetadata Reading = new([HttpMethods.Get, HttpMethods.Head]);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        // Whoever asks is told; a log line for every probe of a stop or an outage tells nobody more.
        services.AddLogging(static log => log.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        services.AddHealthChecks()
            .AddCheck<StoreCheck>("store", timeout: StoreLimit)
            .AddCheck<HostCheck>("host")
            .AddCheck<SchedulerCheck>("reminders")
            // Told, and never a reason to take the bot out: every replica has the same authorities, so an outage of theirs would
            // leave nobody to answer, and what the bot has of them goes on serving.
            .Add(new HealthCheckRegistration("channelKeys", s => new AuthorityCheck(s.GetRequiredService<ChannelAuthorities>().Keys), null, null))
            .Add(new HealthCheckRegistration("channelToken", s => new AuthorityCheck(s.GetRequiredService<ChannelAuthorities>().Token), null, null));
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/healthz", new HealthCheckOptions
        {
            Predicate = static _ => false,
            ResponseWriter = static (context, report) => HealthBody.WriteAsync(context, "alive", report),
        }).WithMetadata(Reading);
        endpoints.MapHealthChecks("/readyz", new HealthCheckOptions
        {
            ResponseWriter = static (context, report) => HealthBody.WriteAsync(context, Readiness(report.Status), report),
        }).WithMetadata(Reading);
    }

    private static string Readiness(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "ready",
        HealthStatus.Degraded => "ready, degraded",
        _ => "not ready",
    };
}
