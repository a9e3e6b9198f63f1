using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace CrmBot.Conversations.Tests;

/// <summary>Many rows. <c>./test.sh --all</c> moves in 50,000, else it is 3,000.</summary>
public sealed class ImportAtScaleTests(ITestOutputHelper output)
{
    private static readonly int Rows = Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all" ? 50_000 : 3_000;

    /// <summary>One row in so many is wrong.</summary>
    private const int WrongEvery = 100;

    [Fact]
    public async Task All_good_rows_of_a_large_spreadsheet_come_in_all_bad_ones_come_back_and_the_card_tells_how_far_it_is()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var watch = Stopwatch.StartNew();

        var preview = await admin.SendsAsync(host, "all.xlsx", Spreadsheet(Rows));
        admin.Reads(preview, $"{Rows} 行客户", $"{Rows / WrongEvery} 行有问题");
        output.WriteLine($"shown after {watch.Elapsed}");
        await admin.PressesAsync(preview.NewCard, "导入");

        var progress = new List<string>();
        CardSeen? report = null;
        while (report is null)
        {
            // As long as something moves it is not stuck.
            var heard = await admin.HearsAsync();
            report = heard.Update ? null : heard.Card;
            progress.Add(heard.Read);
        }

        output.WriteLine($"{Rows} rows in {watch.Elapsed}, {progress.Count} changes of the card; peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MB with the test's own");
        Assert.Contains($"导入了 {Rows - Rows / WrongEvery} 行客户", report.Read, StringComparison.Ordinal);
        Assert.Contains(progress, p => p.Contains("导入结束", StringComparison.Ordinal));
        if (Rows > 3_000)
        {
            // Fewer may be done before the first change of the card.
            Assert.Contains(progress, p => p.Contains("正在导入,", StringComparison.Ordinal) && !p.Contains("正在导入,0%", StringComparison.Ordinal));
        }


        var wrong = MovingFiles.Rows(await bot.TakesAsync(report, "下载没导入的行")).Skip(1).ToList();
        Assert.Equal(Enumerable.Range(1, Rows / WrongEvery).Select(i => (i * WrongEvery + 1).ToString(CultureInfo.InvariantCulture)), wrong.Select(r => r[0]));
        Assert.All(wrong, r => Assert.Equal("等级是 A、B 或 C。", r[2]));

        var names = MovingFiles.Rows(await bot.TakesAsync((await (await bot.MeetAsync("ly")).SaysAsync("导出客户")).NewCard, "Excel")).Select(r => r[1]).Where(n => n.EndsWith("号导入公司", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(Rows - Rows / WrongEvery, names.Count);
    }

    public static byte[] Spreadsheet(int rows) => MovingFiles.Xlsx(Lines(rows));

    private static IEnumerable<IReadOnlyList<string>> Lines(int rows)
    {
        string[] owners = ["王敏", "李强", "陈佳"];
        yield return ["客户名称", "别名", "负责人", "协作人", "等级", "阶段", "状态", "VIP", "最近联系"];
        for (var i = 1; i <= rows; i++)
        {
            yield return [$"{i}号导入公司", $"导入{i}", owners[i % 3], "", i % WrongEvery == 0 ? "D" : "B", "意向期", "有意向", i % 7 == 0 ? "是" : "", "2025-08-01"];
        }
    }
}
