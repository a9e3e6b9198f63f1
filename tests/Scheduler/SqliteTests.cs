using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests;

/// <summary>The same on the real engine, through restarts.</summary>
public sealed class SqliteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crmbot-").FullName;
    private readonly Stage _stage = new();

    public void Dispose()
    {
        _stage.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_filed_step_survives_a_restart_and_is_reminded_once()
    {
        await WithBotAsync(async bot =>
        {
            await bot.Stores.Reach.PutAsync(Sample.Tenant, Sample.Owner, Sample.Reach(), default);
            await Sample.Create(bot.Stores, Sample.Step());
        });
        _stage.AdvanceToDue();
        await WithBotAsync(async bot => Assert.Equal(new PassReport(1, 1, 1, 0, 0, 0, null), await bot.Pass.RunAsync(default)));
        await WithBotAsync(async bot =>
        {
            Assert.Equal(0, (await bot.Pass.RunAsync(default)).Due);
            var done = Assert.IsType<ChangeOutcome<string>.Committed>(await Sample.Done(bot.Stores));
            Assert.Equal([Sample.StepId], done.OnItsWay);
            Assert.Empty(Assert.Single(await bot.Stores.Index.OfPersonAsync(Sample.Tenant, Sample.Owner, default)).OpenSteps);
        });
        Assert.Single(_stage.Channel.Sent);
    }

    [Fact]
    public async Task What_a_dead_process_was_sending_is_sent_once_more_by_the_next()
    {
        _stage.Channel.Answer = _ => throw new IOException("the process dies here");
        await WithBotAsync(async bot =>
        {
            await bot.Stores.Reach.PutAsync(Sample.Tenant, Sample.Owner, Sample.Reach(), default);
            await Sample.Create(bot.Stores, Sample.Step());
            _stage.AdvanceToDue();
            await bot.Pass.RunAsync(default);
            await bot.Pass.RunAsync(default);
            Assert.Single(_stage.Channel.Sent);
        });
        _stage.Channel.AnswerWith(new Delivered.Arrived("second"));
        await WithBotAsync(async bot => Assert.Equal(1, (await bot.Pass.RunAsync(default)).Arrived));
        await WithBotAsync(async bot => Assert.Equal(0, (await bot.Pass.RunAsync(default)).Due));
        Assert.Equal([(1, false), (2, true)], _stage.Channel.Sent.Select(b => (b.Prompts[0].Attempt, b.Prompts[0].MayHaveArrived)));
    }

    private async Task WithBotAsync(Func<Bot, Task> act)
    {
        await using var tables = SqliteTables.Open(Path.Combine(_folder, "crmbot.db"));
        using var bot = _stage.Start(tables);
        await act(bot);
    }
}
