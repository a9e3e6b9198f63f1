using System.Net;
using System.Text;
using CrmBot.Bot.Health;
using CrmBot.Scheduler;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CrmBot.Bot.Tests.Health;

/// <summary>What a probe is told.</summary>
public sealed class HealthTests
{
    private const string AppId = "1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b";

    [Fact]
    public async Task A_bot_at_work_is_alive_and_ready_and_nobody_needs_a_token_to_hear_it()
    {
        await using var bot = new BotAtWork(("MicrosoftAppId", AppId), ("MicrosoftAppPassword", "x"));
        using var http = bot.CreateClient();

        Assert.Equal((200, """{"status":"alive"}"""), await AskAsync(http, "/healthz"));
        Assert.Equal(
            (200, """{"status":"ready","store":"answering","host":"running","reminders":"on time","channelKeys":"not asked yet","channelToken":"not asked yet"}"""),
            await AskAsync(http, "/readyz"));
    }

    [Fact]
    public async Task Without_an_app_id_no_authority_is_needed()
    {
        await using var bot = new BotAtWork();
        using var http = bot.CreateClient();

        Assert.Equal(
            (200, """{"status":"ready","store":"answering","host":"running","reminders":"on time","channelKeys":"not needed","channelToken":"not needed"}"""),
            await AskAsync(http, "/readyz"));
    }

    [Fact]
    public async Task A_bot_whose_store_is_down_is_alive_but_not_ready_and_says_nothing_of_why()
    {
        await using var bot = new BotAtWork();
        using var http = bot.CreateClient();
        bot.StoreIsDown = true;

        Assert.Equal((200, """{"status":"alive"}"""), await AskAsync(http, "/healthz"));
        Assert.Equal(
            (503, """{"status":"not ready","store":"failing","host":"running","reminders":"on time","channelKeys":"not needed","channelToken":"not needed"}"""),
            await AskAsync(http, "/readyz"));

        bot.StoreIsDown = false;
        Assert.Equal(200, (await AskAsync(http, "/readyz")).Status);
    }

    [Fact]
    public async Task A_bot_that_is_stopping_is_not_ready()
    {
        await using var bot = new BotAtWork();
        using var http = bot.CreateClient();
        var life = bot.Services.GetRequiredService<IHostApplicationLifetime>();
        (int Status, string Body) told = default;
        // The stop waits for whoever wants to know of it, so this is asked while it stops, not after.
        life.ApplicationStopping.Register(() => told = Task.Run(() => AskAsync(http, "/readyz")).GetAwaiter().GetResult());

        life.StopApplication();

        Assert.Equal(503, told.Status);
        Assert.StartsWith("""{"status":"not ready","store":"answering","host":"stopping",""", told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_of_the_authorities_is_told_and_takes_nobody_out()
    {
        await using var bot = new BotAtWork(
            ("MicrosoftAppId", AppId), ("MicrosoftAppPassword", "x"),
            ("Trust:Issuers:0:Issuer", "https://api.botframework.com"), ("Trust:Issuers:0:Metadata", "http://127.0.0.1:1/keys"));
        using var http = bot.CreateClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        call.Headers.Authorization = new("Bearer", TokenNobodyCanJudge());
        using var answer = await http.SendAsync(call);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(
            (200, """{"status":"ready","store":"answering","host":"running","reminders":"on time","channelKeys":"failing","channelToken":"not asked yet"}"""),
            await AskAsync(http, "/readyz"));
    }

    // Minutes in which the oldest due reminder waited, and in which nothing was looked at.
    [Theory]
    [InlineData(LoopState.Running, 1.9, 0.9, HealthStatus.Healthy, "on time")]
    [InlineData(LoopState.NotBegun, 0, 0, HealthStatus.Healthy, "on time")]
    [InlineData(LoopState.Running, 2, 0, HealthStatus.Degraded, "behind: the oldest due reminder has waited 2 min;")]
    [InlineData(LoopState.Running, 4320, 0, HealthStatus.Degraded, "behind: the oldest due reminder has waited 72 hours;")]
    [InlineData(LoopState.Running, 0, 1, HealthStatus.Degraded, "behind: reminders were last looked for 1 min ago;")]
    [InlineData(LoopState.Stopped, 0, 0, HealthStatus.Unhealthy, "stopped: no reminder is sent any more;")]
    public void Reminders_that_are_late_degrade_the_bot_and_a_loop_that_ended_takes_it_out(
        LoopState loop, double waited, double unseen, HealthStatus status, string said)
    {
        var result = SchedulerCheck.Of(new SchedulerHealth(loop, TimeSpan.FromMinutes(waited), TimeSpan.FromMinutes(unseen)));

        Assert.Equal(status, result.Status);
        Assert.StartsWith(said, result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bot_whose_scheduler_has_ended_is_not_ready()
    {
        await using var bot = new BotAtWork();
        using var http = bot.CreateClient();

        await bot.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "SchedulerLoop").StopAsync(default);

        var (status, body) = await AskAsync(http, "/readyz");
        Assert.Equal(503, status);
        Assert.Contains("\"reminders\":\"stopped: ", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_probe_only_reads(string path)
    {
        await using var bot = new BotAtWork();
        using var http = bot.CreateClient();
        using var posted = await http.PostAsync(new Uri(path, UriKind.Relative), null);
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.True(head.Headers.CacheControl?.NoStore);
    }

    private static async Task<(int Status, string Body)> AskAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>In the form of the channel's tokens, so that its keys are asked for.</summary>
    private static string TokenNobodyCanJudge()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = $$"""{"iss":"https://api.botframework.com","aud":"{{AppId}}","nbf":{{now - 60}},"exp":{{now + 600}},"serviceurl":"https://smba.trafficmanager.net/emea/"}""";
        return $"{Part("""{"alg":"RS256","typ":"JWT","kid":"k"}""")}.{Part(payload)}.{Part("no signature")}";

        static string Part(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }
}
