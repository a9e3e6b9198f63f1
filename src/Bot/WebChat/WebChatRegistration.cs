using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmBot.Bot.WebChat;

/// <summary>
/// The chat page and its channel: Direct Line 3.0 for the browser, connector routes for the bot, both over loopback.
/// Map it only where anyone may be anyone: in Development, without an app id.
/// </summary>
public static class WebChatRegistration
{
    /// <summary>Needs <see cref="CrmBot.Storage.ITables"/>; takes machine time from the unkeyed <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddWebChat(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<OwnAddress>()
            .AddSingleton<Bell>()
            .AddSingleton<ChatTable>()
            .AddSingleton<ChatHistory>()
            .AddSingleton<ChatTokens>()
            .AddSingleton<Privacy.IKeptElsewhere, ChatErasure>()
            .AddSingleton<Admission>()
            .AddSingleton<BotDoor>()
            .AddSingleton<DirectLine>()
            .AddSingleton<Uploads>()
            .AddSingleton<ChatStream>()
            .AddSingleton<WebConnector>();
    }

    /// <summary>Serves the page at <c>/</c> with its routes, and answers 404 there to anyone but a browser on this machine.</summary>
    public static WebApplication MapWebChat(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(WebChatRegistration));
        app.Use(async (context, next) =>
        {
            if (!Page.Owns(context.Request.Path) || LocalOnly.Allows(context))
            {
                await next(context);
                return;
            }

            log.RefusedFromElsewhere();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        app.UsePageFiles();
        app.UseWebSockets();

        MapDirectLine(app.MapGroup("/v3/directline"), app.Services);
        MapConnector(app.MapGroup("/web/connector/v3/conversations"), app.Services.GetRequiredService<WebConnector>());
        app.Lifetime.ApplicationStarted.Register(() => log.PageServed(app.Services.GetRequiredService<OwnAddress>().Base));
        return app;
    }

    private static void MapDirectLine(RouteGroupBuilder routes, IServiceProvider services)
    {
        var direct = services.GetRequiredService<DirectLine>();
        var stream = services.GetRequiredService<ChatStream>();
        var uploads = services.GetRequiredService<Uploads>();
        routes.MapPost("/tokens/generate", direct.GenerateAsync);
        routes.MapPost("/tokens/refresh", direct.RefreshAsync);
        routes.MapPost("/conversations", direct.StartAsync);
        routes.MapGet("/conversations/{conversation}", direct.ReconnectAsync);
        routes.MapGet("/conversations/{conversation}/activities", direct.PollAsync);
        routes.MapPost("/conversations/{conversation}/activities", direct.PostAsync);
        routes.MapPost("/conversations/{conversation}/upload", uploads.PostAsync);
        routes.MapGet("/attachments/{attachment}", uploads.GetAsync);
        routes.MapGet("/conversations/{conversation}/stream", stream.OpenAsync);
    }

    private static void MapConnector(RouteGroupBuilder routes, WebConnector connector)
    {
        routes.MapPost("", connector.CreateAsync);
        routes.MapPost("/{conversation}/activities", connector.SendAsync);
        routes.MapPost("/{conversation}/activities/{activity}", connector.SendAsync);
        routes.MapPut("/{conversation}/activities/{activity}", connector.UpdateAsync);
        routes.MapDelete("/{conversation}/activities/{activity}", connector.DeleteAsync);
        routes.MapGet("/{conversation}/members", connector.MembersAsync);
        routes.MapGet("/{conversation}/pagedmembers", connector.MembersAsync);
        routes.MapGet("/{conversation}/members/{member}", connector.MemberAsync);
    }
}
