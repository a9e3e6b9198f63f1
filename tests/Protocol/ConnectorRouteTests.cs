using System.Text.Json;

namespace CrmBot.Protocol.Tests;

public sealed class ConnectorRouteTests
{
    private static readonly OutboundActivity Hi = OutboundActivity.Message("hi");

    [Fact]
    public async Task Ids_are_escaped_in_the_path_and_the_path_of_the_service_url_is_kept()
    {
        await using var channel = await FakeChannel.StartAsync(200);
        var to = channel.Conversation with { ServiceUrl = channel.Url + "/apac/tenant/", ConversationId = "19:a@thread.tacv2;messageid=1|x/y 客" };

        await FakeChannel.Connector().SendAsync(to, Hi, CancellationToken.None);
        await FakeChannel.Connector().ReplyAsync(to, "f:1;2", Hi, CancellationToken.None);

        const string Conversation = "/apac/tenant/v3/conversations/19%3Aa%40thread.tacv2%3Bmessageid%3D1%7Cx%2Fy%20%E5%AE%A2/activities";
        Assert.Equal([Conversation, Conversation + "/f%3A1%3B2"], channel.Calls.Select(call => call.Path));
    }

    [Fact]
    public async Task Long_ids_are_whole_in_the_path()
    {
        await using var channel = await FakeChannel.StartAsync(200);
        var to = channel.Conversation with { ConversationId = new string(';', 700) };

        await FakeChannel.Connector().ReplyAsync(to, new string(':', 300), Hi, CancellationToken.None);

        var activity = string.Concat(Enumerable.Repeat("%3A", 300));
        Assert.Equal(
            [$"/v3/conversations/{string.Concat(Enumerable.Repeat("%3B", 700))}/activities/{activity}"], channel.Calls.Select(call => call.Path));
    }

    [Fact]
    public async Task Reply_update_and_delete_have_their_verbs_and_bodies()
    {
        await using var channel = await FakeChannel.StartAsync(200, """{"id":"9"}""");
        var connector = FakeChannel.Connector();

        Assert.Equal(new SendOutcome.Sent("9"), await connector.ReplyAsync(channel.Conversation, "5", Hi, CancellationToken.None));
        Assert.Equal(new SendOutcome.Sent("9"), await connector.UpdateAsync(channel.Conversation, "6", Hi, CancellationToken.None));
        await connector.DeleteAsync(channel.Conversation, "7", CancellationToken.None);

        var calls = channel.Calls.ToArray();
        Assert.Equal(["POST", "PUT", "DELETE"], calls.Select(call => call.Method));
        Assert.Equal("5", JsonElement.Parse(calls[0].Body).GetProperty("replyToId").GetString());
        Assert.Equal("6", JsonElement.Parse(calls[1].Body).GetProperty("id").GetString());
        Assert.Equal("", calls[2].Body);
        Assert.Equal("application/json; charset=utf-8", calls[0].ContentType);
    }

    [Fact]
    public async Task A_member_is_asked_for_by_any_id_and_read_with_what_Teams_adds()
    {
        await using var channel = await FakeChannel.StartAsync(
            200, """{"id":"29:x","name":"王敏","objectId":"o-1","givenName":null,"email":"wm@example.test","userPrincipalName":"wang@example.test","userRole":"user","tenantId":"t","more":{"id":"no"}}""");

        var outcome = await FakeChannel.Connector().MemberAsync(channel.Conversation with { ConversationId = "a:1|2" }, "o-1/x", CancellationToken.None);

        Assert.Equal(new MemberOutcome.Known(new ChannelMember("29:x", "王敏", "o-1", "wm@example.test", "wang@example.test", "user")), outcome);
        var call = Assert.Single(channel.Calls);
        Assert.Equal(("GET", "/v3/conversations/a%3A1%7C2/members/o-1%2Fx", ""), (call.Method, call.Path, call.Body));
    }

    [Theory]
    [InlineData(404, """{"error":{"code":"MemberNotFoundInConversation"}}""")]
    [InlineData(200, "{}")]
    [InlineData(200, "[1]")]
    [InlineData(200, """{"id":7}""")]
    [InlineData(200, "{\"id\":\"29:x\"")]
    [InlineData(500, "")]
    public async Task A_member_that_the_channel_does_not_name_is_not_known(int status, string body)
    {
        await using var channel = await FakeChannel.StartAsync(status, body);
        Assert.IsType<MemberOutcome.NotKnown>(await FakeChannel.Connector().MemberAsync(channel.Conversation, "o-1", CancellationToken.None));
        Assert.IsType<MemberOutcome.NotKnown>(await FakeChannel.Connector().MemberAsync(channel.Conversation, "..", CancellationToken.None));
        Assert.Single(channel.Calls);
    }

