using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CrmBot.Conversations.Tests;

/// <summary>The channel is in trouble for one person. Nobody else may notice.</summary>
public sealed class NeighbourTests
{
    [Theory]
    [InlineData("hangs")]
    [InlineData("429")]
    [InlineData("503")]
    [InlineData("breaks off")]
    public async Task While_the_channel_fails_one_person_another_is_answered(string trouble)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var tb = await bot.MeetAsync("tb", "en-GB");
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = 0;
        bot.Teams.Instead = async (conversation, response) =>
        {
            if (conversation != wm.Conversation)
            {
                return null;
            }

            // Whatever the bot tries for this person next comes to an end only when the other one has been answered.
            if (Interlocked.Increment(ref calls) == 1)
            {
                asked.SetResult();
                switch (trouble)
                {
                    case "429":
                        response.Headers.RetryAfter = "1";
                        return Results.StatusCode(429);
                    case "503":
                        return Results.StatusCode(503);
                    case "breaks off":
                        response.HttpContext.Abort();
                        return Results.Empty;
                }
            }

            await release.Task;
            return null;
        };

        var waits = wm.SaysAsync("华东精密怎么样");
        await asked.Task;
        for (var turn = 0; turn < 5; turn++)
        {
            tb.Reads(await tb.SaysAsync("Contoso"), "Contoso Retail Ltd");
        }

        Assert.False(waits.IsCompleted && trouble is "hangs" or "429", "this one was to wait");
        release.SetResult();
        var heard = await waits;
        // A call whose end nobody knows is not repeated: what may have arrived is not said twice.
        Assert.Equal(trouble is "hangs" or "429" ? 1 : 0, heard.Messages.Count);
        Assert.Equal(trouble == "429" ? 2 : 1, Volatile.Read(ref calls));
    }

    [Fact]
    public async Task A_person_who_is_throttled_for_long_does_not_hold_up_reminders_of_another()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var tb = await bot.MeetAsync("tb", "en-GB");
        var day = DateTimeOffset.Parse(BotUnderTest.Wednesday, CultureInfo.InvariantCulture).AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var his = (await tb.SaysAsync("follow up Contoso")).NewCard;
        await tb.PressesAsync(his, "Submit", ("channel", "Call"), ("summary", "They want pricing for 3 more stores by next week"), ("nextStep", "send revised quote"), ("nextOn", day));
        var hers = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        await wm.PressesAsync(hers, "提交", FilingTests.Good); // due the same day
        var refused = 0;
        bot.Teams.Instead = (conversation, response) =>
        {
            if (conversation != wm.Conversation)
            {
                return Task.FromResult<IResult?>(null);
            }

            Interlocked.Increment(ref refused);
            response.Headers.RetryAfter = "3600";
            return Task.FromResult<IResult?>(Results.StatusCode(429));
        };

        await bot.UntilAsync("2025-09-17T09:00:00+08:00"); // nine in Shanghai
        for (var waited = 0; Volatile.Read(ref refused) == 0; waited++)
        {
            Assert.True(waited < 400, "her reminder was not tried");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        await bot.UntilAsync("2025-09-17T09:00:00+01:00"); // nine in London
        while (!(await tb.HearsAsync()).Read.Contains("send revised quote", StringComparison.Ordinal))
        {
        }
    }
}
