using System.Text;

namespace CrmBot.Conversations.Tests;

/// <summary>A file sent in the chat becomes customers, contacts, orders and follow-ups; what is wrong with it is told row by row.</summary>
public sealed class ImportTests
{
    private static readonly string[] Customers =
    [
        "客户名称,别名,负责人,等级,状态,VIP,最近联系,区域",
        "远山科技,远山; YS,王敏,A,有意向,是,2025-08-20,东",
        "海蓝包装有限公司,,李强,B,谈判中,,2025/8/1,南",
        "坏等级公司,,王敏,D,,,,",
        "无人负责公司,,钱多多,A,,,,",
        "华东精密机械,,王敏,A,,,,",
        "远山科技,,王敏,B,,,,",
    ];

    [Fact]
    public async Task A_file_of_customers_is_shown_then_taken_and_what_is_wrong_comes_back_to_be_put_right()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var ly = await bot.MeetAsync("ly");

        var preview = await ly.SendsAsync(host, "客户.csv", MovingFiles.Csv(Customers));
        ly.Reads(preview, "6 行客户,要导入吗?", "客户.csv", "区域", "2 行的客户已经有了", "2 行有问题", "第 4 行 · 等级", "等级是 A、B 或 C", "第 5 行 · 负责人", "远山科技 · 远山; YS · 王敏");

        var begun = await ly.PressesAsync(preview.NewCard, "导入,跳过已有的");
        ly.Reads(begun, "正在导入");
        var (report, _) = await ly.HearsReportAsync();

        Assert.Contains("导入了 2 行客户", report.Read, StringComparison.Ordinal);
        Assert.Contains("第 5 行 · 负责人", report.Read, StringComparison.Ordinal);
        var wrong = MovingFiles.Rows(await bot.TakesAsync(report, "下载没导入的行"));
        Assert.Equal(["行号", "问题列", "原因", "客户名称", "别名"], wrong[0].Take(5));
        Assert.Equal(["4", "5", "6", "7"], wrong.Skip(1).Select(r => r[0]));
        Assert.Equal(["5", "负责人", "公司里没有这个人。", "无人负责公司"], wrong[2].Take(4));

