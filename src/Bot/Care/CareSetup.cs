namespace CrmBot.Bot.Care;

internal static class CareSetup
{
    public static IServiceCollection AddCare(this IServiceCollection services) => services
        .AddSingleton<Caring>()
        .AddSingleton<Remembered>()
        .AddSingleton<Ahead>()
        .AddSingleton<Forgetting>();
}
