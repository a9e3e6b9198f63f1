using Microsoft.AspNetCore.Http;

namespace CrmBot.Protocol.Tests;

/// <summary>Every way in which a channel can fail, for every call the bot makes: its outcome, after one request.</summary>
public sealed class ConnectorFaultTests
{
    private const string Html = "<!DOCTYPE html><html><body><h1>Our services aren't available right now</h1></body></html>";

    private static readonly OutboundActivity Hi = OutboundActivity.Message("hi");
    private static readonly Account Someone = new("29:u", null, null, null);
    private static readonly DateTimeOffset Now = new OutboundClock().GetUtcNow();

    private static readonly Dictionary<string, Func<Connector, ConversationReference, Task<SendOutcome>>> Calls = new()
    {
        ["send"] = async (c, to) => await c.SendAsync(to, Hi, CancellationToken.None),
        ["reply"] = async (c, to) => await c.ReplyAsync(to, "1", Hi, CancellationToken.None),
        ["update"] = async (c, to) => await c.UpdateAsync(to, "1", Hi, CancellationToken.None),
        ["delete"] = async (c, to) => await c.DeleteAsync(to, "1", CancellationToken.None),
        ["create"] = async (c, to) => await c.CreateConversationAsync(to.ServiceUrl, to.ChannelId, to.TenantId, to.Bot, Someone, CancellationToken.None) switch
        {
            CreateOutcome.Created created => new SendOutcome.Sent(created.ConversationId),
            CreateOutcome.NotCreated not => not.Why,
            _ => throw new InvalidOperationException(),
        },
    };

    private static readonly Dictionary<string, (int Status, string? Body, string? RetryAfter, SendOutcome Outcome)> Answers = new()
    {
        ["429"] = (429, null, null, new SendOutcome.Throttled(null)),
        ["429 in seconds"] = (429, Code("Throttled"), "17", Throttled(17)),
        ["429 for no time"] = (429, null, "0", Throttled(0)),
        ["429 by date"] = (429, null, Now.AddSeconds(30).ToString("R"), Throttled(30)),
        ["429 by a date that is past"] = (429, null, Now.AddDays(-1).ToString("R"), Throttled(0)),
        ["429 with a word"] = (429, null, "soon", new SendOutcome.Throttled(null)),
        ["429 with a fraction"] = (429, null, "1.5", new SendOutcome.Throttled(null)),
        ["429 with less than nothing"] = (429, null, "-5", new SendOutcome.Throttled(null)),
        ["429 for years"] = (429, null, "2147483647", Throttled(3600)),
        ["429 beyond all numbers"] = (429, null, "99999999999999999999", new SendOutcome.Throttled(null)),
        ["429 to the end of time"] = (429, null, "Fri, 31 Dec 9999 23:59:59 GMT", Throttled(3600)),
        ["429 in HTML"] = (429, Html, "2", Throttled(2)),
        ["500"] = (500, Code("ServiceError"), null, new SendOutcome.Ambiguous("status 500 ServiceError")),
        ["502"] = (502, null, null, new SendOutcome.Ambiguous("status 502")),
        ["503 with a time"] = (503, null, "5", new SendOutcome.Ambiguous("status 503")),
        ["504"] = (504, null, null, new SendOutcome.Ambiguous("status 504")),
        ["500 in HTML"] = (500, Html, null, new SendOutcome.Ambiguous("status 500")),
        ["502 in HTML"] = (502, Html, null, new SendOutcome.Ambiguous("status 502")),
        ["500 nested too deep"] = (500, new string('[', 5000), null, new SendOutcome.Ambiguous("status 500")),
        ["403 in HTML"] = (403, Html, null, new SendOutcome.Refused(403, null)),
        ["403 in megabytes"] = (403, Html + new string(' ', 3_000_000), null, new SendOutcome.Refused(403, null)),
        ["404 in HTML"] = (404, Html, null, new SendOutcome.NoSuchConversation("")),
        ["413 in HTML"] = (413, Html, null, new SendOutcome.TooLarge()),
        ["409"] = (409, Code("Conflict"), null, new SendOutcome.Ambiguous("status 409 Conflict")),
        ["412"] = (412, Code("PreconditionFailed"), null, new SendOutcome.NotSent("PreconditionFailed")),
        ["redirect"] = (307, null, null, new SendOutcome.Refused(307, null)),
    };

