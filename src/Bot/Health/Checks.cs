using CrmBot.Protocol;
using CrmBot.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CrmBot.Bot.Health;

/// <summary>Whether the store answers a read. It is not written to: asking every few seconds must cost nothing.</summary>
internal sealed class StoreCheck(SysStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Without waiting for a disk that hangs.
            await Task.Run(async () => await store.GetAsync("health", "read", cancellationToken), cancellationToken).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy("answering");
        }
        catch (Exception fault) when (fault is StorageUnavailableException or OperationCanceledException or ObjectDisposedException)
        {
            return HealthCheckResult.Unhealthy("failing");
        }
    }
}

/// <summary>A host that is stopping finishes what it has and must get nothing new.</summary>
internal sealed class HostCheck(IHostApplicationLifetime life) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(life.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy("running"));
}

/// <summary>Says how an authority answers; it is healthy whatever that is.</summary>
internal sealed class AuthorityCheck(AuthorityState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy(state switch
        {
            AuthorityState.NotNeeded => "not needed",
            AuthorityState.NotAsked => "not asked yet",
            AuthorityState.Answering => "answering",
            _ => "failing",
        }));
}
