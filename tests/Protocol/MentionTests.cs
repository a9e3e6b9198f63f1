namespace CrmBot.Protocol.Tests;

public sealed class MentionTests
{
    [Theory]
    [InlineData("mention-group", "今天 <at>李雷</at>")]
    [InlineData("mention-channel", "谁逾期了")]
    [InlineData("message-personal", "跟进 华东精密")]
    public void Only_the_mention_of_the_bot_itself_is_taken_out(string sample, string text)
    {
        Assert.Equal(text, Samples.Read(sample).TextWithoutMention);
    }

    [Theory]
    [InlineData("<at>B</at>", "")]
    [InlineData("a <at>B</at> b", "a b")]
    [InlineData("a<at>B</at>b", "ab")]
    [InlineData("<at>B</at><at>B</at>  a <at>B</at>", "a")]
    [InlineData("no span", "no span")]
    public void Every_span_goes_with_one_of_its_spaces(string text, string rest)
    {
        var activity = Samples.Ok(Samples.Small($$$"""
            "recipient":{"id":"b"},"text":"{{{text}}}","entities":[{"type":"mention","mentioned":{"id":"b","name":"B"}}]
            """));

        Assert.Equal(rest, activity.TextWithoutMention);
    }

    [Fact]
    public void Nobody_is_the_bot_when_the_recipient_is_unknown()
    {
        var activity = Samples.Ok(Samples.Small("""
            "text":"<at>B</at> a","entities":[{"type":"mention","mentioned":{"name":"B"},"text":"<at>B</at>"},{"type":"mention"},{"type":"mention","mentioned":3}]
            """));

        Assert.Equal("<at>B</at> a", activity.TextWithoutMention);
    }
}
