using System.Net;
using System.Text.Json.Nodes;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>The bot on the table service, which several bots may share; here its emulator.</summary>
public sealed class AzureTablesTests
{
    private static JsonObject Question => new()
    {
        ["type"] = "message",
        ["id"] = "1757497200000",
        ["timestamp"] = "2025-09-10T09:40:00.1234567Z",
        ["text"] = "华东精密怎么样",
    };

    [Fact]
    public async Task A_record_is_filed_answered_and_brought_back_and_a_restart_finds_it()
    {
        var settings = await BotUnderTest.OnAzuriteAsync();
        await using (var bot = await BotUnderTest.StartAsync(settings: settings))
        {
            var lq = await bot.MeetAsync("lq");
            var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;
            var receipt = await lq.PressesAsync(
                form, "提交", ("channel", "Visit"), ("summary", "王总同意试点,担心交付周期"), ("nextStep", "催首付款"), ("nextOn", "2025-09-12"));
            lq.Reads(receipt, "已保存", "催首付款");

            await bot.UntilAsync("2025-09-12T09:00:00+08:00");
            Assert.Contains("催首付款", (await lq.HearsAsync()).Read, StringComparison.Ordinal);
        }

        await using var again = await BotUnderTest.StartAsync(settings: settings);
        var later = await again.MeetAsync("lq");
        later.Reads(await later.SaysAsync("鼎盛怎么样"), "王总同意试点,担心交付周期");
    }

    [Fact]
    public async Task Two_bots_answer_one_activity_once()
    {
        var settings = await BotUnderTest.OnAzuriteAsync();
        await using var one = await BotUnderTest.StartAsync(settings: settings);
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var two = await BotUnderTest.StartAsync(services: s => Watch(s, met), settings: settings);
        var here = await one.MeetAsync("wm");
        var there = two.As("wm");
        var before = (One: one.Teams.Count, Two: two.Teams.Count);
        one.Teams.Hold = new TaskCompletionSource();

        var first = here.PostAsync(Question);
        while (one.Teams.Held == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        var resent = there.PostAsync(Question);
        await met.Task;
        one.Teams.Hold.SetResult();
        one.Teams.Hold = null;

        Assert.All(await Task.WhenAll(first, resent), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await there.PostAsync(Question)).StatusCode);
        Assert.Single(one.Teams.To(here.Conversation, before.One));
        Assert.Empty(two.Teams.To(here.Conversation, before.Two));
    }

    [Theory]
    [InlineData("--Storage:AzureTables:TablePrefix=x", "Storage:AzureTables:ConnectionString")]
    [InlineData("--Storage:AzureTables:ConnectionString=AccountName=a;AccountKey=c2VjcmV0 --Storage:AzureTables:TablePrefix=a-b", "Storage:AzureTables:TablePrefix")]
    [InlineData("--Storage:AzureTables:ConnectionString=UseDevelopmentStorage=true --Demo:Reset=true", "Demo:Reset")]
    [InlineData("--Storage:AzureTables:ConnectionString=UseDevelopmentStorage=true --Scheduler:OneProcess=true", "Scheduler:OneProcess")]
    public async Task Settings_that_cannot_work_are_told_in_a_sentence(string settings, string named)
    {
        var (code, said) = await BotProcess.TryAsync("unused.db", "Development", ["--Storage:Engine=AzureTables", .. settings.Split(' ')]);
        Assert.Equal(1, code);
        Assert.Contains(named, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_told_in_a_sentence()
    {
        var connection = (await Azurite.ConnectAsync()).Replace("AccountKey=Eby8", "AccountKey=Fby8", StringComparison.Ordinal);
        var (code, said) = await BotProcess.TryAsync(
            "unused.db", "Development", "--Storage:Engine=AzureTables", $"--Storage:AzureTables:ConnectionString={connection}");
        Assert.Equal(1, code);
        Assert.Contains("Check the AccountKey", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_told_in_a_sentence()
    {
        // Port 9 of this machine answers nobody.
        var connection = System.Text.RegularExpressions.Regex.Replace(await Azurite.ConnectAsync(), @"127\.0\.0\.1:\d+", "127.0.0.1:9");
        var (code, said) = await BotProcess.TryAsync(
            "unused.db", "Development", "--Storage:Engine=AzureTables", $"--Storage:AzureTables:ConnectionString={connection}");
        Assert.Equal(1, code);
        Assert.Contains("Azure Table Storage", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", said, StringComparison.Ordinal);
    }

    /// <summary>Tells when a bot has met in the inbox what another one took.</summary>
    private static void Watch(IServiceCollection services, TaskCompletionSource met)
    {
        var made = services.Last(s => s.ServiceType == typeof(ITables)).ImplementationFactory!;
        services.AddSingleton<ITables>(s => new Watched((ITables)made(s), met));
    }

    private sealed class Watched(ITables tables, TaskCompletionSource met) : ITables
    {
        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => tables.GetAsync(table, partitionKey, rowKey, ct);

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) => tables.QueryAsync(range, take, next, ct);

        public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            var applied = await tables.ApplyAsync(sets, ct);
            if (sets is [{ Table: "inbox" }] && applied.Because == Refusal.AlreadyExists)
            {
                met.TrySetResult();
            }

            return applied;
        }
    }
}
