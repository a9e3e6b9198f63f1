using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests;

public sealed class UnreachableTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Someone_who_was_never_in_touch_keeps_their_reminders_until_they_are()
    {
        await _stage.SetAsync(Sample.Step(owner: "new"));
        _stage.AdvanceToDue();
        Assert.Equal((0, 1), (await _stage.PassAsync()) is var r ? (r.Claimed, r.Held) : default);
        Assert.Equal(0, (await _stage.PassAsync()).Due);
        Assert.Null(await _stage.Bot.Stores.Reach.GetAsync(Sample.Tenant, "new", default));

        Assert.True(await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, "new", Sample.Reach(), default));
        Assert.Equal(1, (await _stage.PassAsync()).Arrived);
        Assert.Equal(0, _stage.Tables.Count("work"));
    }

    [Fact]
    public async Task Someone_who_blocked_the_bot_gets_their_reminders_when_they_return()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.AnswerWith(new Delivered.Unreachable("blocked"));
        Assert.Equal(1, (await _stage.PassAsync()).Held);
        Assert.Equal(ReachState.Blocked, (await _stage.Bot.Stores.Reach.GetAsync(Sample.Tenant, Sample.Owner, default))!.State);
        Assert.Equal((PromptState.Parked, 0), (await _stage.PromptAsync()) is var p ? (p.State, p.Attempt) : default);

        _stage.Channel.AnswerWith(new Delivered.Arrived("second"));
        await _stage.PassAsync();
        Assert.Single(_stage.Channel.Sent);
        await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, Sample.Owner, Sample.Reach(), default);
        await _stage.PassAsync();
        Assert.Equal(PromptState.Sent, (await _stage.PromptAsync()).State);
    }

    [Theory]
    [InlineData("new")]
    [InlineData("conversation")] // as it was: the contact itself must count
    public async Task Someone_who_returns_during_the_send_is_not_parked(string conversation)
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.Answer = async _ =>
        {
            await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, Sample.Owner, Sample.Reach() with { ConversationId = conversation }, default);
            return new Delivered.Unreachable("gone");
        };
        await _stage.PassAsync();
        _stage.Channel.AnswerWith(new Delivered.Arrived("second"));
        await _stage.PassAsync();
        Assert.Equal(PromptState.Sent, (await _stage.PromptAsync()).State);
    }

    [Fact]
    public async Task Someone_who_gets_in_touch_during_the_pass_is_served_in_it()
    {
        await _stage.SetAsync(Sample.Step(owner: "new"));
        _stage.AdvanceToDue();
        using var bot = _stage.Start(new AfterReach(_stage.Tables, () => _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, "new", Sample.Reach(), default)));
        Assert.Equal(1, (await bot.Pass.RunAsync(default)).Arrived);
    }

    [Fact]
    public async Task A_parked_reminder_that_was_done_meanwhile_is_not_released()
    {
        await _stage.SetAsync(Sample.Step(owner: "new"));
        _stage.AdvanceToDue();
        await _stage.PassAsync();
        await Sample.Done(_stage.Bot.Stores);
        await _stage.Bot.Stores.Reach.PutAsync(Sample.Tenant, "new", Sample.Reach(), default);
        await _stage.PassAsync();
        Assert.Empty(_stage.Channel.Sent);
    }

    /// <summary>Something happens right after the first time that a reach was read.</summary>
    private sealed class AfterReach(ITables inner, Func<ValueTask<bool>> happens) : ITables
    {
        private bool _happened;

        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) =>
            inner.GetAsync(table, partitionKey, rowKey, ct);

        public async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
        {
            var page = await inner.QueryAsync(range, take, next, ct);
            if (range is { Table: "prompts", FromRow: "day" } && !_happened)
            {
                _happened = true;
                await happens();
            }

            return page;
        }

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => inner.ApplyAsync(sets, ct);
    }
}
