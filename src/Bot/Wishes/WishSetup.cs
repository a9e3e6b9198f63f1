namespace CrmBot.Bot.Wishes;

internal static class WishSetup
{
    public static IServiceCollection AddWishes(this IServiceCollection services) => services
        .AddSingleton<PromiseList>()
        .AddSingleton<QuietTimes>()
        .AddSingleton<Newcomers>()
        .AddSingleton<Effects>();
}
