using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace CrmBot.Protocol.Tests;

public sealed class ConnectorOutcomeTests
{
    private const string Blocked209 = """{"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"Thread is blocked\",\r\n  \"errorCode\": null,\r\n  \"errorSubCode\": null\r\n}"}""";

    public static TheoryData<int, string?, SendOutcome> Answers => new()
    {
        { 201, """{"id":"1757469600123"}""", new SendOutcome.Sent("1757469600123") },
        { 200, """{"other":{"id":"no"},"id":"7"}""", new SendOutcome.Sent("7") },
        { 200, """{"id":7}""", new SendOutcome.Sent("7") },
        { 202, "", new SendOutcome.Sent("") },
        { 202, "{}", new SendOutcome.Sent("") },
        { 201, "null", new SendOutcome.Sent("") },
        { 200, "<html>ok</html>", new SendOutcome.Sent("") },
        { 200, """{"id":"broken""", new SendOutcome.Sent("") },
        { 400, Error("BadSyntax"), new SendOutcome.Refused(400, "BadSyntax") },
        { 401, """{"message":"Authorization has been denied for this request."}""", new SendOutcome.Refused(401, null) },
        { 401, Error("BotNotRegistered"), new SendOutcome.Refused(401, "BotNotRegistered") },
        { 403, Error("BotDisabledByAdmin"), new SendOutcome.Blocked("BotDisabledByAdmin") },
        { 403, Error("BotNotInConversationRoster"), new SendOutcome.Blocked("BotNotInConversationRoster") },
        { 403, Error("ConversationBlockedByUser"), new SendOutcome.Blocked("ConversationBlockedByUser") },
        { 403, Blocked209, new SendOutcome.Blocked("MessageWritesBlocked") },
        { 403, """{"error":{"code":"Forbidden","message":"{\"subCode\":\"MessageWritesBlocked\"}"}}""", new SendOutcome.Blocked("MessageWritesBlocked") },
        { 403, Error("ForbiddenOperationException"), new SendOutcome.Blocked("ForbiddenOperationException") },
        { 403, Error("InvalidBotApiHost"), new SendOutcome.Refused(403, "InvalidBotApiHost") },
        { 403, Error("NotEnoughPermissions"), new SendOutcome.Refused(403, "NotEnoughPermissions") },
        { 403, """{"errorCode":209,"message":"not json"}""", new SendOutcome.Refused(403, "209") },
        { 403, """{"errorCode":209,"message":"{ broken"}""", new SendOutcome.Refused(403, "209") },
        { 403, "", new SendOutcome.Refused(403, null) },
        { 403, "<html><h1>403</h1></html>", new SendOutcome.Refused(403, null) },
        { 404, Error("ConversationNotFound"), new SendOutcome.NoSuchConversation("ConversationNotFound") },
        { 404, Error("ActivityNotFoundInConversation"), new SendOutcome.NoSuchConversation("ActivityNotFoundInConversation") },
        { 404, Error("BotNotInConversationRoster"), new SendOutcome.Blocked("BotNotInConversationRoster") },
        { 404, "<html>Cannot POST</html>", new SendOutcome.NoSuchConversation("") },
        { 405, null, new SendOutcome.Refused(405, null) },
        { 408, null, new SendOutcome.Ambiguous("status 408") },
        { 409, Error("Conflict"), new SendOutcome.Ambiguous("status 409 Conflict") },
        { 412, Error("PreconditionFailed"), new SendOutcome.NotSent("PreconditionFailed") },
        { 413, Error("MessageSizeTooBig"), new SendOutcome.TooLarge() },
        { 413, "<html>Payload Too Large</html>", new SendOutcome.TooLarge() },
        { 400, Error("MessageSizeTooBig"), new SendOutcome.TooLarge() },
        { 429, Error("Throttled"), new SendOutcome.Throttled(null) },
        { 500, Error("ServiceError"), new SendOutcome.Ambiguous("status 500 ServiceError") },
        { 501, Error("DeleteActivityAPINotImplemented"), new SendOutcome.Refused(501, "DeleteActivityAPINotImplemented") },
        { 502, "<html>Bad gateway</html>", new SendOutcome.Ambiguous("status 502") },
        { 503, null, new SendOutcome.Ambiguous("status 503") },
        { 504, "\xff", new SendOutcome.Ambiguous("status 504") },
        { 302, null, new SendOutcome.Refused(302, null) }, // a redirect is not followed: it would carry the token away
        { 400, Error("no code\\nFake log line"), new SendOutcome.Refused(400, null) },
        { 500, """{"error":"text","code":["x"],"message":5}""", new SendOutcome.Ambiguous("status 500") },
        { 500, """{"error":{"code":"\ud83d"}}""", new SendOutcome.Ambiguous("status 500") },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_has_its_outcome(int status, string? body, SendOutcome outcome)
    {
        await using var channel = await FakeChannel.StartAsync(status, body, headers: ("Location", "http://localhost:1/"));

        Assert.Equal(outcome, await channel.SendAsync());
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task A_throttled_call_says_how_long_to_wait()
    {
        await using var seconds = await FakeChannel.StartAsync(429, Error("Throttled"), headers: ("Retry-After", "17"));
        Assert.Equal(new SendOutcome.Throttled(TimeSpan.FromSeconds(17)), await seconds.SendAsync());

        var now = new DateTimeOffset(2025, 9, 10, 2, 0, 0, TimeSpan.Zero);
        await using var date = await FakeChannel.StartAsync(429, headers: ("Retry-After", now.AddSeconds(30).ToString("R")));
        Assert.Equal(new SendOutcome.Throttled(TimeSpan.FromSeconds(30)), await date.SendAsync(time: new StoppedClock(now)));
        Assert.Equal(new SendOutcome.Throttled(TimeSpan.Zero), await date.SendAsync(time: new StoppedClock(now.AddHours(1))));

        await using var odd = await FakeChannel.StartAsync(429, headers: ("Retry-After", "soon"));
        Assert.Equal(new SendOutcome.Throttled(null), await odd.SendAsync());
    }

    [Fact]
    public async Task No_answer_in_time_is_ambiguous()
    {
        await using var channel = await FakeChannel.StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

        Assert.IsType<SendOutcome.Ambiguous>(await channel.SendAsync(options => options.SendLimit = TimeSpan.FromMilliseconds(300)));
        Assert.Single(channel.Calls);
    }

    [Theory]
    [InlineData(201, true)]
    [InlineData(429, false)] // the status has said enough
    public async Task A_body_that_never_ends_is_ambiguous_after_a_success_only(int status, bool ambiguous)
    {
        await using var channel = await FakeChannel.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("{\"id\":");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });

        var outcome = await channel.SendAsync(options => options.SendLimit = TimeSpan.FromMilliseconds(300));

        Assert.Equal(ambiguous, outcome is SendOutcome.Ambiguous);
        Assert.Equal(!ambiguous, outcome is SendOutcome.Throttled);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_answer_is_ambiguous_and_the_call_is_not_repeated()
    {
        await using var channel = await FakeChannel.StartAsync(async context =>
        {
            context.Response.StatusCode = 201;
            await context.Response.WriteAsync("{\"id\":");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        Assert.IsType<SendOutcome.Ambiguous>(await channel.SendAsync());
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task A_kept_connection_that_breaks_before_the_answer_is_ambiguous_and_the_call_is_not_repeated()
    {
        var calls = 0;
        await using var channel = await FakeChannel.StartAsync(context =>
        {
            if (Interlocked.Increment(ref calls) > 1)
            {
                context.Abort();
            }

            return Task.CompletedTask;
        });
        var connector = FakeChannel.Connector();

        Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(channel.Conversation, OutboundActivity.Message("1"), CancellationToken.None));
        Assert.IsType<SendOutcome.Ambiguous>(await connector.SendAsync(channel.Conversation, OutboundActivity.Message("2"), CancellationToken.None));
        Assert.Equal(2, channel.Calls.Count);
    }

    [Fact]
    public async Task A_refused_connection_is_not_sent()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        await NotSent(FakeChannel.Connector(), $"http://127.0.0.1:{port}");
    }

    [Fact]
    public async Task An_unknown_host_is_not_sent()
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostNotFound) };
        using var http = new HttpMessageInvoker(handler);

