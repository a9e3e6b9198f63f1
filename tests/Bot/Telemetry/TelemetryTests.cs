using System.Text;
using CrmBot.Bot.Start;
using CrmBot.Bot.Telemetry;
using CrmBot.Bot.Tests.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmBot.Bot.Tests.Telemetry;

/// <summary>What leaves the process, and when.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task With_a_collector_the_figures_of_reminders_reach_it_at_the_latest_when_the_bot_ends()
    {
        await using var collector = await Collector.StartAsync();
        await using (var bot = new BotAtWork(("Telemetry:Otlp", collector.Address)))
        {
            using var http = bot.CreateClient();
            await http.GetAsync(new Uri("/readyz", UriKind.Relative));
        }

        var (path, body) = await collector.First.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("/v1/metrics", path);
        Assert.Contains("CrmBot.Reminders", body, StringComparison.Ordinal);
        Assert.Contains("store_tx", body, StringComparison.Ordinal);
        Assert.Contains("crmbot", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_one_nothing_is_set_up()
    {
        await using var bot = new BotAtWork();
        using var http = bot.CreateClient();

        Assert.DoesNotContain(bot.Services.GetServices<IHostedService>(), s => s is TelemetryExport);
    }

    [Theory]
    [InlineData("Telemetry:Otlp", "collector")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://collector")]
    public void What_is_no_address_is_told_in_a_sentence(string key, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build();

        var refused = Assert.Throws<StartRefusedException>(() => new ServiceCollection().AddTelemetry(settings));

        Assert.StartsWith($"{key} is '{value}'.", refused.Message, StringComparison.Ordinal);
    }

    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication app;

        private readonly TaskCompletionSource<(string Path, string Body)> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Collector(WebApplication app) => this.app = app;

        public Task<(string Path, string Body)> First => first.Task;

        public string Address => app.Urls.First();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var collector = new Collector(builder.Build());
            collector.app.MapPost("/{**path}", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                collector.first.TrySetResult((request.Path, Encoding.UTF8.GetString(body.ToArray())));
            });
            await collector.app.StartAsync();
            return collector;
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
