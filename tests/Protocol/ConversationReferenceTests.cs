namespace CrmBot.Protocol.Tests;

public sealed class ConversationReferenceTests
{
    [Fact]
    public void A_reference_keeps_the_service_url_as_it_came_and_turns_speaker_into_user()
    {
        var reference = ConversationReference.Of(Samples.Read("installationUpdate-add-personal"));

        Assert.Equal("msteams", reference.ChannelId);
        Assert.Equal("https://smba.trafficmanager.net/apac/6f1c9b52-0c1e-4c39-9d0b-6a1d6e4f0a01/", reference.ServiceUrl);
        Assert.Equal("a:1-personal-wang-min", reference.ConversationId);
        Assert.Equal("29:1bX-wang-min", reference.User.Id);
        Assert.Equal("28:3d5a2b7e-1111-4222-8333-444455556666", reference.Bot.Id);
        Assert.Equal("zh-CN", reference.Locale);
        Assert.False(reference.IsGroup);
    }

    [Theory]
    [InlineData("mention-group")]
    [InlineData("mention-channel")]
    public void A_group_chat_and_a_channel_are_groups(string sample)
    {
        Assert.True(ConversationReference.Of(Samples.Read(sample)).IsGroup);
        Assert.True(ConversationReference.Of(Samples.Read(sample, ("\"isGroup\": true,", ""))).IsGroup);
    }
}
