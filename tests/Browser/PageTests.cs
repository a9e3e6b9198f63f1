namespace CrmBot.Browser.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task The_page_lists_the_company_and_asks_for_nothing_outside_this_machine()
    {
        await using var bot = await BotProcess.StartAsync();
        await using var browser = await Browser.LaunchAsync();
        var page = await browser.OpenAsync(bot.Address, "wm");
        var people = await page.PersonasAsync();
        await page.ReadyAsync();

        Assert.Contains(people, p => p.StartsWith("王敏", StringComparison.Ordinal));
        Assert.Contains(people, p => p.StartsWith("刘洋", StringComparison.Ordinal));
        Assert.Contains(people, p => p.StartsWith("Tom Baker", StringComparison.Ordinal));
        Assert.Contains("9月10日", await page.TimeShownAsync(), StringComparison.Ordinal);
        await page.ScreenshotAsync("page");

        await page.PickPersonaAsync("Tom Baker");
        Assert.Contains("10 Sept", await page.TimeShownAsync(), StringComparison.Ordinal);
        await page.ScreenshotAsync("page-tom");

        var narrow = await browser.OpenAsync(bot.Address, "wm", width: 320, height: 640, dark: true);
        await narrow.ReadyAsync();
        Assert.Equal(320, await narrow.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await narrow.ScreenshotAsync("page-320-dark");

        Assert.Empty(browser.AskedOutside);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task What_was_said_is_still_there_after_the_bot_was_killed()
    {
        await using var bot = await BotProcess.StartAsync();
        await using var browser = await Browser.LaunchAsync();
        var page = await browser.OpenAsync(bot.Address, "wm");
        await page.SayAsync("跟进 华东精密");
        await page.WaitForCardContainingAsync("谈了什么");

        await bot.KillAndRestartAsync();
        await page.Page.ReloadAsync();
        await page.WaitForCardContainingAsync("谈了什么");
        await page.SayAsync("帮助");
        await page.ScreenshotAsync("after-kill");
    }
}
