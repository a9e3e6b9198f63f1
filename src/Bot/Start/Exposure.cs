namespace CrmBot.Bot.Start;

/// <summary>Whether this process may serve as it is configured.</summary>
internal static class Exposure
{
    /// <exception cref="StartRefusedException">Anybody could pretend to be anybody.</exception>
    public static void Check(IConfiguration settings, IHostEnvironment environment)
    {
        if (!string.IsNullOrWhiteSpace(settings["MicrosoftAppId"]))
        {
            throw new StartRefusedException(
                "MicrosoftAppId is set, but this version does not verify the channel's tokens yet, so it must not be reachable as a registered bot. "
                + "Leave MicrosoftAppId empty and set ASPNETCORE_ENVIRONMENT to Development to run it on this machine.");
        }

        if (!environment.IsDevelopment())
        {
            throw new StartRefusedException(
                "Without MicrosoftAppId the bot cannot tell who is calling, so it starts only in Development. "
                + "Set ASPNETCORE_ENVIRONMENT to Development on this machine, or set MicrosoftAppId to the app id of the bot registration.");
        }
    }

    /// <summary>True where the demo company, its page and the development endpoints may exist.</summary>
    public static bool Demo(IConfiguration settings, IHostEnvironment environment) =>
        environment.IsDevelopment() && string.IsNullOrWhiteSpace(settings["MicrosoftAppId"])
        && settings.GetValue("Demo:Enabled", environment.IsDevelopment());
}
