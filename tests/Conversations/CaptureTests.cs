namespace CrmBot.Conversations.Tests;

/// <summary>A rep says in a sentence what happened: scenario S1, and what goes wrong between the sentence and the record.</summary>
public sealed class CaptureTests
{
    private const string Sentence = "刚给华东精密的张总打完电话,他们三季度想上两条自动化产线,嫌我们报价比对手高8%,我下周三前给一版分期方案。张总儿子今年考上浙大了";

    [Fact]
    public async Task One_sentence_is_a_prefilled_card_and_one_tap_keeps_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");

        var heard = await wm.SaysAsync(Sentence);
        wm.Reads(heard, "华东精密机械有限公司", "电话", "张总", "两条自动化产线", "报价比对手高8%", "给一版分期方案", "王敏", "9月17日(周三)", "考上浙大", "保存", "修改", "取消");
        wm.Expect(!(await wm.SaysAsync("华东精密怎么样")).Read.Contains("分期方案", StringComparison.Ordinal), "nothing is saved without the tap");

        var saved = await wm.PressesAsync(heard.NewCard, "保存");
        wm.Reads(saved, "已保存。9月17日(周三) 09:00 提醒你。", "我还记下:", "考上浙大——寒假前可以问候一句,要吗?", "要", "不用");
    }
}
