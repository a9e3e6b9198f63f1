using CrmBot.Bot.Jobs;

namespace CrmBot.Bot.Duplicates;

internal static class DuplicatesSetup
{
    public static IServiceCollection AddDuplicates(this IServiceCollection services) => services
        .AddSingleton<Joining>()
        .AddSingleton<IJobKind, MergeJob>();
}
