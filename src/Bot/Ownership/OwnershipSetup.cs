using CrmBot.Bot.Jobs;

namespace CrmBot.Bot.Ownership;

internal static class OwnershipSetup
{
    public static IServiceCollection AddOwnership(this IServiceCollection services) => services
        .AddSingleton<Giving>()
        .AddSingleton<HandingOver>()
        .AddSingleton<Told>()
        .AddSingleton<HandoverTold>()
        .AddTold(GivenTold.Kind)
        .AddSingleton<IJobKind, HandoverJob>();
}
