using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests.Operation;

/// <summary>What was given up is found by one query, and comes back when it is asked for.</summary>
public sealed class RedriveTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly Heard _signal = new();
    private readonly GivenUpStore _store;

    public RedriveTests() => _store = new GivenUpStore(_stage.Tables, _signal);

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task What_the_channel_never_takes_is_listed_with_its_reason_and_goes_out_when_it_is_started_again()
    {
        await GiveUpAsync(new Delivered.Rejected("400 BadArgument"));
        var failed = Assert.Single(await _store.AllAsync(Sample.Tenant, default));
        Assert.Equal((Sample.Owner, PromptState.Poison, "400 BadArgument"), (failed.Recipient, failed.Prompt.State, failed.Prompt.Why));
        Assert.Empty(await _store.AllAsync("t2", default));

        _stage.Advance(TimeSpan.FromHours(2));
        var now = _stage.People.GetUtcNow();
        Assert.True(await _store.RedriveAsync(Sample.Tenant, Sample.Owner, failed.Prompt.Id, now, default));
        Assert.Equal(now, _signal.At);
        Assert.Empty(await _store.AllAsync(Sample.Tenant, default));
        _stage.Channel.AnswerWith(new Delivered.Arrived("a"));
        Assert.Equal(1, (await _stage.PassAsync()).Arrived);

        var last = _stage.Channel.Sent[^1].Prompts[0];
        Assert.Equal((1, false), (last.Attempt, last.MayHaveArrived));
        Assert.Contains((await _stage.PromptAsync()).Trail!, m => m.Why == PromptMark.Redriven);
        Assert.Equal(0, _stage.Tables.Count("sys"));
    }

    [Fact]
    public async Task What_is_started_again_twice_is_sent_once()
    {
        await GiveUpAsync(new Delivered.Rejected("400"));
        var id = Prompt.IdOf(Sample.StepId);
        Assert.True(await _store.RedriveAsync(Sample.Tenant, Sample.Owner, id, _stage.People.GetUtcNow(), default));
        Assert.False(await _store.RedriveAsync(Sample.Tenant, Sample.Owner, id, _stage.People.GetUtcNow(), default));
        Assert.False(await _store.RedriveAsync(Sample.Tenant, Sample.Owner, "none", _stage.People.GetUtcNow(), default));
        _stage.Channel.AnswerWith(new Delivered.Arrived("a"));
        await _stage.PassAsync();
        await _stage.PassAsync();
        Assert.Equal(2, _stage.Channel.Sent.Count);
        Assert.False(await _store.RedriveAsync(Sample.Tenant, Sample.Owner, id, _stage.People.GetUtcNow(), default));
    }

    [Fact]
    public async Task One_that_may_have_arrived_says_so_when_it_comes_again_and_is_not_repeated_by_itself()
    {
        await GiveUpAsync(new Delivered.Ambiguous("reset"), silences: 2);
        var failed = Assert.Single(await _store.AllAsync(Sample.Tenant, default));
        Assert.Equal(PromptState.Unknown, failed.Prompt.State);

        await _store.RedriveAsync(Sample.Tenant, Sample.Owner, failed.Prompt.Id, _stage.People.GetUtcNow(), default);
        await _stage.PassAsync();
        Assert.True(_stage.Channel.Sent[^1].Prompts[0].MayHaveArrived);
        _stage.Advance(TimeSpan.FromHours(1));
        await _stage.PassAsync();

        Assert.Equal(3, _stage.Channel.Sent.Count);
        Assert.Single(await _store.AllAsync(Sample.Tenant, default));
    }

    [Fact]
    public async Task A_step_that_was_closed_meanwhile_is_neither_listed_nor_sent()
    {
        await GiveUpAsync(new Delivered.Rejected("400"));
        await Sample.Done(_stage.Whole);

        Assert.Empty(await _store.AllAsync(Sample.Tenant, default));
        Assert.False(await _store.RedriveAsync(Sample.Tenant, Sample.Owner, Prompt.IdOf(Sample.StepId), _stage.People.GetUtcNow(), default));
        Assert.Equal(0, _stage.Tables.Count("sys")); // and the note is gone
    }

    // A process that dies after the note: the prompt is still being sent, and is given up by whoever comes next.
    [Fact]
    public async Task A_note_of_something_that_is_being_sent_stays()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        var seen = 0;
        _stage.Channel.Answer = async _ =>
        {
            await _stage.Tables.ApplyAsync([GivenUpRow.Note(Sample.Tenant, Sample.Owner, Prompt.IdOf(Sample.StepId))], default);
            seen = (await _store.AllAsync(Sample.Tenant, default)).Count;
            return new Delivered.Rejected("400");
        };
        await _stage.PassAsync();

        Assert.Equal(0, seen);
        Assert.Single(await _store.AllAsync(Sample.Tenant, default));
    }

    private async Task GiveUpAsync(Delivered end, int silences = 0)
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.AnswerWith(end);
        await _stage.PassAsync();
        for (var i = 0; i < silences; i++)
        {
            _stage.Advance(TimeSpan.FromHours(1));
            await _stage.PassAsync();
        }
    }

    private sealed class Heard : IDueSignal
    {
        public DateTimeOffset? At { get; private set; }

        public void Planned(DateTimeOffset due) => At = due;
    }
}
