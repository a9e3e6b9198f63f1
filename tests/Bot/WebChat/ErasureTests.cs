using System.Text;
using CrmBot.Bot.Privacy;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Bot.Tests.WebChat;

/// <summary>The page's history gives nothing away of what was erased.</summary>
public sealed class ErasureTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task What_tells_of_it_becomes_a_neutral_text_and_all_else_stays()
    {
        await using (var app = await ChatApp.StartAsync(_database.Path))
        {
            using var wang = await Visitor.ArriveAsync(app);
            foreach (var (text, id) in new[] { ("跟进 华东精密", "c1"), ("你好", "c2"), ("他说第一版报价\n太高了,要再谈", "c3"), ("jimmy", "c4") })
            {
                using var said = await wang.SayAsync(text, id);
            }

            var watermark = (await wang.PollAsync()).Watermark;
            var traces = new EraseTraces(["C001"], ["华东精密", "Jim"], new HashSet<string> { "C001" }, ["他说第一版报价 太高了"]);
            var place = app.Services.GetRequiredService<IKeptElsewhere>();
            Assert.Equal(new Walked(null, 4), await place.EraseAsync(traces, locale => $"gone {locale}", null, default));
            Assert.Equal(new Walked(null, 0), await place.EraseAsync(traces, locale => $"gone {locale}", null, default));

            string[] left = ["gone zh-CN", "gone zh-CN", "你好", "echo 你好", "gone zh-CN", "gone zh-CN", "jimmy", "echo jimmy"];
            var (activities, _) = await wang.PollAsync();
            Assert.Equal(left, activities.Select(a => (string?)a["text"]));
            Assert.Equal("c1", (string?)activities[0]["channelData"]!["clientActivityID"]);
            Assert.Equal(4, (await wang.PollAsync(watermark)).Activities.Count);
        }

        var bytes = await File.ReadAllBytesAsync(_database.Path);
        foreach (var word in new[] { "华东精密", "太高了" })
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)));
        }

        Assert.NotEqual(-1, bytes.AsSpan().IndexOf("jimmy"u8));
    }
}
