using CrmBot.Bot.Ownership;

namespace CrmBot.Bot.Requests;

internal static class RequestSetup
{
    public static IServiceCollection AddRequests(this IServiceCollection services) => services
        .AddSingleton<RequestAsking>()
        .AddSingleton<RequestReplies>()
        .AddTold(RequestTold.Kind);
}
