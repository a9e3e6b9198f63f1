using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.Tests.WebChat;

/// <summary>A file that a person at the page sends reaches the bot by an address that lives as long as the message.</summary>
public sealed class UploadTests
{
    [Fact]
    public async Task A_file_is_there_for_the_bot_while_it_hears_of_it_and_the_history_keeps_its_name()
    {
        using var database = new TemporaryDatabase();
        await using var app = await ChatApp.StartAsync(database.Path);
        using var visitor = await Visitor.ArriveAsync(app);
        var fetched = new List<string>();
        app.Hearing = async activity =>
        {
            using var http = new HttpClient();
            fetched.Add(await http.GetStringAsync(new Uri((string)activity["attachments"]![0]!["contentUrl"]!)));
        };

        using var answer = await SendAsync(visitor, "客户.csv", Encoding.UTF8.GetBytes("a,b\n1,2\n"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["a,b\n1,2\n"], fetched);
        var heard = app.HeardOf("message").Single();
        Assert.Equal("客户.csv", (string?)heard["attachments"]![0]!["name"]);
        var shown = (await visitor.PollAsync()).Activities.Single(a => a["attachments"] is JsonArray { Count: > 0 });
        Assert.Equal("客户.csv", (string?)shown["attachments"]![0]!["name"]);
        Assert.Null(shown["attachments"]![0]!["contentUrl"]);
        Assert.Equal("c1", (string?)shown["channelData"]!["clientActivityID"]);

        using var http = new HttpClient();
        using var gone = await http.GetAsync(new Uri((string)heard["attachments"]![0]!["contentUrl"]!));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task What_is_no_upload_of_this_person_or_too_large_is_refused()
    {
        using var database = new TemporaryDatabase();
        await using var app = await ChatApp.StartAsync(database.Path);
        using var visitor = await Visitor.ArriveAsync(app);

        using var none = await SendAsync(visitor, null, []);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        using var large = await SendAsync(visitor, "a.csv", new byte[20 * 1024 * 1024 + 128 * 1024]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        visitor.Http.DefaultRequestHeaders.Authorization = null;
        using var nobody = await SendAsync(visitor, "a.csv", [1]);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Empty(app.HeardOf("message"));
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string? name, byte[] content)
    {
        // As Web Chat does.
        using var form = new MultipartFormDataContent();
        var activity = new StringContent("""{"type":"message","from":{"id":"wm"},"channelData":{"clientActivityID":"c1"}}""");
        activity.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        form.Add(activity, "activity", "blob");
        if (name is not null)
        {
            form.Add(new ByteArrayContent(content), "file", name);
        }

        return await visitor.Http.PostAsync($"conversations/{visitor.Conversation}/upload?userId=wm", form);
    }
}
