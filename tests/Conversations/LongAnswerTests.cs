using CrmBot.Bot.Conversation;
using CrmBot.Language;
using CrmBot.Protocol;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Routes = CrmBot.Bot.Conversation.Routes;

namespace CrmBot.Conversations.Tests;

/// <summary>An answer that is too long for the channel arrives in parts, and the parts are the whole.</summary>
public sealed class LongAnswerTests
{
    [Theory]
    [InlineData("wm", "念一段长文", "先显示到这里", "显示其余")]
    [InlineData("tb", "read me the long one", "here is the first part", "Show the rest")]
    public async Task The_rest_is_one_press_away_until_there_is_no_more(string who, string question, string note, string button)
    {
        var story = string.Concat(Enumerable.Range(1, 1200).Select(i => $"第{i}件事谈妥了。"));
        await using var bot = await SmallAsync(s => s.AddSingleton(_ => Phrases()).AddSingleton<ICapability>(new Story(story)));
        var person = await bot.MeetAsync(who);

        var parts = new List<string>();
        var heard = await person.SaysAsync(question);
        while (Assert.Single(heard.Messages) is { Card: { } more } part)
        {
            parts.Add(part.Text.TrimEnd('…'));
            person.Reads(heard, note);
            heard = await person.PressesAsync(more, button);
        }

        parts.Add(heard.Messages[0].Text);
        Assert.InRange(parts.Count, 3, 6);
        Assert.Equal(story, string.Concat(parts));
    }

    [Fact]
    public async Task A_card_that_is_too_large_says_as_text_what_it_would_have_shown()
    {
        await using var bot = await SmallAsync();
        var wm = await bot.MeetAsync("wm");
        await bot.Services.GetRequiredService<DraftStore>().PutAsync("demo", new Draft("d1", "wm", "follow-up", "C001", null, null, 0, false, null), CancellationToken.None);
        var data = new System.Text.Json.Nodes.JsonObject { ["verb"] = "follow-ups/submit", ["draft"] = "d1" };
        foreach (var (input, value) in FilingTests.Good)
        {
            data[input] = input == "summary" ? new string('长', 3900) : value;
        }

        // Pressed in a client that submits: the receipt comes as a message of its own when the form cannot be replaced by it.
        var receipt = Assert.Single((await wm.TellAsync(new() { ["type"] = "message", ["value"] = data })).Messages);

        Assert.Null(receipt.Card);
        Assert.StartsWith("✓ 已保存。9月17日(周三) 09:00 提醒你。\n王敏 记录于 9月10日(周三) ", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("\n华东精密机械有限公司\n", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("长长长", receipt.Text, StringComparison.Ordinal);
        Assert.EndsWith("对方还没兑现:李工给产线节拍要求和场地图(9月22日(周一))", receipt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rest_that_is_not_there_says_so()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");

        wm.Reads(await wm.ExecuteAsync("help/rest", new() { ["asked"] = "帮助", ["nth"] = 7, ["from"] = 0 }), "没有更多内容了");
        wm.Reads(await wm.ExecuteAsync("help/rest", new() { ["asked"] = "帮助", ["nth"] = 0, ["from"] = 999999 }), "没有更多内容了");
        wm.Reads(await wm.ExecuteAsync("help/rest", new() { ["asked"] = "帮助", ["nth"] = "x" }), "读不出来");
    }

    private static Task<BotUnderTest> SmallAsync(Action<IServiceCollection>? services = null) => BotUnderTest.StartAsync(services: s =>
    {
        s.Configure<ConnectorOptions>(o => o.MaxMessageBytes = 8 * 1024);
        services?.Invoke(s);
    });

    /// <summary>The bot's own phrases and one more.</summary>
    private static Phrasebook Phrases()
    {
        var folder = Directory.CreateTempSubdirectory("crmbot-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "phrases")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder, "story.json"), """
            {
              "concept": "story",
              "zh-CN": { "patterns": ["念一段长文"], "examples": ["念一段长文"] },
              "en-US": { "patterns": ["read me the long one"], "examples": ["read me the long one"] }
            }
            """);
        var book = Phrasebook.Load(folder);
        Directory.Delete(folder, true);
        return book;
    }

    private sealed class Story(string text) : ICapability
    {
        public string Name => "story";

        public void Map(Routes routes) => routes.Text("story", (_, _, _) => Task.FromResult(Reply.Say(Answer.Text(text))));
    }
}
