using System.Net.Http.Json;
using Microsoft.Playwright;

namespace CrmBot.Browser.Tests;

/// <summary>A record is taken back within ten minutes, and deleted after a question, as people do it on the page.</summary>
public sealed class TakingBackTests
{
    [Theory]
    [InlineData("wm", "今天拜访华东精密张总,他们要三条灌装线,我周五前给一版租赁方案", "给一版租赁方案", "三条灌装线", "保存", "撤回", "已撤回", "重新填", "提交", "已保存", "删除", "不能恢复", "保留", "没有删除", "已删除这条记录", "华东精密的历史", "的历史", "超过 10 分钟")]
    [InlineData("tb", "Call w/ Sarah at Contoso - they want pricing for 3 more stores. I'll send the rental plan on Friday.", "send the rental plan", "3 more stores", "Save", "Undo", "Taken back", "File again", "Submit", "Saved", "Delete", "cannot be brought back", "Keep", "Nothing was deleted", "record was deleted", "history of Contoso", "history", "More than 10 minutes ago")]
    public async Task A_filing_is_taken_back_filed_again_and_deleted_after_a_question(
        string who, string sentence, string step, string words, string save, string undo, string taken, string again, string submit, string saved, string delete, string forGood,
        string keep, string kept, string deleted, string history, string historyTitle, string late)
    {
        await using var bot = await BotProcess.StartAsync();
        await using var browser = await Browser.LaunchAsync();
        var page = await browser.OpenAsync(bot.Address, who);

        await page.SayAsync(sentence);
        await page.WaitForCardContainingAsync(step);
        await page.PressAsync(save);
        await page.WaitForCardContainingAsync(saved);
        await page.PressAsync(undo);
        await Assertions.Expect(await page.WaitForCardContainingAsync(taken)).ToContainTextAsync(again);
        await page.ScreenshotAsync($"undo-1-taken-{who}");
        await page.PressAsync(again);
        await page.WaitForCardContainingAsync(submit);
        await page.ScreenshotAsync($"undo-2-again-{who}");
        await page.PressAsync(submit);
        await page.WaitForCardContainingAsync(saved);

        using var http = new HttpClient { BaseAddress = bot.Address };
        using var moved = await http.PostAsJsonAsync(new Uri("/dev/clock", UriKind.Relative), new { advance = "00:10:01" });
        Assert.True(moved.IsSuccessStatusCode);
        await page.PressAsync(undo);
        await page.WaitForCardContainingAsync(late);
        await page.ScreenshotAsync($"undo-3-late-{who}");

        await page.PressAsync(delete);
        await Assertions.Expect(await page.WaitForCardContainingAsync(forGood)).ToContainTextAsync(step);
        await page.ScreenshotAsync($"delete-1-question-{who}");
        await page.PressAsync(keep);
        await page.WaitForCardContainingAsync(kept);
        await page.SayAsync(history);
        await page.WaitForCardAsync(historyTitle, words);
        await page.PressAsync(delete);
        await page.WaitForCardContainingAsync(forGood);
        await page.PressAsync(delete);
        await page.WaitForCardContainingAsync(deleted);
        await page.ScreenshotAsync($"delete-2-done-{who}");

        // Nothing of it is left to be read, also not what was said.
        await Assertions.Expect(page.Page.GetByText(words)).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await page.ScreenshotAsync($"delete-3-gone-{who}");
        Assert.Empty(browser.AskedOutside);
        Assert.Empty(browser.Errors);
    }
}
