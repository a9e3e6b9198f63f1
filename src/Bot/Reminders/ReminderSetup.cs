using CrmBot.Bot.Ownership;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

internal static class ReminderSetup
{
    public static IServiceCollection AddReminders(this IServiceCollection services) => services
        .AddSingleton<StepChanges>()
        .AddSingleton<IStepSignal>(s => s.GetRequiredService<StepChanges>())
        .AddHostedService<SettledCards>()
        .AddSingleton<Downtime>()
        .AddHostedService(s => s.GetRequiredService<Downtime>())
        .AddSingleton<ReminderSteps>()
        .AddSingleton<PuttingOff>()
        .AddSingleton<Handing>()
        .AddSingleton<Muting>()
        .AddSingleton<Explaining>()
        .AddSingleton<DoneInWords>()
        .AddSingleton<Chasing>()
        .AddSingleton<DigestAgain>()
        .AddSingleton<Today.DueList>()
        .AddTold(HandedTold.Kind);
}
