using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrmBot.Protocol.Tests;

/// <summary>The header that carries the token, and what comes before and after it.</summary>
public sealed class TrustHeaderTests
{
    [Fact]
    public async Task A_stranger_is_told_which_scheme_and_not_what_was_wrong()
    {
        await using var stage = await TrustStage.StartAsync();
        foreach (var row in TokenCases.All.Where(c => c.Status == 401 && c.Headers(stage.Mint).Length < 2))
        {
            using var answer = await stage.RawAsync(row.Headers(stage.Mint));

            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            Assert.Equal("""{"error":{"code":"Unauthorized","message":"a valid token of the channel is needed"}}""", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("ManyHeaders", "authorization: Basic eDp5", "Authorization: Bearer {0}")]
    [InlineData("ManyHeaders", "Authorization: Bearer {0}", "Authorization: Bearer")]
    [InlineData("Malformed", "Authorization: Bearer \u00e9{0}")]
    public async Task What_no_client_library_would_send_is_refused_too(string reason, params string[] lines)
    {
        await using var stage = await TrustStage.StartAsync();
        var token = stage.Good().Signed(TrustKey.One);
        var body = TrustStage.Activity();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(stage.Bot.Url).Port);
        await using var stream = client.GetStream();
        string[] head = ["POST /api/messages HTTP/1.1", "Host: bot", "Connection: close", "Content-Type: application/json", $"Content-Length: {body.Length}", .. lines.Select(l => string.Format(l, token))];
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", head) + "\r\n\r\n" + body));
        using var reader = new StreamReader(stream);

        Assert.StartsWith("HTTP/1.1 401", await reader.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal(["Caller refused with 401: " + reason], stage.Refusals);
        Assert.Equal(0, stage.Turns);
    }

    [Fact]
    public async Task Blanks_around_the_value_are_the_wires_not_the_tokens()
    {
        await using var stage = await TrustStage.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await stage.PostAsync([$"  Bearer {stage.Good().Signed(TrustKey.One)}  "]));
    }

    [Fact]
    public async Task A_body_over_the_cap_is_refused_before_anybody_asks_who_sends_it()
    {
        await using var stage = await TrustStage.StartAsync();
        var large = TrustStage.Activity()[..^1] + ",\"text\":\"" + new string('x', 256 * 1024) + "\"}";

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await stage.PostAsync([], large));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await stage.SendAsync(stage.Good().Signed(TrustKey.One), large));
        Assert.Equal(0, stage.Authority.Fetches);
    }

    [Fact]
    public async Task A_stranger_is_refused_before_the_body_is_read()
    {
        await using var stage = await TrustStage.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await stage.PostAsync([], "{ not JSON"));
        Assert.Equal(HttpStatusCode.BadRequest, await stage.SendAsync(stage.Good().Signed(TrustKey.One), "{ not JSON"));
    }

    [Fact]
    public async Task Mutated_tokens_are_all_refused_and_none_breaks_the_bot()
    {
        await using var stage = await TrustStage.StartAsync();
        var random = new Random(20260302);
        var good = stage.Good().Signed(TrustKey.One);
        for (var i = 0; i < 2000; i++)
        {
            var mutant = Mutated(good, random);
            var status = await stage.PostAsync(["Bearer " + mutant]);
            Assert.True(status == HttpStatusCode.Unauthorized, $"{status}: {mutant}");
        }

        Assert.Equal(0, stage.Turns);
        Assert.InRange(stage.Authority.Fetches, 0, 2);
    }

    /// <summary>Changes a header or claims byte before encoding, or a character after; never the last, whose spare bits say nothing.</summary>
    private static string Mutated(string token, Random random)
    {
        while (true)
        {
            var parts = token.Split('.');
            if (random.Next(3) > 0)
            {
                var part = random.Next(2);
                var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(parts[part]);
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                parts[part] = Token.Base64Url(bytes);
            }
            else
            {
                var part = random.Next(3);
                var text = new StringBuilder(parts[part]);
                text[random.Next(text.Length - 1)] = "ABab01-_"[random.Next(8)];
                parts[part] = text.ToString();
            }

            var mutant = string.Join('.', parts);
            if (mutant != token)
            {
                return mutant;
            }
        }
    }
}
