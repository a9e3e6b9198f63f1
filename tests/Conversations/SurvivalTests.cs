namespace CrmBot.Conversations.Tests;

/// <summary>What a power cut must not take away, and what the bot refuses to start with.</summary>
public sealed class SurvivalTests
{
    [Fact]
    public async Task A_record_its_reminder_and_a_snooze_survive_kill_and_restart()
    {
        await using var bot = await BotProcess.StartAsync();
        var cj = new Speaker(bot, "cj", "zh-CN");
        var form = (await cj.SaysAsync("跟进 优品")).NewCard;
        await bot.KillAsync();
        await bot.RunAsync();
        cj.Reads(await cj.PressesAsync(form, "提交", ("channel", "Visit"), ("summary", "双十一前要上会员系统,Kevin接手"), ("nextStep", "约Kevin过需求"), ("nextOn", "2025-09-17")), "已保存");
        await bot.KillAsync();
        await bot.RunAsync();

        cj.Reads(await cj.SaysAsync("优品怎么样"), "双十一前要上会员系统,Kevin接手", "另有 3 件");
        cj.Reads(await cj.PressesAsync(form, "提交", ("channel", "Visit"), ("summary", "双十一前要上会员系统,Kevin接手"), ("nextStep", "约Kevin过需求"), ("nextOn", "2025-09-17")), "已保存");

        await bot.MoveAsync("2025-09-17T08:59:00+08:00");
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        cj.SkipTo(bot.Teams.Count);
        await bot.MoveAsync("2025-09-17T09:00:00+08:00");
        var due = await cj.HearsAsync();
        Assert.Contains("约Kevin过需求", due.Read, StringComparison.Ordinal);
        var one = await cj.PressesRowAsync(due.Card!, "约Kevin过需求"); // two things of hers are due together: one message
        await cj.ReadsSoonAsync(await cj.PressesAsync(one.NewCard, "明天"), "处理了 1 件"); // the list that was sent follows
        await bot.KillAsync();
        await bot.RunAsync();

        var clock = await bot.Http.GetStringAsync("/dev/clock");
        Assert.Contains("2025-09-17T01:0", clock, StringComparison.Ordinal); // people's time went on from where it was
        await bot.MoveAsync("2025-09-18T09:00:00+08:00");
        Assert.Contains("约Kevin过需求", (await cj.HearsAsync()).Read, StringComparison.Ordinal);
        await cj.HearsNothingAsync();
    }

    [Fact]
    public async Task A_second_bot_on_the_same_database_refuses_and_says_what_to_use()
    {
        await using var bot = await BotProcess.StartAsync();

        var (code, said) = await bot.TrySecondAsync();

        Assert.Equal(1, code);
        Assert.Contains("Storage:Engine", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "", "ASPNETCORE_ENVIRONMENT")]
    [InlineData("Staging", "", "MicrosoftAppId")]
    [InlineData("Production", "--MicrosoftAppId=my-bot", "MicrosoftAppId")]
    [InlineData("Production", "--MicrosoftAppId=11111111-1111-1111-1111-111111111111", "MicrosoftAppPassword")]
    [InlineData("Development", "--MicrosoftAppId=my-bot", "MicrosoftAppId")]
    [InlineData("Production", "--MicrosoftAppId=11111111-1111-1111-1111-111111111111 --MicrosoftAppPassword=x --MicrosoftAppType=SingleTenant", "MicrosoftAppTenantId")]
    [InlineData("Production", "--MicrosoftAppId=11111111-1111-1111-1111-111111111111 --MicrosoftAppPassword=x --Trust:Issuers:0:issuer=x --Trust:Issuers:0:metadata=http://127.0.0.1:1/m", "https")]
    [InlineData("Development", "--Storage:Engine=Oracle", "Storage:Engine")]
    [InlineData("Development", "--Bot:DefaultZone=Mars/Base", "Bot:DefaultZone")]
    [InlineData("Development", "--Demo:Now=soon", "Demo:Now")]
    public async Task What_is_set_wrong_is_told_in_a_sentence(string environment, string setting, string named)
    {
        var folder = Directory.CreateTempSubdirectory("crmbot-");
        var (code, said) = await BotProcess.TryAsync(Path.Combine(folder.FullName, "crmbot.db"), environment, setting.Split(' '));
        folder.Delete(true);

        Assert.Equal(1, code);
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_of_another_day_is_not_mixed_into_this_one()
    {
        var folder = Directory.CreateTempSubdirectory("crmbot-");
        var database = Path.Combine(folder.FullName, "crmbot.db");
        await using (var first = await BotProcess.StartAsync(database))
        {
            await first.KillAsync();
        }

        var (code, said) = await BotProcess.TryAsync(database, "Development", "--Demo:Now=2026-01-05T09:00:00+08:00");
        folder.Delete(true);

        Assert.Equal(1, code);
        Assert.Contains("--Demo:Reset=true", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_is_made_anew_only_where_nothing_but_the_demo_is_lost()
    {
        await using var bot = await BotProcess.StartAsync();
        var cj = new Speaker(bot, "cj", "zh-CN");
        cj.Reads(await cj.PressesAsync((await cj.SaysAsync("新建客户 远山科技")).NewCard, "创建"), "远山科技");
        await bot.KillAsync();

        await bot.RunAsync("--Demo:Reset=true");

        cj.Reads(await cj.SaysAsync("远山科技怎么样"), "没有找到");
        cj.Reads(await cj.SaysAsync("优品怎么样"), "杭州优品电子商务有限公司");
    }

    [Theory]
    [InlineData("/dev/clock")]
    [InlineData("/dev/personas")]
    [InlineData("/dev/cards")]
    [InlineData("/")]
    [InlineData("/v3/directline/conversations")]
    public async Task Without_the_demo_nothing_of_it_is_there(string path)
    {
        await using var bot = await BotProcess.StartAsync(settings: "--Demo:Enabled=false");

        using var answer = await bot.Http.GetAsync(path);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await new Speaker(bot, "wm", "zh-CN").PostAsync(new() { ["type"] = "message", ["text"] = "hi" })).StatusCode);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_registered_bot_starts_anywhere_takes_nobody_without_a_token_and_shows_no_demo(string environment)
    {
        await using var bot = await BotProcess.StartAsync(settings: ["--environment=" + environment, "--MicrosoftAppId=11111111-1111-1111-1111-111111111111", "--MicrosoftAppPassword=not-a-real-one"]);

        using var message = await new Speaker(bot, "wm", "zh-CN").PostAsync(new() { ["type"] = "message", ["text"] = "hi" });
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, message.StatusCode);
        foreach (var path in (string[])["/", "/dev/clock", "/dev/personas", "/v3/directline/conversations"])
        {
            using var answer = await bot.Http.GetAsync(path);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
