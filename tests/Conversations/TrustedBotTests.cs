using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CrmBot.Protocol.Tests;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>The whole bot as it is put on the internet: registered, tokens both ways. Here the authorities and the channel lie on this machine.</summary>
public sealed class TrustedBotTests
{
    private const string Secret = "not-a-real-secret";

    [Fact]
    public async Task A_good_token_reaches_the_bot_and_every_answer_carries_the_bots_own()
    {
        await using var authority = await AuthorityAsync();
        await using var bot = await StartAsync(authority);
        bot.Http.DefaultRequestHeaders.Authorization = Good(bot);
        var jane = new Speaker(bot, "jane", "en-GB") { Tenant = TokenMint.Tenant };

        jane.Reads(await jane.SaysAsync("hello"), "I'm here");
        var created = await jane.PressesAsync((await jane.SaysAsync("new customer Wingtip")).NewCard, "Create");
        jane.Reads(created, "Wingtip");
        var form = (await jane.PressesAsync(created.Card, "Record")).NewCard;
        var day = TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var receipt = await jane.PressesAsync(
            form, "Submit", ("channel", "Call"), ("summary", "They want a trial for 20 users in October"), ("nextStep", "send trial link"), ("nextOn", day));
        jane.Reads(receipt, "Saved", "send trial link");

        Assert.All(bot.Teams.To(jane.Conversation), sent => Assert.Equal("Bearer ours-1", sent.Authorization));
        var form1 = Assert.Single(authority.TokenForms);
        Assert.Equal((TokenMint.AppId, Secret), (form1["client_id"].ToString(), form1["client_secret"].ToString()));
        Assert.Equal("https://api.botframework.com/.default", form1["scope"].ToString());
    }

    [Fact]
    public async Task Whoever_is_not_trusted_leaves_no_trace()
    {
        await using var authority = await AuthorityAsync();
        await using var bot = await StartAsync(authority);
        var mint = new TokenMint(TimeProvider.System.GetUtcNow());
        var before = await RowsAsync(bot);

        // A header that no client library sends is tried on the protocol room alone.
        foreach (var row in TokenCases.All.Where(c => c.Status != 200 && c.Headers(mint).Length < 2))
        {
            Assert.Equal((row.Name, row.Status), (row.Name, await PostAsync(bot, row.Headers(mint), row.Activity(mint))));
        }

        // As near as can be to what is taken: this bot's channel, one thing wrong.
        var here = bot.Teams.ServiceUrl;
        string[] good = [Good(bot).ToString()];
        Assert.Equal(401, await PostAsync(bot, [], TokenMint.Activity(here)));
        Assert.Equal(403, await PostAsync(bot, good, TokenMint.Activity(here, tenant: "11111111-2222-3333-4444-555555555555")));
        Assert.Equal(403, await PostAsync(bot, good, TokenMint.Activity(here, conversationTenant: "11111111-2222-3333-4444-555555555555")));
        Assert.Equal(403, await PostAsync(bot, good, TokenMint.Activity(here.Replace("/teams", "/other", StringComparison.Ordinal))));
        Assert.Equal(403, await PostAsync(bot, good, TokenMint.Activity(here, channel: "webchat-2")));

        Assert.Equal(before, await RowsAsync(bot));
        Assert.Equal(0, bot.Teams.Count);
        Assert.Empty(authority.TokenForms);

        Assert.Equal(200, await PostAsync(bot, good, TokenMint.Activity(here)));
        Assert.NotEqual(before, await RowsAsync(bot));
        Assert.NotEqual(0, bot.Teams.Count);
    }

    [Fact]
    public async Task While_the_keys_cannot_be_had_the_channel_is_told_to_come_again_and_nothing_is_done()
    {
        await using var authority = await AuthorityAsync();
        authority.Down = true;
        await using var bot = await StartAsync(authority);
        var before = await RowsAsync(bot);
        string[] good = [Good(bot).ToString()];

        Assert.Equal(503, await PostAsync(bot, good, TokenMint.Activity(bot.Teams.ServiceUrl)));
        Assert.Equal(before, await RowsAsync(bot));
        Assert.Equal(0, bot.Teams.Count);

        authority.Down = false;
        Assert.Equal(200, await PostAsync(bot, good, TokenMint.Activity(bot.Teams.ServiceUrl)));
        Assert.NotEqual(0, bot.Teams.Count);
    }

    [Fact]
    public async Task With_an_app_id_nothing_of_the_demo_is_there()
    {
        await using var authority = await AuthorityAsync();
        await using var bot = await StartAsync(authority);
        foreach (var path in (string[])["/", "/dev/clock", "/dev/state", "/v3/directline/tokens/generate", "/v3/directline/conversations", "/index.html"])
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
            {
                using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = Good(bot) } };
                using var answer = await bot.Http.SendAsync(request);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }
    }

    private static async Task<TrustAuthority> AuthorityAsync()
    {
        var authority = await TrustAuthority.StartAsync();
        authority.Keys = TokenMint.KeySet();
        return authority;
    }

    private static Task<BotUnderTest> StartAsync(TrustAuthority authority) => BotUnderTest.StartAsync(settings:
    [
        ("MicrosoftAppId", TokenMint.AppId),
        ("MicrosoftAppPassword", Secret),
        ("Trust:Issuers:0:Issuer", TokenMint.Issuer),
        ("Trust:Issuers:0:Metadata", authority.Metadata),
        ("Trust:Tenants:0", TokenMint.Tenant),
        ("Connector:TokenEndpoint", authority.TokenEndpoint),
    ]);

    private static AuthenticationHeaderValue Good(BotUnderTest bot) => new(
        "Bearer", new TokenMint(TimeProvider.System.GetUtcNow()).Good().With("serviceurl", bot.Teams.ServiceUrl).Signed(TrustKey.One));

    private static async Task<int> PostAsync(BotUnderTest bot, string[] authorization, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var value in authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", value);
        }

        // A plain client: that of the test host tidies headers up.
        using var http = new HttpClient { BaseAddress = bot.Http.BaseAddress };
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>Every row with its version, on either engine; but hints, which go a moment after their change.</summary>
    private static async Task<List<string>> RowsAsync(BotUnderTest bot)
    {
        var tables = bot.Services.GetRequiredService<ITables>();
        var rows = new List<string>();
        foreach (var table in (string[])["crm", "prompts", "due", "index", "inbox", "web", "files"])
        {
            string? next = null;
            do
            {
                var page = await tables.QueryAsync(new RowRange(table, "!", "~"), 1000, next, CancellationToken.None);
                rows.AddRange(page.Rows.Select(row => $"{table} {row.PartitionKey} {row.RowKey} {row.ETag}"));
                next = page.Next;
            }
            while (next is not null);
        }

        return rows;
    }
}