        await NotSent(FakeChannel.Connector(http: http), "https://smba.trafficmanager.net/apac/");
    }

    [Fact]
    public async Task A_call_cancelled_before_it_leaves_is_not_sent()
    {
        await using var channel = await FakeChannel.StartAsync(200);

        var outcome = await FakeChannel.Connector().SendAsync(channel.Conversation, OutboundActivity.Message("hi"), new CancellationToken(canceled: true));

        Assert.IsType<SendOutcome.NotSent>(outcome);
        Assert.Empty(channel.Calls);
    }

    [Fact]
    public async Task A_call_cancelled_on_its_way_is_ambiguous_and_the_next_one_is_not_touched()
    {
        var arrived = new TaskCompletionSource();
        await using var channel = await FakeChannel.StartAsync(async context =>
        {
            if (arrived.TrySetResult())
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }
        });
        var connector = FakeChannel.Connector();
        using var caller = new CancellationTokenSource();

        var first = connector.SendAsync(channel.Conversation, OutboundActivity.Message("1"), caller.Token);
        await arrived.Task;
        await caller.CancelAsync();

        Assert.IsType<SendOutcome.Ambiguous>(await first);
        Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(channel.Conversation, OutboundActivity.Message("2"), CancellationToken.None));
    }

    [Fact]
    public void Every_outcome_has_an_arm_of_its_own()
    {
        SendOutcome[] all =
        [
            new SendOutcome.Sent(""), new SendOutcome.Throttled(null), new SendOutcome.NoSuchConversation(""), new SendOutcome.Blocked(""),
            new SendOutcome.TooLarge(), new SendOutcome.Refused(0, null), new SendOutcome.NotSent(""), new SendOutcome.Ambiguous(""),
        ];
        Assert.Equal(typeof(SendOutcome).GetNestedTypes().Length, all.Length);
        Assert.Equal(
            ["0", "1", "2", "3", "4", "5", "6", "7"],
            all.Select(o => o.Match(_ => "0", _ => "1", _ => "2", _ => "3", _ => "4", _ => "5", _ => "6", _ => "7")));
        Assert.Equal([true, false, false, false, false, false, false, true], all.Select(o => o.MayHaveArrived));
    }

    private static async Task NotSent(Connector connector, string serviceUrl)
    {
        var to = ConversationReference.Of(Samples.Read("message-personal")) with { ServiceUrl = serviceUrl };
        var outcome = await connector.SendAsync(to, OutboundActivity.Message("hi"), CancellationToken.None);
        Assert.IsType<SendOutcome.NotSent>(outcome);
        Assert.False(outcome.MayHaveArrived);
        Assert.IsType<SendOutcome.NotSent>(await connector.DeleteAsync(to, "1", CancellationToken.None));
    }

    private static string Error(string code) => $$$"""{"error":{"code":"{{{code}}}","message":"what happened"}}""";

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