        var lq = await bot.MeetAsync("lq");
        lq.Reads(await lq.SaysAsync("海蓝包装怎么样"), "海蓝包装有限公司", "谈判中", "B");
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("YS怎么样"), "远山科技", "有意向");

        // Put right and sent as it came: the columns of the report are left out.
        var again = wrong.Take(3).Select(r => string.Join(',', r.Select(c => c == "D" ? "C" : c == "钱多多" ? "王敏" : c))).ToArray();
        var second = await ly.SendsAsync(host, "再来.csv", MovingFiles.Csv(again));
        ly.Reads(second, "2 行客户", "没看懂的列,不会导入:行号、问题列、原因、区域");
        await ly.PressesAsync(second.NewCard, "导入");
        Assert.Contains("导入了 2 行客户", (await ly.HearsReportAsync()).Report.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_twice_adds_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var customers = MovingFiles.Csv(Customers);
        var orders = MovingFiles.Csv("客户,订单号,订单日期,金额,币种", "远山科技,SO-1,2025-08-01,\"12,000.50\",CNY", "远山科技,,2025-08-02,5,usd", "远山科技,SO-1,2025-08-01,1,CNY");
        var contacts = MovingFiles.Csv("客户,联系人,称呼,职务,电话", "远山科技,陆远,陆总,总经理,+86 138", "不存在公司,某人,,,");
        var followUps = MovingFiles.Csv("客户,联系时间,方式,跟进人,总结", "远山科技,2025-08-20 10:00,电话,王敏,想看方案");
        (byte[] File, string First, string Then)[] files = [(customers, "2 行客户", "0 行客户"), (orders, "2 行订单", "0 行订单"), (contacts, "1 行联系人", "0 行联系人"), (followUps, "1 行跟进记录", "0 行跟进记录")];
        foreach (var (file, first, then) in files)
        {
            foreach (var expected in new[] { first, then })
            {
                await ly.PressesAsync((await ly.SendsAsync(host, "a.csv", file)).NewCard, "导入");
                Assert.Contains("导入了 " + expected, (await ly.HearsReportAsync()).Report.Read, StringComparison.Ordinal);
            }
        }

        var wm = await bot.MeetAsync("wm");
        var order = MovingFiles.Rows(await bot.TakesAsync((await wm.SaysAsync("导出订单")).NewCard, "CSV")).Where(r => r[1] == "远山科技").Select(r => string.Join('|', r.Skip(3))).Order(StringComparer.Ordinal);
        Assert.Equal(["2025-08-01|12000.5|CNY", "2025-08-02|5|USD"], order);
    }

    [Fact]
    public async Task A_next_step_that_lies_ahead_is_reminded_of_and_one_that_has_passed_is_not()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var file = MovingFiles.Csv(
            "客户,联系时间,方式,总结,下一步,下一步日期",
            "华东精密,2025-09-01,拜访,看了产线,送样机,2025-09-18",
            "华东精密,2025-03-01,电话,问了价格,寄价目表,2025-03-08");

        var pressed = await wm.PressesAsync((await wm.SendsAsync(host, "旧跟进.csv", file)).NewCard, "导入");
        Assert.Contains("导入了 2 行跟进记录", (await wm.HearsReportAsync(pressed)).Report.Read, StringComparison.Ordinal);

        await bot.UntilAsync("2025-09-18T09:00:00+08:00");
        for (var read = ""; !read.Contains("送样机", StringComparison.Ordinal);)
        {
            read = (await wm.HearsAsync()).Read;
            Assert.DoesNotContain("寄价目表", read, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_rep_moves_in_what_is_their_own_and_nothing_of_customers_they_do_not_see()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var wm = await bot.MeetAsync("wm");

        var customers = await wm.SendsAsync(host, "a.csv", MovingFiles.Csv("客户名称,负责人", "一号公司,王敏", "二号公司,", "三号公司,李强"));
        wm.Reads(customers, "3 行客户", "1 行有问题", "第 4 行 · 负责人", "你只能导入自己的客户");
        await wm.PressesAsync(customers.NewCard, "导入");
        Assert.Contains("导入了 2 行客户", (await wm.HearsReportAsync()).Report.Read, StringComparison.Ordinal);

        // 鼎盛建材 is 李强's.
        await wm.PressesAsync((await wm.SendsAsync(host, "b.csv", MovingFiles.Csv("客户,联系人", "鼎盛建材,某人"))).NewCard, "导入");
        var (report, _) = await wm.HearsReportAsync();
        Assert.Contains("导入了 0 行联系人", report.Read, StringComparison.Ordinal);
        Assert.Contains("你看不到这个客户", report.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_read_or_fetched_are_told_in_the_person_s_language()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");

        tb.Reads(await tb.SendsAsync(host, "a.xls", [0xD0, 0xCF, 0x11, 0xE0]), "old Excel");
        tb.Reads(await tb.SendsAsync(host, "a.pdf", [0x25, 0x50, 0x44, 0x46, 0, 0]), "I read CSV and XLSX");
        tb.Reads(await tb.SendsAsync(host, "a.csv", MovingFiles.Csv("Name of pet,Age", "Rex,3")), "cannot tell what this table is", "Name of pet, Age");
        tb.Reads(await tb.SendsAsync(host, "a.csv", MovingFiles.Csv("Customer")), "no rows");
        tb.Reads(await tb.SendsAsync(host, "a.csv", new byte[20 * 1024 * 1024 + 1]), "too large; at most 20 MB");

        // Not where files are kept, a way round it, and one that is gone.
        tb.Reads(await tb.SendsAsync("a.csv", "https://169.254.169.254/latest"), "could not get this file");
        tb.Reads(await tb.SendsAsync("a.csv", "https://sharepoint.com.elsewhere.example/a"), "could not get this file");
        var kept = host.Keep(MovingFiles.Csv("Customer", "X Ltd"));
        tb.Reads(await tb.SendsAsync("a.csv", kept.Replace("/files/", "/moved/", StringComparison.Ordinal)), "could not get this file");
        tb.Reads(await tb.SendsAsync("a.csv", kept + "0"), "could not get this file");
        tb.Reads(await tb.SendsAsync("a.csv", kept), "1 row of customers");
    }

    [Fact]
    public async Task A_file_is_left_taken_once_and_nobody_else_s()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var lq = await bot.MeetAsync("lq");
        var file = Encoding.UTF8.GetBytes("客户名称\n只此一家公司\n");

        var left = (await wm.SendsAsync(host, "a.csv", file)).NewCard;
        wm.Reads(await wm.PressesAsync(left, "不导入"), "没有导入", "文件已删除");
        wm.Reads(await wm.PressesAsync(left, "导入"), "这个文件已经不在了");

        var preview = (await wm.SendsAsync(host, "a.csv", file)).NewCard;
        lq.Reads(await lq.ExecuteAsync("import/start", preview.Data(preview.Button("导入"), new Dictionary<string, string>(StringComparer.Ordinal))), "这个文件已经不在了");
        await wm.PressesAsync(preview, "导入");
        Assert.Contains("导入了 1 行客户", (await wm.HearsReportAsync()).Report.Read, StringComparison.Ordinal);
        await wm.PressesAsync(preview, "导入");
        await wm.HearsNothingAsync();
    }

    [Fact]
    public async Task A_file_of_people_is_shown_to_an_administrator_and_taken_when_they_say_so()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        var file = MovingFiles.Csv(
            "编号,邮箱,姓名,角色,上级,离职,工号",
            "lq,li.qiang@example.test,李强,销售,刘洋,是,7",
            "wm,wang.min@example.test,王敏,销售,刘洋,否,8",
            ",zhou@example.test,周启明,售后,刘洋,,9",
            ",sun@example.test,孙一,飞行员,,,10",
            ",,无名,销售,,,11",
            ",wu@example.test,吴二,销售,没有这个人,,12");
        var ly = await bot.MeetAsync("ly");
        ly.Reads(await ly.SendsAsync(host, "人员.csv", file), "这是人员名单,只有管理员可以导入");

        var admin = await bot.MeetAsync("admin");
        var preview = await admin.SendsAsync(host, "人员.csv", file);
        admin.Reads(
            preview, "6 行人员,要导入吗?", "新增 1 人,修改 1 人,1 人不变", "没看懂的列,不会导入:工号", "3 行有问题", "第 5 行", "没有这个角色", "没有编号,也没有邮箱", "上级的名字找不到");
        var begun = await admin.PressesAsync(preview.NewCard, "导入");
        var (report, progress) = await admin.HearsReportAsync();
        Assert.Contains("导入了 2 行人员", report.Read, StringComparison.Ordinal);
        Assert.Contains("第 7 行", report.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("导完我会告诉你", progress[^1], StringComparison.Ordinal);
        var wrong = MovingFiles.Rows(await bot.TakesAsync(report, "下载没导入的行"));
        Assert.Equal(["5", "6", "7"], wrong.Skip(1).Select(r => r[0]));
        Assert.Contains("孙一", wrong[1]);

        // Left by the file: no customer is given to them any more.
        ly.Reads(await ly.SaysAsync("把华东精密转给李强"), "没有叫“李强”的同事");
        await admin.PressesAsync(preview.NewCard, "导入");
        await admin.HearsNothingAsync();
        admin.Reads(begun, "导入");
    }

    [Fact]
    public async Task A_file_of_people_in_English_says_what_is_wrong_with_a_row()
    {
        await using var bot = await BotUnderTest.StartAsync(settings: ("People:Admins", "hw"));
        await using var host = await FileHost.StartAsync();
        var hw = await bot.MeetAsync("hw", "en-GB");
        var preview = await hw.SendsAsync(host, "people.csv", MovingFiles.Csv("mail,name,role,manager,zone", "a@b.test,Ann,rep,Bea,Europe/London", "b@b.test,Bea,rep,Ann,Europe/London", "c@b.test,Cy,rep,,Mars/Olympus"));
        hw.Reads(preview, "3 rows of people. Import them?", "0 new", "their own superior", "no time zone I know");
        hw.Reads(await hw.PressesAsync(preview.NewCard, "Leave it"), "Nothing was imported");
    }
}
