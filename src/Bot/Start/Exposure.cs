namespace CrmBot.Bot.Start;

/// <summary>Whether this process may serve as it is configured.</summary>
internal static class Exposure
{
    /// <exception cref="StartRefusedException">Anybody could pretend to be anybody.</exception>
    public static void Check(IConfiguration settings, IHostEnvironment environment)
    {
        if (!IsRegistered(settings) && !environment.IsDevelopment())
        {
            throw new StartRefusedException(
                "Without MicrosoftAppId the bot cannot tell who is calling, so it starts only in Development. "
                + "Set ASPNETCORE_ENVIRONMENT to Development on this machine, or set MicrosoftAppId to the app id of the bot registration.");
        }
    }

    /// <summary>True where the demo company, its page and the development endpoints may exist.</summary>
    public static bool Demo(IConfiguration settings, IHostEnvironment environment) =>
        environment.IsDevelopment() && !IsRegistered(settings)
        && settings.GetValue("Demo:Enabled", environment.IsDevelopment());

    /// <summary>Whether the channel's tokens are asked for: the protocol room does so as soon as there is an app id.</summary>
    private static bool IsRegistered(IConfiguration settings) => !string.IsNullOrWhiteSpace(settings["MicrosoftAppId"]);
}
