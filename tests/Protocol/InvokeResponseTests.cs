using System.Text;
using System.Text.Json;

namespace CrmBot.Protocol.Tests;

public sealed class InvokeResponseTests
{
    [Fact]
    public void Answers_to_an_action_have_the_outer_status_200()
    {
        Same("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard"}}""",
            CardAnswers.Replace("""{"type":"AdaptiveCard"}"""u8.ToArray()));
        Same("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"已保存 \"1\""}""", CardAnswers.Toast("已保存 \"1\""));
        Same("""{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"Stale","message":"旧卡片"}}""",
            CardAnswers.Error(400, "Stale", "旧卡片"));
    }

    [Fact]
    public void The_sign_in_answers_carry_their_status_inside()
    {
        Same("""{"statusCode":401,"type":"application/vnd.microsoft.activity.loginRequest","value":{"text":"登录"}}""", CardAnswers.SignIn("""{"text":"登录"}"""u8.ToArray()));
        Same("""{"statusCode":401,"type":"application/vnd.microsoft.error.incorrectAuthCode","value":null}""", CardAnswers.WrongCode());
        Same("""{"statusCode":412,"type":"application/vnd.microsoft.error.preconditionFailed","value":{"code":"NoConsent","message":"x"}}""",
            CardAnswers.SignInFailed("NoConsent", "x"));
    }

    [Fact]
    public void A_dialog_goes_on_with_a_card_as_an_attachment_or_ends_with_a_text_or_nothing()
    {
        Same(
            """
            {"task":{"type":"continue","value":{"title":"跟进","height":"large","width":"medium",
             "card":{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard"}}}}}
            """,
            DialogAnswers.Show("跟进", """{"type":"AdaptiveCard"}"""u8.ToArray()));
        Same("""{"task":{"type":"message","value":"已保存"}}""", DialogAnswers.Say("已保存"));
        Assert.True(DialogAnswers.Close() is { Status: 200, Body.IsEmpty: true });
    }

    [Fact]
    public void A_search_answers_with_at_most_what_clients_show_and_tells_a_failure_from_nothing_found()
    {
        Same("""{"statusCode":200,"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[{"title":"华东精密","value":"C001"}]}}""",
            SearchAnswers.Found([new SearchHit("华东精密", "C001")]));
        Same("""{"statusCode":200,"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[]}}""", SearchAnswers.Found([]));
        Same("""{"statusCode":408,"type":"application/vnd.microsoft.error","value":{"code":"Timeout","message":"还在找"}}""", SearchAnswers.Failed(408, "Timeout", "还在找"));
        var many = JsonElement.Parse(SearchAnswers.Found([.. Enumerable.Range(0, 40).Select(i => new SearchHit($"{i}", $"{i}"))]).Body.Span);
        Assert.Equal(15, many.GetProperty("value").GetProperty("results").GetArrayLength());
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
