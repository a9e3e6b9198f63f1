using CrmBot.Bot.Jobs;

namespace CrmBot.Bot.Requests;

internal static class RequestSetup
{
    public static IServiceCollection AddRequests(this IServiceCollection services) => services
        .AddSingleton<RequestAsking>()
        .AddSingleton<RequestReplies>()
        .AddSingleton<IJobKind, RequestTold>();
}
