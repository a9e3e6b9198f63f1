using System.Text;
using System.Text.Json;

namespace CrmBot.Protocol.Tests;

public sealed class OutboundSizeTests
{
    private static readonly ConnectorOptions Small = new() { MaxMessageBytes = 8 * 1024 };

    [Theory]
    [InlineData("One. Two. Three.", 12, "One. Two.…")]
    [InlineData("It costs 3.5 and more", 14, "It costs 3.5…")] // a number is not a sentence
    [InlineData("Really? Yes indeed", 12, "Really?…")]
    [InlineData("第一句。第二句！第三句没有完", 10, "第一句。第二句！…")]
    [InlineData("first line\nsecond line", 14, "first line…")]
    [InlineData("A. then a very long tail of words", 20, "A. then a very long…")] // too early a stop
    [InlineData("abcdefghijkl", 6, "abcde…")]
    [InlineData("abcd👍🏽efgh", 8, "abcd…")] // an emoji with its tone
    [InlineData("short", 5, "short")]
    public void A_text_is_cut_where_a_reader_would_stop(string text, int length, string cut)
    {
        Assert.Equal(cut, TextCut.To(text, length, out _));
        Assert.True(cut.Length <= length);
    }

    [Fact]
    public void Every_cut_is_valid_text_within_its_length()
    {
        var text = string.Concat(Enumerable.Repeat("a👨‍👩‍👧客 b. 👍🏽。\n\"\\", 40));
        for (var length = 2; length < text.Length; length++)
        {
            var cut = TextCut.To(text, length, out _);
            Assert.True(cut.Length <= length);
            Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)));
            Assert.StartsWith(cut[..^1], text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("客户说下周再谈。", 2000)]
    [InlineData("A line with \"quotes\"\n and 👍. ", 800)]
    [InlineData("x", 9000)]
    public async Task A_text_that_is_too_long_arrives_cut_and_within_the_limit_as_the_channel_counts(string sentence, int times)
    {
        await using var channel = await FakeChannel.StartAsync(201);
        var text = string.Concat(Enumerable.Repeat(sentence, times));

        Assert.IsType<SendOutcome.Sent>(await SendAsync(channel, OutboundActivity.Message(text)));

        var body = Assert.Single(channel.Calls).Body;
        var arrived = JsonElement.Parse(body).GetProperty("text").GetString()!;
        Assert.InRange(Encoding.Unicode.GetByteCount(body), 4 * 1024, Small.MaxMessageBytes);
        Assert.EndsWith("…", arrived, StringComparison.Ordinal);
        Assert.StartsWith(arrived[..^1], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_cut_offers_the_rest_from_where_it_ends()
    {
        await using var channel = await FakeChannel.StartAsync(201);
        var text = string.Concat(Enumerable.Repeat("客户说下周再谈。", 2000));
        var activity = OutboundActivity.Message(text) with
        {
            ShowAll = shown => new Attachment(Attachment.AdaptiveCard, Encoding.UTF8.GetBytes($$"""{"type":"AdaptiveCard","from":{{shown}}}""")),
        };

        Assert.IsType<SendOutcome.Sent>(await SendAsync(channel, activity));
        Assert.IsType<SendOutcome.Sent>(await SendAsync(channel, activity with { Text = "短" }));

        var (cut, whole) = (JsonElement.Parse(channel.Calls.First().Body), JsonElement.Parse(channel.Calls.Last().Body));
        var arrived = cut.GetProperty("text").GetString()!;
        var from = cut.GetProperty("attachments")[0].GetProperty("content").GetProperty("from").GetInt32();
        Assert.Equal(text[..from] + "…", arrived);
        Assert.InRange(Encoding.Unicode.GetByteCount(channel.Calls.First().Body), 4 * 1024, Small.MaxMessageBytes);
        Assert.False(whole.TryGetProperty("attachments", out _));
    }

    [Fact]
    public async Task What_fits_as_the_channel_counts_is_left_alone()
    {
        await using var channel = await FakeChannel.StartAsync(201);
        var text = new string('客', 3700); // 11 KB on the wire, under 8 KB as UTF-16

        await SendAsync(channel, OutboundActivity.Message(text));

        Assert.Equal(text, JsonElement.Parse(Assert.Single(channel.Calls).Body).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_card_that_is_too_large_is_not_sent()
    {
        await using var channel = await FakeChannel.StartAsync(201);
        var card = Encoding.UTF8.GetBytes($$"""{"type":"AdaptiveCard","fallbackText":"{{new string('x', 5000)}}"}""");

        Assert.IsType<SendOutcome.TooLarge>(await SendAsync(channel, OutboundActivity.Card(card, "summary")));
        Assert.IsType<SendOutcome.TooLarge>(await SendAsync(channel, new OutboundActivity { Summary = new string('x', 5000) }));
        Assert.Empty(channel.Calls);
    }

    private static ValueTask<SendOutcome> SendAsync(FakeChannel channel, OutboundActivity activity) =>
        FakeChannel.Connector(options: Small).SendAsync(channel.Conversation, activity, CancellationToken.None);
}