    // Sent, but a conversation without an id is none.
    private static readonly Dictionary<string, (int Status, string? Body)> Successes = new()
    {
        ["empty 200"] = (200, null),
        ["empty 202"] = (202, null),
        ["204"] = (204, null),
        ["empty object"] = (201, "{}"),
        ["null"] = (201, "null"),
        ["id null"] = (201, """{"id":null}"""),
        ["HTML"] = (200, Html),
        ["no UTF-8"] = (200, """{"id":"\ud800"}"""),
        ["a list"] = (200, """[{"id":"1"}]"""),
        ["half an answer"] = (200, """{"id":"""),
    };

    public static TheoryData<string> AnswerNames => [.. Answers.Keys];

    public static TheoryData<string> SuccessNames => [.. Successes.Keys];

    /// <summary>Each code of the Connector, with the status it comes with and what becomes of it.</summary>
    public static TheoryData<int, string, SendOutcome> Codes => new()
    {
        { 400, "Bad Argument", new SendOutcome.Refused(400, "Bad Argument") },
        { 400, "BadArgument", new SendOutcome.Refused(400, "BadArgument") },
        { 400, "BadSyntax", new SendOutcome.Refused(400, "BadSyntax") },
        { 401, "BotNotRegistered", new SendOutcome.Refused(401, "BotNotRegistered") },
        { 403, "BotDisabledByAdmin", new SendOutcome.Blocked("BotDisabledByAdmin") },
        { 403, "BotNotInConversationRoster", new SendOutcome.Blocked("BotNotInConversationRoster") },
        { 404, "BotNotInConversationRoster", new SendOutcome.Blocked("BotNotInConversationRoster") },
        { 403, "ConversationBlockedByUser", new SendOutcome.Blocked("ConversationBlockedByUser") },
        { 403, "MessageWritesBlocked", new SendOutcome.Blocked("MessageWritesBlocked") },
        { 403, "ForbiddenOperationException", new SendOutcome.Blocked("ForbiddenOperationException") },
        { 403, "InvalidBotApiHost", new SendOutcome.Refused(403, "InvalidBotApiHost") },
        { 403, "NotEnoughPermissions", new SendOutcome.Refused(403, "NotEnoughPermissions") },
        { 403, "ContentStreamNotAllowed", new SendOutcome.Refused(403, "ContentStreamNotAllowed") },
        { 404, "ConversationNotFound", new SendOutcome.NoSuchConversation("ConversationNotFound") },
        { 404, "ActivityNotFoundInConversation", new SendOutcome.NoSuchConversation("ActivityNotFoundInConversation") },
        { 404, "MemberNotFoundInConversation", new SendOutcome.NoSuchConversation("MemberNotFoundInConversation") },
        { 412, "PreconditionFailed", new SendOutcome.NotSent("PreconditionFailed") },
        { 409, "Conflict", new SendOutcome.Ambiguous("status 409 Conflict") },
        { 413, "MessageSizeTooBig", new SendOutcome.TooLarge() },
        { 429, "Throttled", new SendOutcome.Throttled(null) },
        { 500, "ServiceError", new SendOutcome.Ambiguous("status 500 ServiceError") },
    };

