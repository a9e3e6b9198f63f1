using Microsoft.AspNetCore.Http;

namespace CrmBot.Protocol.Tests;

/// <summary>Tokens and pace on their way through the connector, against a real channel and a real authority.</summary>
public sealed class OutboundCallTests : IDisposable
{
    private static readonly OutboundActivity Hi = OutboundActivity.Message("hi");

    private readonly LogRecord _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Fifty_sends_at_once_ask_for_one_token()
    {
        var issued = 0;
        await using var authority = await Authority(() => ++issued);
        await using var channel = await FakeChannel.StartAsync(201, """{"id":"1"}""");
        var connector = FakeChannel.Connector(token: Tokens(authority), options: Fast());

        var sends = Enumerable.Range(0, 50).Select(_ => connector.SendAsync(channel.Conversation, Hi, CancellationToken.None).AsTask());

        Assert.All(await Task.WhenAll(sends), outcome => Assert.IsType<SendOutcome.Sent>(outcome));
        Assert.Single(authority.Calls);
        Assert.All(channel.Calls, call => Assert.Equal("Bearer t1", call.Authorization));
    }

    [Fact]
    public async Task After_a_401_the_call_is_made_once_more_with_a_new_token_and_the_whole_body()
    {
        var issued = 0;
        await using var authority = await Authority(() => ++issued);
        await using var channel = await Accepting("Bearer t2");
        var connector = FakeChannel.Connector(token: Tokens(authority), options: Fast());

        Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(channel.Conversation, Hi, CancellationToken.None));
        Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(channel.Conversation, Hi, CancellationToken.None));

        Assert.Equal(["Bearer t1", "Bearer t2", "Bearer t2"], channel.Calls.Select(call => call.Authorization));
        Assert.Single(channel.Calls.Select(call => call.Body).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, authority.Calls.Count);
    }

    [Fact]
    public async Task A_second_401_is_refused_and_the_next_message_asks_for_no_token()
    {
        var issued = 0;
        await using var authority = await Authority(() => ++issued);
        await using var channel = await Accepting("none");
        var connector = FakeChannel.Connector(token: Tokens(authority), options: Fast());

        Assert.Equal(new SendOutcome.Refused(401, null), await connector.SendAsync(channel.Conversation, Hi, CancellationToken.None));
        Assert.Equal(new SendOutcome.Refused(401, null), await connector.DeleteAsync(channel.Conversation, "1", CancellationToken.None));

        Assert.Equal(["Bearer t1", "Bearer t2", "Bearer t2"], channel.Calls.Select(call => call.Authorization));
        Assert.Equal(2, authority.Calls.Count);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_log_has_one_line_for_all_messages()
    {
        await using var authority = await FakeChannel.StartAsync(400, """{"error":"invalid_client","error_codes":[7000215]}""");
        await using var channel = await FakeChannel.StartAsync(201);
        var connector = FakeChannel.Connector(token: Tokens(authority), options: Fast());

        for (var i = 0; i < 20; i++)
        {
            var outcome = await connector.SendAsync(channel.Conversation, Hi, CancellationToken.None);
            Assert.Equal(new SendOutcome.NotSent("NoToken"), outcome);
            Assert.False(outcome.MayHaveArrived);
        }

        Assert.Empty(channel.Calls);
        Assert.Equal([4060], _log.Ids);
        Assert.Contains("7000215", _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(0)] // reset
    public async Task Opening_a_chat_is_never_repeated_blindly(int status)
    {
        await using var channel = await FakeChannel.StartAsync(context =>
        {
            context.Response.StatusCode = status == 0 ? 201 : status;
            if (status == 0)
            {
                context.Abort();
            }

            return Task.CompletedTask;
        });

        var outcome = await FakeChannel.Connector().CreateConversationAsync(
            channel.Url, "msteams", "t", Account.Unknown, new Account("29:u", null, null, null), CancellationToken.None);

        Assert.Equal(status != 429, Assert.IsType<CreateOutcome.NotCreated>(outcome).Why.MayHaveArrived);
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task A_throttled_conversation_is_not_called_again_before_its_time_and_delays_no_other()
    {
        var clock = new OutboundClock();
        await using var channel = await FakeChannel.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path.Value!.Contains("slow", StringComparison.Ordinal) ? 429 : 201;
            context.Response.Headers.RetryAfter = "30";
            return Task.CompletedTask;
        });
        var connector = FakeChannel.Connector(time: clock);
        var slow = channel.Conversation with { ConversationId = "slow" };

        Assert.Equal(new SendOutcome.Throttled(TimeSpan.FromSeconds(30)), await connector.SendAsync(slow, Hi, CancellationToken.None));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(new SendOutcome.Throttled(TimeSpan.FromSeconds(25)), await connector.SendAsync(slow, Hi, CancellationToken.None));
        Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(channel.Conversation, Hi, CancellationToken.None));
        Assert.Equal(2, channel.Calls.Count);

        clock.Advance(TimeSpan.FromSeconds(25));
        await connector.SendAsync(slow, Hi, CancellationToken.None);
        Assert.Equal(3, channel.Calls.Count);
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_for_its_turn_is_not_sent()
    {
        await using var channel = await FakeChannel.StartAsync(201);
        var connector = FakeChannel.Connector(time: new OutboundClock(), options: new ConnectorOptions { ConversationPerSecond = 1 });
        using var cancel = new CancellationTokenSource();
        await connector.SendAsync(channel.Conversation, Hi, cancel.Token);
        var waiting = connector.SendAsync(channel.Conversation, Hi, cancel.Token).AsTask();
        await cancel.CancelAsync();

        Assert.Equal(new SendOutcome.NotSent("Cancelled"), await waiting);
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task A_channel_that_is_not_teams_is_not_paced()
    {
        await using var channel = await FakeChannel.StartAsync(201);
        var connector = FakeChannel.Connector(time: new OutboundClock());
        var page = channel.Conversation with { ChannelId = ChannelIds.DirectLine };

        for (var i = 0; i < 40; i++)
        {
            Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(page, Hi, CancellationToken.None));
        }
    }

    private static Task<FakeChannel> Authority(Func<int> number) => FakeChannel.StartAsync(context =>
        context.Response.WriteAsync($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"t{{number()}}"}"""));

    private static Task<FakeChannel> Accepting(string authorization) => FakeChannel.StartAsync(context =>
    {
        context.Response.StatusCode = context.Request.Headers.Authorization == authorization ? 201 : 401;
        return Task.CompletedTask;
    });

    private static ConnectorOptions Fast() => new() { ConversationPerSecond = 1000, TenantPerSecond = 1000 };

    private ConnectorTokens Tokens(FakeChannel authority)
    {
        var options = new ConnectorOptions { TokenEndpoint = authority.Url };
        var app = new AppCredentials { MicrosoftAppId = "app", MicrosoftAppPassword = "s" };
        // A clock that stands: an outage has no second attempt.
        var clock = new OutboundClock();
        return new ConnectorTokens(new ClientCredentials(ConnectorHttp.Create(), app, options, clock), clock, new Random(1), _log);
    }
}
