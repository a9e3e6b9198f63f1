using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>What a dialog shows, and what was said in the chat meanwhile.</summary>
/// <param name="Said">Where it closed with a text.</param>
internal sealed record DialogSeen(CardSeen? Shown, string Said, string Title, IReadOnlyList<Sent> Messages)
{
    public CardSeen Card => Shown ?? throw new Xunit.Sdk.XunitException($"The dialog shows no card, but: {Said}");

    /// <summary>What took the place of a card in the chat.</summary>
    public CardSeen Settled(CardSeen of) => Messages.LastOrDefault(m => m.Update && m.ActivityId == of.ActivityId)?.Card
        ?? throw new Xunit.Sdk.XunitException($"The card in the chat was not changed, but: {string.Join('\n', Messages.Select(m => m.Read))}");
}

/// <summary>A person in a dialog, as Teams sends it.</summary>
internal static class Dialogs
{
    public static Task<DialogSeen> OpensAsync(this Speaker who, IBotSide bot, CardSeen card, string title, params (string Input, string Value)[] typed) =>
        who.AskAsync(bot, "task/fetch", Data(card, title, typed));

    public static Task<DialogSeen> SubmitsAsync(this Speaker who, IBotSide bot, CardSeen dialog, string title, params (string Input, string Value)[] typed) =>
        who.AskAsync(bot, "task/submit", Data(dialog, title, typed));

    public static async Task<DialogSeen> AskAsync(this Speaker who, IBotSide bot, string name, JsonObject data)
    {
        var before = bot.Teams.Count;
        using var answer = await who.PostAsync(new JsonObject
        {
            ["type"] = "invoke",
            ["name"] = name,
            ["value"] = new JsonObject { ["data"] = data.DeepClone(), ["context"] = new JsonObject { ["theme"] = "default" } },
        });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        var messages = bot.Teams.To(who.Conversation, before);
        var task = JsonElement.Parse(body).GetProperty("task");
        if (task.GetProperty("type").GetString() == "message")
        {
            return new DialogSeen(null, task.GetProperty("value").GetString()!, "", messages);
        }

        var value = task.GetProperty("value");
        var content = value.GetProperty("card").GetProperty("content");
        Assert.DoesNotContain("Action.Execute", content.GetRawText(), StringComparison.Ordinal); // a dialog knows no other button than Submit
        Assert.DoesNotContain("task/fetch", content.GetRawText(), StringComparison.Ordinal); // nor a dialog in a dialog
        return new DialogSeen(new CardSeen("", content), "", value.GetProperty("title").GetString()!, messages);
    }

    private static JsonObject Data(CardSeen card, string title, (string Input, string Value)[] typed) =>
        card.Data(card.Button(title), typed.ToDictionary(t => t.Input, t => t.Value, StringComparer.Ordinal));
}
