using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler;

public static class SchedulerRegistration
{
    /// <summary>
    /// The scheduler and its loop, with the settings of section <c>Scheduler</c>. Needs the stores, an <see cref="IPromptDelivery"/>, the machine's <see cref="TimeProvider"/>
    /// (unkeyed) and people's (keyed <c>people</c>).
    /// </summary>
    public static IServiceCollection AddScheduler(this IServiceCollection services)
    {
        services.AddOptions<SchedulerOptions>().BindConfiguration(SchedulerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SchedulerOptions>, SchedulerOptionsValidator>();
        services.AddSingleton<SchedulerSignal>();
        services.AddSingleton<ISchedulerSignal>(s => s.GetRequiredService<SchedulerSignal>());
        services.AddSingleton<IDueSignal>(s => s.GetRequiredService<SchedulerSignal>());
        services.AddSingleton<SchedulerWatch>();
        services.AddSingleton<ShardLeases>();
        services.AddSingleton<SchedulerPass>();
        services.AddHostedService<LeaseLoop>();
        services.AddHostedService<SchedulerLoop>();
        return services;
    }
}
