using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CrmBot.Protocol.Tests;

public sealed class OutboundActivityTests
{
    private static readonly ConversationReference To = ConversationReference.Of(Samples.Read("message-personal"));

    private const string Party = """
        "channelId":"msteams","from":{"id":"28:3d5a2b7e-1111-4222-8333-444455556666","name":"客户助手"},
        "conversation":{"id":"a:1-personal-wang-min","conversationType":"personal","tenantId":"6f1c9b52-0c1e-4c39-9d0b-6a1d6e4f0a01"},
        "recipient":{"id":"29:1bX-wang-min","name":"王敏","aadObjectId":"a7d1c1f0-0000-4000-8000-00000000aa01"}
        """;

    [Fact]
    public void Text_is_written_with_both_parties_and_without_empty_fields()
    {
        Same($$"""{"type":"message",{{Party}},"text":"好的 😀 <b>&\"","summary":"好"}""", OutboundActivity.Message("好的 😀 <b>&\"", "好"));
        Same($$"""{"type":"typing",{{Party}}}""", OutboundActivity.Typing());
    }

    [Fact]
    public void Chinese_is_not_escaped()
    {
        Assert.Contains("好的", Written(OutboundActivity.Message("好的")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_is_written_as_it_is()
    {
        var card = """{ "type":"AdaptiveCard",  "version":"1.5", "body":[] }""";
        var json = Written(OutboundActivity.Card(Encoding.UTF8.GetBytes(card), "回执"));

        Assert.Contains(card, json, StringComparison.Ordinal);
        Same($$$"""{"type":"message",{{{Party}}},"summary":"回执","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{{{card}}} }]}""",
            OutboundActivity.Card(Encoding.UTF8.GetBytes(card), "回执"));
    }

    [Fact]
    public void Suggested_actions_send_their_title_and_every_field_has_its_place()
    {
        var activity = OutboundActivity.Message("选一个") with
        {
            SuggestedActions = ["今天", "帮助"],
            ReplyToId = "r1",
            Importance = "high",
            Locale = "zh-CN",
            InputHint = "expectingInput",
            TextFormat = "plain",
        };

        Same($$$"""
            {"type":"message",{{{Party}}},"text":"选一个","replyToId":"r1","importance":"high","locale":"zh-CN","inputHint":"expectingInput","textFormat":"plain",
            "suggestedActions":{"to":["29:1bX-wang-min"],"actions":[{"type":"imBack","title":"今天","value":"今天"},{"type":"imBack","title":"帮助","value":"帮助"}]}}
            """, activity);
    }

    [Fact]
    public void A_half_emoji_in_our_own_text_is_written_as_a_replacement_character()
    {
        using var json = JsonDocument.Parse(Written(OutboundActivity.Message("a\ud83d")));
        Assert.Equal("a\uFFFD", json.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public void What_is_sent_can_be_read_back()
    {
        var read = Samples.Ok(Written(OutboundActivity.Message("跟进") with { Locale = "zh-CN", ReplyToId = "7" }));

        Assert.Equal(ActivityTypes.Message, read.Type);
        Assert.Equal("跟进", read.Text);
        Assert.Equal(To.Bot, read.From);
        Assert.Equal(To.User, read.Recipient);
        Assert.Equal(To.ConversationId, read.Conversation.Id);
        Assert.Equal(To.TenantId, read.TenantId);
        Assert.Equal("7", read.ReplyToId);
    }

    private static string Written(OutboundActivity activity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ActivityWriter.Write(buffer, To, activity, null, null);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Same(string expected, OutboundActivity activity)
    {
        var written = Written(activity);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(written)), written);
    }
}
