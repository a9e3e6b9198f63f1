using System.Text;
using System.Text.Json;

namespace CrmBot.Protocol.Tests;

public sealed class ActivityReaderTests
{
    [Fact]
    public void Every_sample_is_read_as_what_its_json_says()
    {
        Assert.True(Samples.All.Count >= 15);
        foreach (var (name, json) in Samples.All)
        {
            var activity = Samples.Ok(json);
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            Assert.Equal(root.GetProperty("type").GetString(), activity.Type);
            Assert.Equal(root.GetProperty("id").GetString(), activity.Id);
            Assert.Equal(root.GetProperty("channelId").GetString(), activity.ChannelId);
            Assert.Equal(root.GetProperty("serviceUrl").GetString(), activity.ServiceUrl);
            Assert.Equal(root.GetProperty("conversation").GetProperty("id").GetString(), activity.Conversation.Id);
            Assert.Equal(root.GetProperty("from").GetProperty("id").GetString(), activity.From.Id);
            Assert.Equal(root.GetProperty("recipient").GetProperty("id").GetString(), activity.Recipient.Id);
            Assert.Equal(root.TryGetProperty("text", out var text) ? text.GetString() : null, activity.Text);
            Assert.True(SameJson(root, "value", activity.Value), name);
            Assert.True(SameJson(root, "channelData", activity.ChannelData), name);
            Assert.Equal(root.TryGetProperty("entities", out var entities) ? entities.GetArrayLength() : 0, activity.Entities.Count);
        }
    }

    [Fact]
    public void A_message_carries_person_place_language_and_zone()
    {
        var activity = Samples.Read("message-personal");

        Assert.Equal("跟进 华东精密", activity.Text);
        Assert.Equal(new Account("29:1bX-wang-min", "王敏", "a7d1c1f0-0000-4000-8000-00000000aa01", null), activity.From);
        Assert.Equal("6f1c9b52-0c1e-4c39-9d0b-6a1d6e4f0a01", activity.TenantId);
        Assert.Equal("Asia/Shanghai", activity.Timezone);
        Assert.Equal("zh-CN", activity.ClientLocale);
        Assert.Equal("2025-09-10T02:00:00.1234567Z", activity.Timestamp);
        Assert.Equal("personal", activity.Conversation.ConversationType);
        Assert.False(activity.Conversation.IsGroup);
    }

    [Fact]
    public void Zone_and_language_come_from_the_client_info_when_the_fields_are_missing()
    {
        var submit = Samples.Read("submit-personal", ("\"locale\": \"zh-CN\",\n  \"entities\"", "\"entities\""));

        Assert.Null(submit.Locale);
        Assert.Equal("zh-CN", submit.ClientLocale);
        Assert.Equal("Asia/Shanghai", submit.Timezone);
        Assert.Null(Samples.Read("message-phone-personal").Timezone);
    }

    [Fact]
    public void A_card_submit_has_a_value_and_no_text()
    {
        var submit = Samples.Read("submit-personal");

        Assert.Null(submit.Text);
        Assert.Null(submit.TextWithoutMention);
        Assert.Equal("follow-ups/submit", submit.Value!.Value.GetProperty("verb").GetString());
        Assert.Equal("1757469500001", submit.ReplyToId);
    }

    [Fact]
    public void The_tenant_of_the_channel_data_wins_over_that_of_the_conversation()
    {
        Assert.Equal("b", Samples.Ok("""{"type":"t","channelId":"c","conversation":{"id":"1","tenantId":"a"},"channelData":{"tenant":{"id":"b"}}}""").TenantId);
        Assert.Equal("a", Samples.Ok("""{"type":"t","channelId":"c","conversation":{"id":"1","tenantId":"a"},"channelData":"odd"}""").TenantId);
        Assert.Null(Samples.Read("message-webChat").TenantId);
    }

