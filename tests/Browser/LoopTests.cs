using Microsoft.Playwright;

namespace CrmBot.Browser.Tests;

/// <summary>The loop as people live it: say it, it is kept, you are reminded, the manager asks.</summary>
public sealed class LoopTests
{
    [Fact]
    public async Task A_rep_files_is_reminded_files_again_and_the_manager_asks()
    {
        await using var bot = await BotProcess.StartAsync();
        await using var browser = await Browser.LaunchAsync();
        var page = await browser.OpenAsync(bot.Address, "wm");

        await page.SayAsync("跟进 华东精密");
        await page.WaitForCardContainingAsync("这次跟进谈了什么");
        await page.ScreenshotAsync("loop-1-form");
        await page.FillAsync("方式", "电话");
        await page.FillAsync("谈了什么", "三季度想上两条自动化产线,嫌我们报价比对手高8%。");
        await page.FillAsync("下一步", "给一版分期付款方案");
        await page.FillAsync("哪天", "2025-09-17");
        await page.PressAsync("提交");
        var receipt = await page.WaitForCardContainingAsync("已保存");
        await Assertions.Expect(receipt).ToContainTextAsync("9月17日");
        await page.ScreenshotAsync("loop-2-receipt");

        await UntilDueAsync(page, "稍后", "给一版分期付款方案");
        await page.ScreenshotAsync("loop-3-due");
        await page.PressAsync("完成");
        await page.WaitForCardContainingAsync("这次跟进谈了什么");
        await page.FillAsync("方式", "微信");
        await page.FillAsync("谈了什么", "分期方案发给张总了,他认可首付三成,要法务看合同。");
        await page.FillAsync("下一步", "把合同草稿发给法务");
        await page.FillAsync("哪天", "2025-09-24");
        await page.ScreenshotAsync("loop-4-next-form");
        await page.PressAsync("提交");
        await Assertions.Expect(await page.WaitForCardContainingAsync("认可首付三成")).ToContainTextAsync("9月24日");
        await page.ScreenshotAsync("loop-5-next-receipt");

        await page.PickPersonaAsync("刘洋");
        await page.SayAsync("华东精密怎么样");
        await Assertions.Expect(await page.WaitForCardContainingAsync("华东精密机械有限公司")).ToContainTextAsync("认可首付三成");
        await page.ScreenshotAsync("loop-6-manager-customer");
        await page.SayAsync("谁逾期了");
        await page.WaitForCardContainingAsync("件逾期");
        await page.ScreenshotAsync("loop-7-manager-overdue");

        await page.PickPersonaAsync("王敏");
        await page.WaitForCardContainingAsync("认可首付三成");
        Assert.Empty(browser.AskedOutside);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_sentence_is_a_saved_record_after_one_tap()
    {
        await using var bot = await BotProcess.StartAsync();
        await using var browser = await Browser.LaunchAsync();
        var page = await browser.OpenAsync(bot.Address, "wm");

        await page.SayAsync("刚给华东精密的张总打完电话,他们三季度想上两条自动化产线,嫌我们报价比对手高8%,我下周三前给一版分期方案。张总儿子今年考上浙大了");
        var heard = await page.WaitForCardContainingAsync("给一版分期方案");
        await Assertions.Expect(heard).ToContainTextAsync("9月17日(周三)");
        await Assertions.Expect(heard.GetByText("你说的是")).ToBeHiddenAsync();
        await page.ScreenshotAsync("sentence-1-card");
        await page.PressAsync("保存");
        var receipt = await page.WaitForCardContainingAsync("已保存。9月17日(周三) 09:00 提醒你。");
        await Assertions.Expect(receipt).ToContainTextAsync("张总儿子考上浙大");
        await page.ScreenshotAsync("sentence-3-receipt");
        await page.PressAsync("要");
        await page.WaitForCardContainingAsync("已记住:张总儿子考上浙大");
        await page.SayAsync("华东精密怎么样");
        await Assertions.Expect(await page.WaitForCardContainingAsync("最近跟进")).ToContainTextAsync("嫌我们报价比对手高8%");
        await page.ScreenshotAsync("sentence-4-customer");
        Assert.Empty(browser.AskedOutside);
        Assert.Empty(browser.Errors);

        // The page notes each toggle as a button that it does not know.
        await page.SayAsync("今天拜访了恒通周经理,他们嫌交期太长,我周五前给一版加急方案");
        var again = await page.WaitForCardContainingAsync("给一版加急方案");
        await page.PressAsync("看原话");
        await Assertions.Expect(again.GetByText("你说的是")).ToBeVisibleAsync();
        await page.ScreenshotAsync("sentence-5-words");
    }

    [Fact]
    public async Task A_rep_in_London_files_in_English_and_is_reminded_in_London_time()
    {
        await using var bot = await BotProcess.StartAsync();
        await using var browser = await Browser.LaunchAsync();
        var page = await browser.OpenAsync(bot.Address, "tb");

        await page.SayAsync("follow up Contoso");
        await page.WaitForCardContainingAsync("What happened?");
        await page.FillAsync("Channel", "Call");
        await page.FillAsync("What was said", "They want pricing for 3 more stores; legal is worried about data residency.");
        await page.FillAsync("Next step", "Send the residency sheet");
        await page.FillAsync("On which day", "2025-09-15");
        await page.ScreenshotAsync("london-1-form");
        await page.PressAsync("Submit");
        await page.WaitForCardContainingAsync("Saved.");
        await page.ScreenshotAsync("london-2-receipt");

        await UntilDueAsync(page, "Later", "Send the residency sheet");
        Assert.Contains("Sep 15, 2025, 09:0", await page.TimeShownAsync(), StringComparison.Ordinal);
        await page.ScreenshotAsync("london-3-due");
        Assert.Empty(browser.AskedOutside);
    }

    [Fact]
    public async Task A_file_uploaded_on_the_page_is_shown_taken_and_reported()
    {
        await using var bot = await BotProcess.StartAsync();
        await using var browser = await Browser.LaunchAsync();
        var page = await browser.OpenAsync(bot.Address, "ly");

        await page.UploadAsync("客户清单.csv", "客户名称,负责人,等级\n远山科技,王敏,A\n坏等级公司,王敏,D\n");
        var preview = await page.WaitForCardContainingAsync("2 行客户,要导入吗?");
        await Assertions.Expect(preview).ToContainTextAsync("1 行有问题");
        await page.ScreenshotAsync("upload-1-preview");
        await page.PressAsync("导入");
        var report = await page.WaitForCardContainingAsync("导入了 1 行客户");
        await Assertions.Expect(report).ToContainTextAsync("等级是 A、B 或 C");

        // The card that was pressed has become the end of the import and promises nothing.
        var ended = await page.WaitForCardContainingAsync("导入结束");
        await Assertions.Expect(ended).Not.ToContainTextAsync("导完我会告诉你");
        await page.ScreenshotAsync("upload-2-report");
        await page.SayAsync("远山科技怎么样");
        await Assertions.Expect(await page.WaitForCardContainingAsync("王敏")).ToContainTextAsync("远山科技");
        Assert.Empty(browser.AskedOutside);
        Assert.Empty(browser.Errors);
    }

    // Others' items come due in between, so it may take several steps.
    private static async Task UntilDueAsync(ChatPage page, string button, string step)
    {
        for (var moves = 0; moves < 40; moves++)
        {
            await page.MoveClockToNextDueAsync();

            if (await page.HasCardAsync(button, step))
            {
                return;
            }

            // With other things that are due together it is a line of one message, which opens.
            if (await page.OpenLineAsync(step))
            {
                await page.WaitForCardAsync(button, step);
                return;
            }
        }

        Assert.Fail($"'{step}' did not come due within 40 steps of the clock.");
    }
}
