using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CrmBot.Storage;

/// <summary>One caller's change sets on their way through the writer, and the answer it waits for.</summary>
internal sealed class WriteCall(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
{
    private Applied applied;
    private Exception? fault;

    public int Changes { get; } = sets.Sum(set => set.Changes.Count);

    public CancellationToken Ct => ct;

    /// <summary>Asks for the write-ahead log to be emptied after the commit.</summary>
    public bool EmptiesLog { get; init; }

    public bool LogIsEmpty { get; set; }

    /// <summary>The whole database is written anew, before the log is emptied.</summary>
    public bool Rewrites { get; init; }

    /// <summary>Why it was not.</summary>
    public SqliteException? NotRewritten { get; set; }

    public TaskCompletionSource<Applied> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Does the work without an answer. A call that breaks by itself keeps its fault and leaves its neighbours alone (the
    /// savepoint has undone the set); an outage is thrown and takes the whole batch with it.
    /// </summary>
    public void Run(WriteSession session)
    {
        try
        {
            applied = Apply(session);
        }
        catch (Exception e) when (!WriteSession.IsOutage(e))
        {
            fault = e;
        }
    }

    /// <summary>Answers the caller; only after the commit.</summary>
    public void Tell()
    {
        if (fault is null)
        {
            Answer.TrySetResult(applied);
        }
        else
        {
            Answer.TrySetException(fault);
        }
    }

    private Applied Apply(WriteSession session)
    {
        var before = session.LastVersion;
        for (var i = 0; i < sets.Count; i++)
        {
            var (because, at) = session.Apply(sets[i]);
            if (because != Refusal.None)
            {
                return new Applied(i, because, at);
            }
        }

        return new Applied(sets.Count) { Tags = sets.Count == 1 ? Versions(before) : null };
    }

    // Each change that wrote a row took the next number.
    private ETag[] Versions(long before) =>
        [.. sets[0].Changes.Select(c => c is Change.Delete ? default : new ETag((++before).ToString(CultureInfo.InvariantCulture)))];
}