    [Theory]
    [MemberData(nameof(AnswerNames))]
    public async Task An_answer_that_refuses_has_one_outcome_for_every_call(string name)
    {
        var (status, body, retryAfter, outcome) = Answers[name];
        await using var channel = await FakeChannel.StartAsync(status, body, body == Html ? "text/html" : "application/json", retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        await EachOnceAsync(channel.Conversation, () => channel.Calls.Count, _ => outcome);
    }

    [Theory]
    [MemberData(nameof(SuccessNames))]
    public async Task An_answer_without_an_id_is_a_success_but_opens_no_conversation(string name)
    {
        var (status, body) = Successes[name];
        await using var channel = await FakeChannel.StartAsync(status, body);
        await EachOnceAsync(channel.Conversation, () => channel.Calls.Count, call =>
            call == "create" ? new SendOutcome.Ambiguous("accepted without a conversation id") : new SendOutcome.Sent(""));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_code_is_read_in_every_shape_that_the_channel_has(int status, string code, SendOutcome outcome)
    {
        string[] shapes =
        [
            Code(code),
            $$$$"""{"error":{"code":"{{{{code}}}}","message":"what happened","innerHttpError":{"statusCode":{{{{status}}}},"body":{"code":"Other"} } } }""",
            $$"""{"errorCode":209,"message":"{\r\n  \"subCode\": \"{{code}}\",\r\n  \"details\": \"...\",\r\n  \"errorCode\": null,\r\n  \"errorSubCode\": null\r\n}"}""",
            $$$"""{"error":{"code":"Forbidden","message":"{\"subCode\":\"{{{code}}}\"}"}}""",
            $$"""{"code":"{{code}}","message":"what happened"}""",
        ];
        foreach (var shape in shapes)
        {
            await using var channel = await FakeChannel.StartAsync(status, shape);
            await EachOnceAsync(channel.Conversation, () => channel.Calls.Count, _ => outcome);
        }
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(0)] // breaks before the first byte of the answer
    public async Task A_message_that_was_taken_before_the_channel_failed_is_not_sent_twice(int status)
    {
        var taken = 0;
        await using var channel = await FakeChannel.StartAsync(context =>
        {
            Interlocked.Increment(ref taken);
            context.Response.StatusCode = status == 0 ? 201 : status;
            if (status == 0)
            {
                context.Abort();
            }

            return Task.CompletedTask;
        });
        await EachOnceAsync(channel.Conversation, () => taken, call => null);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":\"1\"", false)]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":\"1\"", true)]
    [InlineData("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"", false)]
    [InlineData("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}", false)]
    [InlineData("HTTP/1.1 201 Crea", true)]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Le", false)]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", false)]
    [InlineData("\0\0\0\u0001\u0002", true)]
    public async Task An_answer_that_breaks_off_is_ambiguous_and_the_call_is_not_repeated(string answer, bool reset)
    {
        await using var channel = new RawChannel(answer, reset);
        var to = ConversationReference.Of(Samples.Read("message-personal")) with { ServiceUrl = channel.Url };
        await EachOnceAsync(to, () => channel.Calls, _ => null);
    }

    [Theory]
    [InlineData(false)] // no header
    [InlineData(true)] // no end of the body
    public async Task An_answer_that_does_not_come_in_time_is_ambiguous_and_the_call_is_not_repeated(bool begun)
    {
        await using var channel = await FakeChannel.StartAsync(async context =>
        {
            context.Response.StatusCode = 201;
            if (begun)
            {
                await context.Response.WriteAsync("{\"id\":");
                await context.Response.Body.FlushAsync();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        await EachOnceAsync(channel.Conversation, () => channel.Calls.Count, _ => null, TimeSpan.FromMilliseconds(400));
    }

    /// <param name="expected">By the name of the call; null for ambiguous, whatever the words.</param>
    private static async Task EachOnceAsync(
        ConversationReference to, Func<int> seen, Func<string, SendOutcome?> expected, TimeSpan? limit = null)
    {
        foreach (var (name, call) in Calls)
        {
            var before = seen();
            // Each with a connector of its own: a throttled one would not call at all, and a kept connection may be dead.
            using var http = ConnectorHttp.Create();
            var outcome = await call(FakeChannel.Connector(o => o.SendLimit = limit ?? o.SendLimit, http: http, time: new OutboundClock()), to);

            if (expected(name) is { } exact)
            {
                Assert.Equal((name, exact), (name, outcome));
            }
            else
            {
                Assert.True(outcome is SendOutcome.Ambiguous { MayHaveArrived: true }, $"{name}: {outcome}");
            }

            // What has no body, the HTTP stack itself sends again when not one byte came back. A second delete deletes nothing more.
            Assert.InRange(seen() - before, 1, name == "delete" && outcome is SendOutcome.Ambiguous ? 4 : 1);
        }
    }

    private static SendOutcome.Throttled Throttled(int seconds) => new(TimeSpan.FromSeconds(seconds));

    private static string Code(string code) => $$$"""{"error":{"code":"{{{code}}}","message":"what happened"}}""";
}
