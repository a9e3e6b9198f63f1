using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace CrmBot.Protocol.Tests;

/// <summary>What the channel does to one conversation, no other one feels.</summary>
public sealed class ConnectorNeighbourTests
{
    private static readonly OutboundActivity Hi = OutboundActivity.Message("hi");

    private readonly OutboundClock _clock = new(); // stands still: whoever waits, waits for ever

    [Theory]
    [InlineData("429")]
    [InlineData("429, again and again")]
    [InlineData("503")]
    [InlineData("reset")]
    [InlineData("hangs")]
    [InlineData("403")]
    public async Task A_conversation_in_trouble_delays_no_other_one_of_its_tenant_or_of_another(string trouble)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using var channel = await FakeChannel.StartAsync(context => AnswerAsync(context, trouble, seen, release.Task));
        var connector = FakeChannel.Connector(time: _clock);
        var ill = channel.Conversation with { ConversationId = "ill" };

        // One is on its way; then some more are, or wait until the channel will have them again.
        var troubled = new List<Task<SendOutcome>> { Start(connector, ill) };
        while (!seen.ContainsKey("ill"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        if (trouble != "hangs")
        {
            await troubled[0];
        }

        if (trouble == "429, again and again")
        {
            for (var time = 0; time < 10; time++)
            {
                await ThroughAsync(Start(connector, ill));
            }
        }

        troubled.AddRange(Enumerable.Range(0, trouble.StartsWith("429", StringComparison.Ordinal) ? 11 : 2).Select(_ => Start(connector, ill)));
        Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(channel.Conversation with { ConversationId = "same tenant" }, Hi, CancellationToken.None));
        Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(channel.Conversation with { ConversationId = "other tenant", TenantId = "other" }, Hi, CancellationToken.None));
        Assert.IsType<CreateOutcome.Created>(await connector.CreateConversationAsync(
            channel.Url, "msteams", "a third one", Account.Unknown, new Account("29:u", null, null, null), CancellationToken.None));

        release.SetResult();
        await ThroughAsync(Task.WhenAll(troubled));
    }

    private async Task ThroughAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(6));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    private static Task<SendOutcome> Start(Connector connector, ConversationReference to) =>
        OutboundClock.Inline(() => connector.SendAsync(to, Hi, CancellationToken.None).AsTask());

    private static async Task AnswerAsync(HttpContext context, string trouble, ConcurrentDictionary<string, int> seen, Task release)
    {
        if (!context.Request.Path.Value!.Contains("ill", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 201;
            await context.Response.WriteAsync("""{"id":"1"}""");
            return;
        }

        seen.AddOrUpdate("ill", 1, (_, n) => n + 1);
        switch (trouble)
        {
            case "hangs":
                await release;
                break;
            case "reset":
                context.Abort();
                break;
            case "503" or "403":
                context.Response.StatusCode = int.Parse(trouble);
                break;
            default:
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "5";
                break;
        }
    }
}