    [Fact]
    public void Members_say_whether_the_bot_itself_came_or_went()
    {
        var added = Samples.Read("conversationUpdate-membersAdded-group");
        Assert.True(added.BotWasAdded);
        Assert.False(added.BotWasRemoved);
        Assert.Equal("a7d1c1f0-0000-4000-8000-00000000aa02", added.MembersAdded[1].AadObjectId);
        Assert.True(Samples.Read("conversationUpdate-membersRemoved-group").BotWasRemoved);
        Assert.Equal("teamRenamed", Samples.Read("conversationUpdate-teamRenamed-channel").EventType);
        Assert.Equal("remove", Samples.Read("installationUpdate-remove-personal").Action);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("{")]
    [InlineData("{\"type\":\"message\"")]
    [InlineData("<html></html>")]
    [InlineData("{} {}")]
    [InlineData("{}")]
    [InlineData("""{"type":"","channelId":"c","conversation":{"id":"1"}}""")]
    [InlineData("""{"type":[],"channelId":"c","conversation":{"id":"1"}}""")]
    [InlineData("""{"channelId":"c","conversation":{"id":"1"}}""")]
    [InlineData("""{"type":"t","conversation":{"id":"1"}}""")]
    [InlineData("""{"type":"t","channelId":"c"}""")]
    [InlineData("""{"type":"t","channelId":"c","conversation":"1"}""")]
    [InlineData("""{"type":"t","channelId":"c","conversation":{"id":""}}""")]
    [InlineData("""{"type":"t","channelId":"c","conversation":{"id":"1"}}trailing""")]
    [InlineData("""{"type":"t","channelId":"c","conversation":{"id":"1"},"text":NaN}""")]
    public void A_body_that_is_no_activity_is_malformed(string body)
    {
        Assert.IsType<ActivityParse.Malformed>(ActivityReader.Parse(Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_malformed_and_a_byte_order_mark_is_not()
    {
        var json = Encoding.UTF8.GetBytes(Samples.Small());
        Assert.IsType<ActivityParse.Malformed>(ActivityReader.Parse((byte[])[.. json[..^1], 0xff, (byte)'}']));
        Assert.Equal("c1", Samples.Ok((byte[])[0xef, 0xbb, 0xbf, .. json]).Conversation.Id);
    }

    [Fact]
    public void Fields_of_the_wrong_type_count_as_absent()
    {
        var activity = Samples.Ok(Samples.Small("""
            "id":{},"from":"me","recipient":[1],"text":["x"],"timestamp":true,"locale":{},"entities":{"type":"clientInfo"},
            "membersAdded":{"id":"1"},"membersRemoved":[1,"2",null,{"id":"3"}],"channelData":7,"value":null,"name":null,"callerId":"urn:x"
            """));

        Assert.Null(activity.Id);
        Assert.Equal(Account.Unknown, activity.From);
        Assert.Equal(Account.Unknown, activity.Recipient);
        Assert.Null(activity.Text);
        Assert.Null(activity.Timestamp);
        Assert.Empty(activity.Entities);
        Assert.Empty(activity.MembersAdded);
        Assert.Equal("3", Assert.Single(activity.MembersRemoved).Id);
        Assert.Equal(JsonValueKind.Number, activity.ChannelData!.Value.ValueKind);
        Assert.Null(activity.Value);
        Assert.False(activity.BotWasAdded);
    }

    [Fact]
    public void Numbers_and_strings_stand_for_each_other_and_of_a_name_given_twice_the_last_counts()
    {
        var activity = Samples.Ok(Samples.Small("""
            "id":1757469600123,"text":"a","text":"b","conversation":{"id":12,"isGroup":"true"},"replyToId":1.5
            """));

        Assert.Equal("1757469600123", activity.Id);
        Assert.Equal("b", activity.Text);
        Assert.Equal("12", activity.Conversation.Id);
        Assert.True(activity.Conversation.IsGroup);
        Assert.Equal("1.5", activity.ReplyToId);
    }

    [Fact]
    public void Escaped_names_are_names()
    {
        Assert.Equal("hi", Samples.Ok(Samples.Small("\"t\\u0065xt\":\"hi\"")).Text);
    }

    [Theory]
    [InlineData("""a\ud83d""", "a\uFFFD")]
    [InlineData("""\ude00b""", "\uFFFDb")]
    [InlineData("""\ud83d\ude00""", "\U0001F600")]
    [InlineData("""\ud83d\ud83d\ude00\ud83d""", "\uFFFD\U0001F600\uFFFD")]
    [InlineData("""\\ud83d""", @"\ud83d")]
    public void Half_an_emoji_becomes_a_replacement_character(string escaped, string text)
    {
        var activity = Samples.Ok(Samples.Small($$$"""
            "text":"{{{escaped}}}","value":{"{{{escaped}}}":"{{{escaped}}}"}
            """));

        Assert.Equal(text, activity.Text);
        Assert.Equal(text, activity.Value!.Value.EnumerateObject().Single().Value.GetString());
    }

    [Fact]
    public void Nesting_is_read_to_64_levels_and_no_deeper()
    {
        static string Nested(int levels) => Samples.Small("\"value\":" + new string('[', levels) + new string(']', levels));

        Assert.NotNull(Samples.Ok(Nested(63)).Value);
        Assert.IsType<ActivityParse.Malformed>(ActivityReader.Parse(Encoding.UTF8.GetBytes(Nested(64))));
    }

    private static bool SameJson(JsonElement root, string name, JsonElement? read) =>
        root.TryGetProperty(name, out var written) ? read is { } element && JsonElement.DeepEquals(written, element) : read is null;
}
