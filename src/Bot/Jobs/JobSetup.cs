namespace CrmBot.Bot.Jobs;

internal static class JobSetup
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<JobSignal>()
        .AddSingleton<JobRunner>()
        .AddSingleton<JobStarter>()
        .AddHostedService<JobLoop>()
        .AddSingleton<IJobKind, RetentionJob>()
        .AddSingleton<IJobKind, SweepJob>()
        .AddHostedService<Housekeeping>();
}