    [Fact]
    public async Task A_body_larger_than_the_buffer_arrives_whole()
    {
        await using var channel = await FakeChannel.StartAsync(200);
        var text = new string('客', 30_000); // 90 KB on the wire, 60 KB as the channel counts

        await FakeChannel.Connector().SendAsync(channel.Conversation, OutboundActivity.Message(text), CancellationToken.None);

        Assert.Equal(text, Samples.Ok(Assert.Single(channel.Calls).Body).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_would_name_another_route_is_refused(string id)
    {
        await using var channel = await FakeChannel.StartAsync(200);
        var connector = FakeChannel.Connector();

        Assert.IsType<SendOutcome.Refused>(await connector.SendAsync(channel.Conversation with { ConversationId = id }, Hi, CancellationToken.None));
        Assert.IsType<SendOutcome.Refused>(await connector.ReplyAsync(channel.Conversation, id, Hi, CancellationToken.None));
        Assert.IsType<SendOutcome.Refused>(await connector.DeleteAsync(channel.Conversation, id, CancellationToken.None));
        Assert.Empty(channel.Calls);
    }

    [Fact]
    public async Task A_host_that_is_not_allowed_gets_neither_message_nor_token()
    {
        await using var channel = await FakeChannel.StartAsync(200);
        var token = new FakeToken("secret");
        var connector = FakeChannel.Connector(options => options.AllowLoopback = false, token);

        Assert.Equal(new SendOutcome.Refused(0, "HostNotAllowed"), await connector.SendAsync(channel.Conversation, Hi, CancellationToken.None));
        Assert.Equal(
            new SendOutcome.Refused(0, "HostNotAllowed"),
            await connector.SendAsync(channel.Conversation with { ServiceUrl = "" }, Hi, CancellationToken.None));
        Assert.Empty(channel.Calls);
        Assert.Equal(0, token.Asked);
    }

    [Fact]
    public async Task A_token_travels_as_bearer_and_without_one_nothing_is_sent()
    {
        await using var channel = await FakeChannel.StartAsync(200);

        await FakeChannel.Connector(token: new FakeToken("t1")).SendAsync(channel.Conversation, Hi, CancellationToken.None);
        var outcome = await FakeChannel.Connector(token: new FakeToken(null)).SendAsync(channel.Conversation, Hi, CancellationToken.None);

        Assert.Equal("Bearer t1", Assert.Single(channel.Calls).Authorization);
        Assert.Equal(new SendOutcome.NotSent("NoToken"), outcome);
    }

    [Fact]
    public async Task A_personal_chat_is_opened_for_one_member_in_the_tenant()
    {
        await using var channel = await FakeChannel.StartAsync(201, """{"id":"a:new","serviceUrl":"https://smba.trafficmanager.net/emea/"}""");

        var outcome = await CreateAsync(channel, "tenant-1");

        Assert.Equal(new CreateOutcome.Created("a:new", "https://smba.trafficmanager.net/emea/"), outcome);
        var call = Assert.Single(channel.Calls);
        Assert.Equal("/v3/conversations", call.Path);
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse("""{"isGroup":false,"bot":{"id":"28:b"},"members":[{"id":"29:u"}],"tenantId":"tenant-1","channelData":{"tenant":{"id":"tenant-1"}}}"""),
            JsonElement.Parse(call.Body)));
    }

    [Fact]
    public async Task A_chat_without_an_id_or_with_a_refusal_is_not_created()
    {
        await using var empty = await FakeChannel.StartAsync(202, "{}");
        await using var blocked = await FakeChannel.StartAsync(403, """{"error":{"code":"ForbiddenOperationException"}}""");

        Assert.IsType<SendOutcome.Ambiguous>(Assert.IsType<CreateOutcome.NotCreated>(await CreateAsync(empty, null)).Why);
        Assert.Equal(new CreateOutcome.NotCreated(new SendOutcome.Blocked("ForbiddenOperationException")), await CreateAsync(blocked, null));
    }

    private static ValueTask<CreateOutcome> CreateAsync(FakeChannel channel, string? tenant) => FakeChannel.Connector().CreateConversationAsync(
        channel.Url, "msteams", tenant, new Account("28:b", null, null, null), new Account("29:u", null, null, null), CancellationToken.None);

    private sealed class FakeToken(string? token) : IConnectorToken
    {
        public int Asked { get; private set; }

        public ValueTask<string?> GetAsync(string serviceUrl, CancellationToken ct)
        {
            Asked++;
            return token is null ? throw new HttpRequestException("the authority is down") : new ValueTask<string?>(token);
        }
    }
}
