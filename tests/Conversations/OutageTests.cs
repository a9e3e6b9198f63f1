using System.Globalization;
using System.Text.Json.Nodes;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Scheduler;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>When something breaks: an apology in the person's language, no answer lost, no reminder given up.</summary>
public sealed class OutageTests
{
    [Theory]
    [InlineData("broken/throw")]
    [InlineData("broken/cancel")]
    public async Task Whatever_breaks_the_person_hears_of_it_in_their_own_language(string verb)
    {
        await using var bot = await BotUnderTest.StartAsync(services: s => s.AddSingleton<ICapability, Broken>());
        var tb = await bot.MeetAsync("tb", "zh-CN"); // a borrowed client

        tb.Reads(await tb.TellAsync(new JsonObject { ["type"] = "message", ["value"] = new JsonObject { ["verb"] = verb } }), "Sorry, something went wrong");
        tb.Reads(await tb.ExecuteAsync(verb, []), "Sorry, something went wrong");
    }

    [Fact]
    public async Task An_answer_that_the_channel_throttles_is_tried_once_more()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        bot.Teams.RefuseOnceWith = 429;

        wm.Reads(await wm.SaysAsync("华东精密怎么样"), "华东精密机械有限公司");
    }

    [Fact]
    public async Task A_reminder_that_cannot_be_made_was_surely_not_sent()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = bot.Teams.Count;
        var day = new DateOnly(2025, 9, 10);
        var step = new Step("s", "给方案", "wm", OwedBy.Us, day, null, "Mars/Base", DateTimeOffset.Parse(BotUnderTest.Wednesday, CultureInfo.InvariantCulture), StepState.Open, 1, null, null);
        var head = new Customer("C001", "华东精密机械有限公司", [], "wm", [], Tier.A, Stage.Mature, Status.Active, day);
        var prompt = new DuePrompt("p", PromptKind.FollowUp, "C001", "s", 1, step.DueAt, 1, "a", new CustomerFile(head, 1, [], [step], [], [], []), step);

        var delivered = await bot.Services.GetRequiredService<IPromptDelivery>().DeliverAsync(new DueBatch("demo", "wm", [prompt]), CancellationToken.None);

        Assert.IsType<Delivered.NotSent>(delivered);
        Assert.Empty(bot.Teams.To(wm.Conversation, before));
    }

    private sealed class Broken : ICapability
    {
        public string Name => "broken";

        public void Map(Routes routes) => routes
            .Card("broken/throw", FollowUpJson.Default.DraftForm, (_, _, _) => throw new InvalidOperationException("a bug"))
            .Card("broken/cancel", FollowUpJson.Default.DraftForm, (_, _, _) => throw new OperationCanceledException());
    }
}
