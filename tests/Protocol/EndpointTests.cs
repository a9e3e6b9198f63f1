using System.Net;
using System.Text;
using System.Text.Json;

namespace CrmBot.Protocol.Tests;

public sealed class EndpointTests
{
    [Fact]
    public async Task Every_sample_is_answered_as_its_type_asks()
    {
        await using var bot = await BotHost.StartAsync();
        foreach (var (name, json) in Samples.All)
        {
            using var response = await bot.PostAsync(json);
            var invoke = Samples.Ok(json).Type == ActivityTypes.Invoke;
            Assert.True(response.StatusCode == (invoke ? HttpStatusCode.NotImplemented : HttpStatusCode.OK), name);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }

        Assert.Equal(0, bot.Gate.Count);
    }

    [Fact]
    public async Task An_invoke_is_answered_with_what_the_bot_says()
    {
        await using var bot = await BotHost.StartAsync((_, _) => Task.FromResult<InvokeResponse?>(CardAnswers.Toast("已保存")));

        using var invoke = await bot.PostAsync(Samples.All["execute-personal"]);
        Assert.Equal(HttpStatusCode.OK, invoke.StatusCode);
        Assert.Equal("application/json; charset=utf-8", invoke.Content.Headers.ContentType!.ToString());
        Assert.Equal("已保存", JsonElement.Parse(await invoke.Content.ReadAsStringAsync()).GetProperty("value").GetString());

        using var message = await bot.PostAsync(Samples.All["message-personal"]);
        Assert.Equal(HttpStatusCode.OK, message.StatusCode);
        Assert.Empty(await message.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_POST_is_taken(string method)
    {
        await using var bot = await BotHost.StartAsync();
        using var response = await bot.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/messages"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("Application/JSON;charset=\"UTF-8\"", 200)]
    [InlineData("application/vnd.microsoft.activity+json", 200)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("text/json", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("nonsense", 415)]
    [InlineData(null, 415)]
    public async Task Only_JSON_in_UTF8_is_taken(string? type, int status)
    {
        await using var bot = await BotHost.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Samples.Small()));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await bot.Http.PostAsync("/api/messages", content);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_compressed_body_is_not_taken()
    {
        await using var bot = await BotHost.StartAsync();
        var content = new StringContent(Samples.Small(), Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await bot.Http.PostAsync("/api/messages", content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_up_to_the_cap_is_taken_and_one_byte_more_is_not(bool chunked)
    {
        var turns = 0;
        await using var bot = await BotHost.StartAsync((activity, _) =>
        {
            Interlocked.Increment(ref turns);
            return Task.FromResult<InvokeResponse?>(null);
        });

        foreach (var (size, status) in ((int, int)[])[(256 * 1024, 200), (256 * 1024 + 1, 413)])
        {
            var json = Samples.Small("\"text\":\"\"");
            var body = json.Replace("\"\"", "\"" + new string('x', size - json.Length) + "\"", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TransferEncodingChunked = chunked;
            using var response = await bot.Http.SendAsync(request);
            Assert.Equal(status, (int)response.StatusCode);
        }

        Assert.Equal(1, turns);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"type":"message","channelId":"c"}""")]
    [InlineData("""{"type":"message","conversation":{"id":"1"}}""")]
    [InlineData("""{"channelId":"c","conversation":{"id":"1"}}""")]
    [InlineData("""{"type":"message","channelId":"c","conversation":{"id":"1"},"deliveryMode":"expectReplies"}""")]
    public async Task What_is_no_activity_for_us_is_a_bad_request_with_an_error_body(string body)
    {
        await using var bot = await BotHost.StartAsync();
        using var response = await bot.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
        Assert.Matches("^[A-Za-z]+$", error.GetProperty("code").GetString());
        Assert.Equal([4002], bot.Log.Ids);
    }

    [Fact]
    public async Task What_a_turn_lets_escape_is_logged_once_and_answered_as_a_failure()
    {
        await using var bot = await BotHost.StartAsync((_, _) => throw new InvalidOperationException("broken"));

        using var message = await bot.PostAsync(Samples.All["message-personal"]);
        Assert.Equal(HttpStatusCode.InternalServerError, message.StatusCode);
        Assert.Equal([4000], bot.Log.Ids);
        Assert.DoesNotContain("华东精密", bot.Log.Text, StringComparison.Ordinal);

        using var invoke = await bot.PostAsync(Samples.All["execute-personal"]);
        Assert.Equal(HttpStatusCode.OK, invoke.StatusCode);
        Assert.Equal(500, JsonElement.Parse(await invoke.Content.ReadAsStringAsync()).GetProperty("statusCode").GetInt32());
        Assert.Equal(0, bot.Gate.Count);
    }

    [Fact]
    public async Task A_sender_that_breaks_off_starts_no_turn()
    {
        var turns = 0;
        await using var bot = await BotHost.StartAsync((_, _) =>
        {
            Interlocked.Increment(ref turns);
            return Task.FromResult<InvokeResponse?>(null);
        });
        using (var client = new System.Net.Sockets.TcpClient())
        {
            await client.ConnectAsync(new Uri(bot.Url).Host, new Uri(bot.Url).Port);
            await client.GetStream().WriteAsync("POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{\"type\":"u8.ToArray());
        }

        while (!bot.Log.Ids.Any())
        {
            await Task.Yield();
        }

        Assert.Equal([4004], bot.Log.Ids);
        Assert.Equal(0, turns);
    }

    [Fact]
    public async Task Options_out_of_bounds_stop_the_start()
    {
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => BotHost.StartAsync(configure: options => options.MaxBodyBytes = 1));
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => BotHost.StartAsync(configure: options => options.TurnLimit = TimeSpan.Zero));
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => BotHost.StartAsync(configure: options => options.SendLimit = TimeSpan.FromHours(1)));
    }
}
