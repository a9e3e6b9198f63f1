using Microsoft.Playwright;

namespace CrmBot.Browser.Tests;

/// <summary>A field of the company's own, from the administrator's card to the old records that outlive it.</summary>
public sealed class FieldTests
{
    [Fact]
    public async Task An_administrator_adds_a_required_choice_a_rep_files_with_it_and_its_values_outlive_it()
    {
        await using var bot = await BotProcess.StartAsync();
        await using var browser = await Browser.LaunchAsync();
        var page = await browser.OpenAsync(bot.Address, "admin");

        await page.SayAsync("添加字段");
        await page.WaitForCardContainingAsync("新字段");
        await page.FillAsync("中文名称", "采购方式");
        await page.FillAsync("英文名称", "Purchase");
        await page.FillAsync("类型", "选项");
        await page.FillAsync("选项", "公开招标 | Tender\n直接采购 | Direct");
        await page.TickAsync("不填不能保存");
        await page.ScreenshotAsync("fields-1-new");
        await page.PressAsync("保存");
        await page.WaitForCardContainingAsync("“采购方式”已添加");
        await page.WaitForCardContainingAsync("选项 2 个 · 必填 · 所有客户");
        await page.ScreenshotAsync("fields-2-list");

        // What a sentence does not say is asked for by the form, with everything that it did say.
        await page.PickPersonaAsync("王敏");
        await page.SayAsync("刚给华东精密的张总打完电话,他们三季度想上两条自动化产线,嫌我们报价比对手高8%,我下周三前给一版分期方案");
        await page.WaitForCardContainingAsync("给一版分期方案");
        await page.PressAsync("保存");
        await page.WaitForCardContainingAsync("采购方式:请选一项");
        await page.ScreenshotAsync("fields-3-asked");
        await page.FillAsync("采购方式", "公开招标");
        await page.PressAsync("提交");
        await Assertions.Expect(await page.WaitForCardContainingAsync("已保存")).ToContainTextAsync("公开招标");
        await page.ScreenshotAsync("fields-4-receipt");
        await page.SayAsync("华东精密怎么样");
        await Assertions.Expect(await page.WaitForCardContainingAsync("最近跟进")).ToContainTextAsync("采购方式:公开招标");
        var file = await page.FollowAsync("导出跟进总结", "CSV");
        Assert.Contains("采购方式", file.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains("公开招标", file, StringComparison.Ordinal);

        await page.PickPersonaAsync("运营管理员");
        await page.SayAsync("字段设置");
        await page.WaitForCardContainingAsync("跟进表单有 1 个自己的字段");
        Assert.True(await page.OpenLineAsync("采购方式"));
        await page.WaitForCardContainingAsync("第 1 个,共 1 个");
        await page.ScreenshotAsync("fields-5-change");
        await page.PressAsync("停用");
        await page.WaitForCardContainingAsync("“采购方式”已停用");
        await page.ScreenshotAsync("fields-6-retired");

        await page.PickPersonaAsync("王敏");
        await page.SayAsync("跟进 华东精密");
        await Assertions.Expect(await page.WaitForCardContainingAsync("这次跟进谈了什么")).Not.ToContainTextAsync("采购方式");
        await page.SayAsync("华东精密怎么样");
        await Assertions.Expect(await page.WaitForCardContainingAsync("最近跟进")).ToContainTextAsync("采购方式:公开招标");
        await page.ScreenshotAsync("fields-7-old-value");
        Assert.Contains("采购方式(已停用)", (await page.FollowAsync("导出跟进总结", "CSV")).Split('\n')[0], StringComparison.Ordinal);
        Assert.Empty(browser.AskedOutside);
        Assert.Empty(browser.Errors);
    }
}
