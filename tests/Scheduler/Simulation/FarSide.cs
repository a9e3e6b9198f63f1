namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>The connector and the people behind it: the ground truth of what arrived.</summary>
internal sealed class FarSide(VirtualTime time, Faults faults, Witness witness)
{
    private readonly Dictionary<string, TaskCompletionSource> _away = new(StringComparer.Ordinal);
    private readonly HashSet<string> _throttled = new(StringComparer.Ordinal);
    private int _activities;

    /// <returns>Ends when somebody is told that the person cannot be reached.</returns>
    public Task Leaves(string person) => (_away[person] = new TaskCompletionSource()).Task;

    public void Returns(string person) => _away.Remove(person);

    /// <summary>For as long as it lasts the connector asks everybody who sends to this person to wait.</summary>
    public void Throttle(string person, bool on) => _ = on ? _throttled.Add(person) : _throttled.Remove(person);

    public IPromptDelivery For(Life life) => new Door(this, life);

    private async ValueTask<Delivered> DeliverAsync(Life life, DueBatch batch)
    {
        witness.Began(batch);
        faults.Note(time.Now, life.Nth, "send", batch.Recipient);
        var fault = faults.Next(0.05);
        await life.BefallAsync(fault, faults);
        if (fault == Fault.DownBefore)
        {
            await life.SleepAsync(faults.Between(0, 15));
            return Known(batch, new Delivered.NotSent("refused"));
        }

        await life.ReachAsync(faults, faults.Between(0.05, 0.4));

        var answer = Decide(batch);
        if (answer is Delivered.Arrived || (answer is Delivered.Ambiguous && faults.Chance(0.5)))
        {
            witness.Arrived(batch);
        }

        switch (fault)
        {
            case Fault.CrashAfter:
                life.Crash();
                break;
            case Fault.StallAfter:
                life.Stall(faults.Stall());
                break;
            case Fault.LostAfter:
                answer = new Delivered.Ambiguous("lost");
                break;
        }

        await life.SleepAsync(answer is Delivered.Ambiguous ? faults.Between(1, 15) : TimeSpan.Zero);
        if (answer is Delivered.Ambiguous && faults.Chance(0.3))
        {
            throw new IOException("reset");
        }

        return Known(batch, answer);
    }

    private Delivered Known(DueBatch batch, Delivered answer)
    {
        witness.Answered(batch, answer);
        return answer;
    }

    private Delivered Decide(DueBatch batch)
    {
        if (_away.TryGetValue(batch.Recipient, out var told))
        {
            told.TrySetResult();
            return new Delivered.Unreachable("away");
        }

        if (_throttled.Contains(batch.Recipient))
        {
            return new Delivered.Later(faults.Between(60, 180));
        }

        return !faults.On ? Arrives() : faults.Dice.Next(1000) switch
        {
            < 30 => new Delivered.Later(faults.Between(1, 120)),
            < 50 => new Delivered.Later(null),
            < 100 => new Delivered.NotSent("refused"),
            < 102 => new Delivered.Rejected("never"),
            < 140 => new Delivered.Ambiguous("timeout"),
            _ => Arrives(),
        };
    }

    private Delivered.Arrived Arrives() => new($"a{++_activities}");

    private sealed class Door(FarSide far, Life life) : IPromptDelivery
    {
        public ValueTask<Delivered> DeliverAsync(DueBatch batch, CancellationToken ct) => far.DeliverAsync(life, batch);
    }
}
