using System.Net;
using System.Text.Json;

namespace CrmBot.Protocol.Tests;

/// <summary>An invoke is answered within its limit; the turn goes on and finds another way.</summary>
public sealed class InvokeLimitTests
{
    private static readonly string Press = """{"type":"invoke","name":"adaptiveCard/action","id":"i1","channelId":"test","conversation":{"id":"c1"},"from":{"id":"u"}}""";

    [Fact]
    public async Task A_turn_that_takes_too_long_is_told_so_and_its_answer_finds_the_window_closed()
    {
        var goOn = new TaskCompletionSource();
        var found = new TaskCompletionSource<bool>();
        await using var bot = await SlowAsync(async window =>
        {
            await goOn.Task;
            found.SetResult(window.TryAnswer());
            return CardAnswers.Toast("the result");
        });

        using var answer = await bot.PostAsync(Press);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("still working", await ValueOf(answer));

        goOn.SetResult();
        Assert.False(await found.Task);
        Assert.Contains(4007, bot.Log.Ids);
    }

    [Fact]
    public async Task A_turn_that_took_the_window_in_time_is_waited_for()
    {
        var goOn = new TaskCompletionSource();
        await using var bot = await SlowAsync(async window =>
        {
            Assert.True(window.TryAnswer());
            await goOn.Task;
            return CardAnswers.Toast("the result");
        });

        var answer = bot.PostAsync(Press);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System); // past the limit
        Assert.False(answer.IsCompleted);
        goOn.SetResult();

        Assert.Equal("the result", await ValueOf(await answer));
        Assert.DoesNotContain(4007, bot.Log.Ids);
    }

    [Fact]
    public async Task One_that_waits_for_an_earlier_turn_is_told_too_and_runs_when_its_time_comes()
    {
        var goOn = new TaskCompletionSource();
        var ran = new TaskCompletionSource();
        await using var bot = await BotHost.StartAsync(
            configure: o => o.InvokeLimit = TimeSpan.FromMilliseconds(100),
            inWindow: async (activity, window, _) =>
            {
                if (activity.Type == ActivityTypes.Message)
                {
                    await goOn.Task;
                    return null;
                }

                ran.SetResult();
                return window.TryAnswer() ? CardAnswers.Toast("the result") : null;
            });

        var earlier = bot.PostAsync(Samples.Small("\"id\":\"m1\"", conversation: "c1"));
        while (bot.Gate.Count == 0)
        {
            await Task.Yield();
        }

        Assert.Equal("still working", await ValueOf(await bot.PostAsync(Press)));
        Assert.False(ran.Task.IsCompleted);
        goOn.SetResult();
        await ran.Task;
        Assert.Equal(HttpStatusCode.OK, (await earlier).StatusCode);
    }

    [Fact]
    public async Task A_stop_waits_for_turns_that_went_on()
    {
        var goOn = new TaskCompletionSource();
        var ended = false;
        await using var bot = await SlowAsync(async window =>
        {
            await goOn.Task;
            await Task.Yield();
            ended = true;
            return null;
        });
        Assert.Equal("still working", await ValueOf(await bot.PostAsync(Press)));

        var halt = bot.StopAsync();
        Assert.False(halt.IsCompleted);
        goOn.SetResult();
        await halt;

        Assert.True(ended);
    }

    [Fact]
    public async Task A_turn_that_fails_after_its_limit_is_logged_and_holds_nothing()
    {
        var goOn = new TaskCompletionSource();
        await using var bot = await SlowAsync(async _ =>
        {
            await goOn.Task;
            throw new InvalidOperationException("a bug");
        });
        Assert.Equal("still working", await ValueOf(await bot.PostAsync(Press)));

        goOn.SetResult();
        await bot.StopAsync();

        Assert.Contains(4000, bot.Log.Ids);
        Assert.Equal(0, bot.Gate.Count);
    }

    private static Task<BotHost> SlowAsync(Func<InvokeWindow, Task<InvokeResponse?>> turn) => BotHost.StartAsync(
        configure: o => o.InvokeLimit = TimeSpan.FromMilliseconds(100),
        inWindow: (_, window, _) => turn(window));

    private static async Task<string?> ValueOf(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("value").GetString();
}
