using System.Net.Http.Json;
using System.Text.Json;

namespace CrmBot.Conversations.Tests;

/// <summary>What the help card names can be said as it stands there.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("wm", "zh-CN", "帮助", "赵磊", "恒通", "[同事]|[另一个客户]",
        "my_drafts|undo_last|edit_last|delete_last|record_history|share_last|customer_timeline|customer_needs|meeting_brief|customer_contacts|add_contact|collab_request|help_open|promises_open|best_practice|example_of_week|my_quality|gap_alerts|care_upcoming")]
    [InlineData("tb", "en-GB", "help", "Zhao Lei", "Northwind", "[colleague]|[other]",
        "my_drafts|undo_last|edit_last|delete_last|record_history|share_last|customer_timeline|customer_needs|meeting_brief|customer_contacts|add_contact|collab_request|help_open|promises_open|best_practice|example_of_week|my_quality|gap_alerts|care_upcoming")]
    public async Task Every_sentence_of_the_help_card_is_understood_and_all_that_was_built_is_named(
        string who, string language, string said, string colleague, string other, string places, string intents)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        var card = (await rep.SaysAsync(said)).NewCard;

        var (people, customers) = (places.Split('|')[0], places.Split('|')[1]);
        var sentences = card.Read.Split('\n').Where(l => l.Contains(" · ", StringComparison.Ordinal)).SelectMany(l => l.Split(" · ", StringSplitOptions.TrimEntries))
            .Select(s => s.Split(language == "zh-CN" ? ",或直接" : ", or just")[0].Replace(people, colleague, StringComparison.Ordinal).Replace(customers, other, StringComparison.Ordinal)).ToList();
        // Who "this customer" is, is known in the chat only.
        var spokenOf = language == "zh-CN" ? "这个客户" : "this customer";
        await rep.SaysAsync(sentences.First(s => s.EndsWith("怎么样", StringComparison.Ordinal) || s.StartsWith("how is", StringComparison.Ordinal)));
        rep.Reads(await rep.SaysAsync(sentences.First(s => s.Contains(spokenOf, StringComparison.Ordinal))), who == "wm" ? "华东精密机械有限公司" : "Contoso Retail Ltd");
        var understood = new List<string>();
        foreach (var sentence in sentences)
        {
            using var answer = await bot.Http.PostAsJsonAsync("/dev/understand", new { speaker = who, now = "2025-09-10", text = sentence.Replace(spokenOf, other, StringComparison.Ordinal) });
            var read = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var intent = read.TryGetProperty("intent", out var its) ? its.GetString()! : read.GetProperty("kind").GetString()!;
            rep.Expect(intent is not ("unknown" or "not_found"), $"'{sentence}' is {intent}");
            understood.Add(intent);
        }

        Assert.Equal([], intents.Split('|').Except(understood));
    }
}
