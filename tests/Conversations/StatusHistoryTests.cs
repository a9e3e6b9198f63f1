using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>How a status changed over time, of one customer and of many: checklist A6.</summary>
public sealed class StatusHistoryTests
{
    [Fact]
    public async Task Look()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var sb = new System.Text.StringBuilder();
        foreach (var (who, lang, asked) in new[] { ("wm", "zh-CN", "华东精密的状态变化"), ("tb", "en-US", "status history of Contoso"), ("ly", "zh-CN", "这个季度的状态变化"), ("hw", "en-US", "status changes last quarter"), ("hw", "en-US", "status changes this year"),
            ("wm", "zh-CN", "安泰的状态变化"), ("ly", "zh-CN", "李强的状态变化"), ("ly", "zh-CN", "李强上季度的状态变化"), ("tb","en-US","status changes in Q1 2024") })
        {
            var p = await bot.MeetAsync(who, lang);
            sb.AppendLine($"### {who}: {asked}").AppendLine((await p.SaysAsync(asked)).Read).AppendLine();
        }
        File.WriteAllText("/tmp/reviews-tools/look.txt", sb.ToString());
    }
}
