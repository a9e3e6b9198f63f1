using System.Text.Json.Nodes;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>A record that is gone is gone from every message that repeated a word of it, and from the store; what is still to be done stays.</summary>
public sealed class QuotesTests
{
    private const string Sentence = "今天拜访华东精密张总,他们要三条灌装线,嫌报价高13%,我周五前给一版租赁方案。张总儿子今年考上同济了";

    private static readonly string[] Words = ["灌装线", "高13%", "租赁方案", "同济"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_of_it_is_left_in_any_message_nor_in_the_store(bool deleted)
    {
        await using var bot = await BotUnderTest.StartAsync();
        foreach (var word in Words)
        {
            Assert.Equal("", await WholeStore.FoundAsync(bot, word));
        }

        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");
        var saved = await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        await wm.PressesAsync(saved.Card, "要");
        var record = (await LoadAsync(bot)).Recent[0];
        var other = await wm.PressesAsync((await wm.SaysAsync("刚给华东精密张总打电话,他问付款方式,我今天晚上七点给他回电")).NewCard, "保存");
        wm.Reads(other, "已保存");
        foreach (var asked in new[]
        {
            "华东精密怎么样", "华东精密的历史", "上次跟华东精密聊了啥", "3点见张总,帮我过一下", "我的提醒都有哪些", "承诺清单", "今天要跟谁", "华东精密有什么顾虑", "华东精密到底要什么", "张总的个人情况", "为什么没提醒我华东精密", "近期要问候谁", "我还欠客户什么", "这季度有效跟进率是多少", "华东精密的联系人", "断档的客户",
        })
        {
            await wm.SaysAsync(asked);
        }

        await wm.PressesRowAsync((await wm.SaysAsync("华东精密的历史")).NewCard, "灌装线");
        await wm.PressesRowAsync((await wm.SaysAsync("华东精密有什么顾虑")).NewCard, "13%");
        await ly.SaysAsync("华东精密怎么样");
        await ly.SaysAsync("上次跟华东精密聊了啥");
        ly.Reads(await ly.SaysAsync("这个月的复盘材料"), "高13%");
        ly.SkipTo(bot.Teams.Count);
        await wm.ExecuteAsync("records/send", new JsonObject { ["customer"] = "C001", ["followUp"] = record.Id, ["to"] = "ly" });
        Assert.Contains("分享了一条跟进", (await ly.HearsAsync()).Read, StringComparison.Ordinal);
        Assert.True(WholeStore.Shown(bot, Words).Count > 12, string.Join('\n', WholeStore.Shown(bot, Words)));

        var (opId, live) = (Ids.From(record.Id, "deleted"), "");
        if (deleted)
        {
            // Two reminders: of the record's own step, and of another one that names what stands in the way.
            wm.SkipTo(bot.Teams.Count);
            await bot.UntilAsync("2025-09-10T18:30:00+08:00");
            while (!(await wm.HearsAsync()).Read.Contains("备件招标规则", StringComparison.Ordinal))
            {
            }

            await bot.UntilAsync("2025-09-10T19:00:00+08:00");
            while (!(await wm.HearsAsync()).Read.Contains("给他回电", StringComparison.Ordinal))
            {
            }

            var reminder = bot.Teams.To(wm.Conversation).Last(m => m.Read.Contains("给他回电", StringComparison.Ordinal));
            Assert.Contains("高13%", reminder.Read, StringComparison.Ordinal);
            live = reminder.ActivityId;
            await bot.UntilAsync("2025-09-12T09:00:00+08:00");
            while (!(await wm.HearsAsync()).Read.Contains("租赁方案", StringComparison.Ordinal))
            {
            }

            await wm.ExecuteAsync("records/erase", new JsonObject { ["customer"] = "C001", ["followUp"] = record.Id });
        }
        else
        {
            opId = Ids.From((await bot.Services.GetRequiredService<HistoryStore>().EditionsAsync("demo", "C001", record.Id, default))[0].By!.OpId, "undo");
            wm.Reads(await wm.PressesAsync(saved.Card, "撤回"), "已撤回");
        }

        await WholeStore.FinishedAsync(bot, opId);
        Assert.Equal([], WholeStore.Shown(bot, Words));
        if (!deleted)
        {
            // It can be filed again until that is let go.
            var again = await wm.ExecuteAsync("records/again", new JsonObject { ["draft"] = Ids.From(opId, "draft") });
            wm.Reads(again, "租赁方案");
            await wm.PressesAsync(again.Card, "取消");
        }

        foreach (var word in Words)
        {
            Assert.Equal("", await WholeStore.FoundAsync(bot, word));
        }

        Assert.Single((await LoadAsync(bot)).OpenSteps, step => step.What.Contains("给他回电", StringComparison.Ordinal));
        if (deleted)
        {
            var now = bot.Teams.To(wm.Conversation).Last(m => m.ActivityId == live);
            Assert.True(now.Update);
            Assert.Contains("给他回电", now.Read, StringComparison.Ordinal);
            Assert.Contains("完成", now.Read, StringComparison.Ordinal);
        }
    }

    private static async Task<CustomerFile> LoadAsync(BotUnderTest bot) => (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", "C001", default))!;
}
