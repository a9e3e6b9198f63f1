using System.Text;
using System.Text.Json;

namespace CrmBot.Protocol.Tests;

public sealed class InvokeResponseTests
{
    [Fact]
    public void Answers_to_an_action_have_the_outer_status_200()
    {
        Same("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard"}}""",
            InvokeResponse.ReplaceCard("""{"type":"AdaptiveCard"}"""u8.ToArray()));
        Same("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"已保存 \"1\""}""", InvokeResponse.Toast("已保存 \"1\""));
        Same("""{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"Stale","message":"旧卡片"}}""",
            InvokeResponse.CardError(400, "Stale", "旧卡片"));
    }

    [Fact]
    public void Plain_answers_are_written_as_they_are()
    {
        Assert.Equal(501, InvokeResponse.NotImplemented.Status);
        Assert.True(InvokeResponse.NotImplemented.Body.IsEmpty);
        Assert.Equal(200, InvokeResponse.Empty().Status);
        Assert.Equal("[1]", Encoding.UTF8.GetString(InvokeResponse.Json(202, "[1]"u8.ToArray()).Body.Span));
    }

    private static void Same(string expected, InvokeResponse response)
    {
        Assert.Equal(200, response.Status);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(response.Body.Span)));
    }
}
