namespace CrmBot.Conversations.Tests;

/// <summary>A reminder is answered in words: scenario S3 from the sentence to the next draft.</summary>
public sealed class ReplyInWordsTests
{
    private const string Call =
        "Call w/ Sarah at Contoso - they love the pilot, want pricing for 3 more stores, legal worried about data residency. I'll send revised quote by next Fri.";

    [Fact]
    public async Task A_rep_in_London_tells_is_reminded_there_and_answers_in_a_sentence()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");

        var heard = await tb.SaysAsync(Call);
        tb.Reads(heard, "Contoso Retail Ltd", "Call", "Sarah", "pricing for 3 more stores", "data residency", "send revised quote", "Fri 19 Sep", "did you mean Fri 12 Sep?");
        var other = await tb.PressesAsync(heard.NewCard, "did you mean Fri 12 Sep?");
        tb.Reads(other, "Fri 12 Sep", "did you mean Fri 19 Sep?");
        var back = await tb.PressesAsync(other.Card, "did you mean Fri 19 Sep?");
        tb.Reads(await tb.PressesAsync(back.Card, "Save"), "Saved. I will remind you on Fri 19 Sep 09:00.");

        await bot.UntilAsync("2025-09-19T08:59:30+01:00");
        await FilingTests.DrainAsync(bot, tb);
        await bot.UntilAsync("2025-09-19T09:00:00+01:00");
        var due = await tb.HearsAsync();
        tb.Expect(due.Read.Contains("send revised quote", StringComparison.Ordinal), "the reminder says what is due");
        tb.Expect(due.Read.Contains("Contoso Retail Ltd · Sarah", StringComparison.Ordinal), "the reminder says for whom");
        tb.Expect(due.Read.Contains("Open concern", StringComparison.Ordinal) && due.Read.Contains("data residency", StringComparison.Ordinal), "the reminder says what stands in the way");

        var done = await tb.SaysAsync("done, she wants it in USD, call her Tue");
        tb.Reads(done, "Done: send revised quote", "Contoso Retail Ltd", "Sarah", "USD", "call Sarah", "Tue 23 Sep", "Save");
        tb.Reads(await tb.PressesAsync(done.NewCard, "Save"), "Saved. I will remind you on Tue 23 Sep 09:00.", "call Sarah");
        tb.Reads(await tb.PressesAsync(due.Card!, "Done"), "Done: send revised quote");
    }
}
