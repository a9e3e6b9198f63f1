using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.Tests.WebChat;

public sealed class DoorTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task A_token_opens_no_other_conversation()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var liu = await Visitor.ArriveAsync(app, "ly", "刘洋");
        using var read = await wang.Http.GetAsync("conversations/web-ly/activities");
        using var said = await wang.Http.PostAsync("conversations/web-ly/activities", Json.Body(new JsonObject { ["type"] = "message", ["text"] = "x" }));

        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, said.StatusCode);
        Assert.Empty(app.HeardOf("message"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("secret")]
    [InlineData("web-wm~99999999999~00")]
    public async Task A_token_that_is_not_ours_is_refused(string? token)
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        wang.Http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var read = await wang.Http.GetAsync("conversations/web-wm/activities");
        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
    }

    [Fact]
    public async Task A_token_of_another_database_is_refused()
    {
        using var elsewhere = new TemporaryDatabase();
        await using var other = await ChatApp.StartAsync(elsewhere.Path);
        using var stranger = await Visitor.ArriveAsync(other);
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        wang.Http.DefaultRequestHeaders.Authorization = stranger.Http.DefaultRequestHeaders.Authorization;
        using var read = await wang.Http.GetAsync("conversations/web-wm/activities");
        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
    }

    [Fact]
    public async Task A_token_lives_half_an_hour_and_says_so_when_it_is_over()
    {
        var time = new HandMovedTime();
        await using var app = await ChatApp.StartAsync(_database.Path, time);
        using var wang = await Visitor.ArriveAsync(app);
        time.Move(TimeSpan.FromMinutes(29));
        using var refreshed = await wang.Http.PostAsync("tokens/refresh", null);
        Assert.Equal(HttpStatusCode.OK, refreshed.StatusCode);

        time.Move(TimeSpan.FromMinutes(2));
        using var late = await wang.Http.GetAsync("conversations/web-wm/activities");
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Equal("TokenExpired", (string?)(await Json.ReadAsync(late))["error"]!["code"]);

        wang.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await Json.ReadAsync(refreshed))["token"]!);
        Assert.Empty(await wang.TextsAsync());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/page/page.js")]
    [InlineData("/favicon.svg")]
    [InlineData("/v3/directline/tokens/generate")]
    [InlineData("/web/connector/v3/conversations/web-wm/members")]
    public async Task Anyone_but_this_machine_gets_404(string path)
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var http = new HttpClient { BaseAddress = app.Address };
        using var remote = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { ChatApp.RemoteHeader, "203.0.113.7" } } };
        using var rebound = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "crm.example" } };
        using var posted = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "http://crm.example" } } };
        foreach (var request in new[] { remote, rebound, posted })
        {
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_is_served_and_may_load_nothing_from_elsewhere()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var http = new HttpClient { BaseAddress = app.Address };
        using var page = await http.GetAsync("/");
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'; script-src 'self';", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);

        var html = await page.Content.ReadAsStringAsync();
        foreach (var file in new[] { "/favicon.svg", "/page/page.css", "/page/page.js", "/page/words.js", "/page/look.js", "/page/clock.js", "/page/people.js" })
        {
            using var answer = await http.GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            html += await answer.Content.ReadAsStringAsync();
        }

        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("wm%20x")]
    [InlineData("../wm")]
    public async Task A_user_id_that_cannot_be_a_persons_id_is_refused(string id)
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var http = new HttpClient { BaseAddress = app.Address };
        using var answer = await http.PostAsync("/v3/directline/tokens/generate", Json.Body(new JsonObject { ["user"] = new JsonObject { ["id"] = id } }));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"user\":{\"id\":\"wm\",\"id\":\"ly\"}}")]
    public async Task A_body_that_is_no_plain_object_is_refused(string body)
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var http = new HttpClient { BaseAddress = app.Address };
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/v3/directline/tokens/generate", content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("BadSyntax", (string?)(await Json.ReadAsync(answer))["error"]!["code"]);
    }
}
