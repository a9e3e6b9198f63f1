using CrmBot.Bot.Directory;
using CrmBot.Language;

namespace CrmBot.Bot.Captures;

internal static class CaptureSetup
{
    public static IServiceCollection AddCaptures(this IServiceCollection services) => services
        .AddSingleton<ReadCapture>(CaptureReader.Read)
        .AddSingleton<ColleagueNames>()
        .AddSingleton<CaptureReading>()
        .AddSingleton<NewCustomers>()
        .AddSingleton<KeepingAsides>()
        .AddSingleton<Telling>();
}
