using CrmBot.Bot.Start;

namespace CrmBot.Bot.Telemetry;

/// <summary>
/// Figures and traces of reminders leave the process only when the settings name a collector: <c>Telemetry:Otlp</c>, or
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> as everywhere. Without one nothing of OpenTelemetry is even loaded.
/// </summary>
internal static class TelemetrySetup
{
    public const string Setting = "Telemetry:Otlp";
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <exception cref="StartRefusedException">What is named is no address.</exception>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        var (name, address) = settings[Setting] is { Length: > 0 } own ? (Setting, own) : (Endpoint, settings[Endpoint]);
        if (string.IsNullOrEmpty(address))
        {
            return;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new StartRefusedException($"{name} is '{address}'. It must be the address of an OpenTelemetry collector, such as http://127.0.0.1:4318.");
        }

        services.AddSingleton<IHostedService>(_ => new TelemetryExport(settings, uri));
    }
}
