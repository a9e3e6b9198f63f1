using CrmBot.Scheduler;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CrmBot.Bot.Telemetry;

/// <summary>Sends the figures and traces of reminders to a collector, and nothing else. The last ones when the bot ends.</summary>
internal sealed class TelemetryExport(IConfiguration settings, Uri collector) : IHostedService, IDisposable
{
    private MeterProvider? figures;
    private TracerProvider? traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The usual variables of OpenTelemetry hold, and win over what is said here.
        var told = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["OTEL_SERVICE_NAME"] = "crmbot",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            })
            .AddConfiguration(settings)
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [TelemetrySetup.Endpoint] = collector.AbsoluteUri })
            .Build();
        figures = Sdk.CreateMeterProviderBuilder().ConfigureServices(s => s.AddSingleton<IConfiguration>(told))
            .AddMeter(SchedulerMeter.Name).AddOtlpExporter().Build();
        traces = Sdk.CreateTracerProviderBuilder().ConfigureServices(s => s.AddSingleton<IConfiguration>(told))
            .AddSource(SchedulerMeter.Name).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(Dispose, CancellationToken.None);

    public void Dispose()
    {
        Interlocked.Exchange(ref figures, null)?.Dispose();
        Interlocked.Exchange(ref traces, null)?.Dispose();
    }
}
