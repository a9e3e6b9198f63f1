using CrmBot.Bot.Jobs;

namespace CrmBot.Bot.Privacy;

internal static class PrivacySetup
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<SentCards>()
        .AddSingleton<EraseVoice>()
        .AddSingleton<ErasingPeople>()
        .AddSingleton<IJobKind, PersonEraseJob>()
        .AddSingleton<IJobKind, EraseJob>();
}
