using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>Who is there in a run, and what they do.</summary>
/// <param name="trouble">Until then things go wrong.</param>
/// <param name="peace">How long it may take afterwards until nothing is left to do.</param>
/// <param name="poll">The longest wait between two passes, on average.</param>
internal abstract class Plot(Simulated run, TimeSpan trouble, TimeSpan peace, TimeSpan poll)
{
    // How long somebody looks at a screen that does not answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private int _ops;

    public TimeSpan Trouble => trouble;
    public TimeSpan LongestPeace => peace;
    public TimeSpan Poll => poll;
    public abstract Witness Witness { get; }

    protected Random Dice => run.Faults.Dice;

    /// <summary>What is there at the beginning.</summary>
    public abstract Task SetAsync(Process whole);

    /// <summary>Begins everything people do; ends when all of it was answered.</summary>
    public abstract Task Begin();

    /// <summary>At the end, when all is quiet.</summary>
    public abstract Task CheckAsync(Process whole);

    protected string NextOp() => $"op{++_ops}";

    protected Task Go(TimeSpan at, Func<Task> act) => run.Time.Begin(async () =>
    {
        await run.Time.UntilAsync(at);
        await act();
    });

    /// <summary>Asks one process or another, with the same operation, until one answers.</summary>
    protected async Task<T> AskAsync<T>(Func<Replica, Task<T>> ask)
    {
        while (true)
        {
            var replica = await run.AnyAsync();
            var asked = run.Time.Begin(() => ask(replica));
            if (await Task.WhenAny(asked, run.Time.After(Patience)) == asked)
            {
                try
                {
                    return await asked;
                }
                catch (StorageUnavailableException)
                {
                    await run.Time.After(run.Faults.Between(1, 10));
                }
            }
        }
    }

    protected static async Task<ChangeOutcome<string>> ChangeAsync(Replica r, string opId, string customer, Func<Domain.CustomerFile, Domain.CustomerEdit?> edit)
    {
        var outcome = await r.Stores.Customers.ChangeAsync<string>(
            new ChangeRequest(Sample.Tenant, customer, opId, Sample.Owner, r.Life.PeopleClock.GetUtcNow()),
            file => edit(file!) is { } it ? new Decision<string>.Commit(it) : new Decision<string>.No("no"),
            default);
        return outcome is ChangeOutcome<string>.Contended ? throw new StorageUnavailableException("contended") : outcome;
    }
}
