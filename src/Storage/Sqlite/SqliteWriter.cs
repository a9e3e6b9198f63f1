using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>
/// One writer for all callers: whatever waits is written in one transaction, so that callers share the cost of reaching
/// the disk. Nobody is answered before the commit, and when it fails nobody is told that anything stands.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    private const int CallsInBatch = 256;
    private const int CallsWaiting = 1024;

    /// <summary>How long a write that may wait waits for another one to go along with.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(1);

    private readonly Channel<WriteCall> calls = Channel.CreateBounded<WriteCall>(new BoundedChannelOptions(CallsWaiting) { SingleReader = true });
    private readonly Func<WriteSession> open;
    private readonly ILogger logger;
    private readonly Task loop;
    private readonly Lock gate = new();
    private List<ChangeSet> later = [];
    private WriteSession? session;

    public SqliteWriter(Func<WriteSession> open, ILogger logger)
    {
        this.open = open;
        this.logger = logger;
        session = open();
        loop = Task.Run(RunAsync);
    }

    /// <remarks>Cancelling stops the waiting; a change that is already on its way may still be kept.</remarks>
    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        var call = new WriteCall(sets, ct);
        try
        {
            await calls.Writer.WriteAsync(call, ct);
        }
        catch (ChannelClosedException e)
        {
            throw new StorageUnavailableException("The store is closed.", e);
        }

        return await call.Answer.Task.WaitAsync(ct);
    }

    /// <summary>Empties the write-ahead log behind the writes that wait; false when a reader was in the way.</summary>
    public async ValueTask<bool> EmptyLogAsync(CancellationToken ct)
    {
        var call = new WriteCall([], ct) { EmptiesLog = true };
        await calls.Writer.WriteAsync(call, ct);
        await call.Answer.Task.WaitAsync(ct);
        return call.LogIsEmpty;
    }

    /// <summary>Writes the whole database anew behind the writes that wait, and empties the log.</summary>
    /// <exception cref="StorageUnavailableException">There is no room for a second one, or the disk failed.</exception>
    public async ValueTask RewriteAsync(CancellationToken ct)
    {
        var call = new WriteCall([], ct) { EmptiesLog = true, Rewrites = true };
        await calls.Writer.WriteAsync(call, ct);
        await call.Answer.Task.WaitAsync(ct);
        if (call.NotRewritten is { } why)
        {
            throw new StorageUnavailableException("The database could not be written anew, as an erase needs it. Is the disk full?", why);
        }
    }

    /// <summary>Written with the next call, or by itself in a second; lost if the process dies before.</summary>
    public void ApplyLater(ChangeSet set)
    {
        lock (gate)
        {
            later.Add(set);
            if (later.Count == 1)
            {
                _ = FlushAsync();
            }
        }
    }

    /// <summary>Finishes the writes that wait and empties the write-ahead log, which needs every reader to be gone.</summary>
    public async ValueTask DisposeAsync()
    {
        calls.Writer.TryComplete();
        await loop;
        Write([]);
        using var held = connection.EnterScope();
        try
        {
            using var last = session ?? open();
            session = null;
            if (!last.EmptyLog())
            {
                SqliteLog.LogKept(logger, null);
            }
        }
        catch (Exception e) when (e is SqliteException or StorageUnavailableException)
        {
            SqliteLog.LogKept(logger, e);
        }
    }

    // A call without sets takes along what waits. A full channel is one that will be written anyway, a closed one has been.
    private async Task FlushAsync()
    {
        await Task.Delay(Later, TimeProvider.System);
        calls.Writer.TryWrite(new WriteCall([], CancellationToken.None));
    }

    private async Task RunAsync()
    {
        var batch = new List<WriteCall>(CallsInBatch);
        while (await calls.Reader.WaitToReadAsync())
        {
            while (batch.Count < CallsInBatch && calls.Reader.TryRead(out var call))
            {
                if (call.Ct.IsCancellationRequested)
                {
                    call.Answer.TrySetCanceled(call.Ct);
                }
                else
                {
                    batch.Add(call);
                }
            }

            if (batch.Count > 0)
            {
                Write(batch);
                batch.Clear();
            }
        }
    }

    private void Write(List<WriteCall> batch)
    {
        bool stands;
        wanted = true;
        lock (connection)
        {
            wanted = false;
            stands = WriteHeld(batch);
        }

        // Let go of before anybody is told, who will read next.
        if (stands)
        {
            batch.ForEach(call => call.Tell());
        }
    }

    /// <returns>False when it failed, and everybody knows.</returns>
    private bool WriteHeld(List<WriteCall> batch)
    {
        var along = TakeLater();
        if (along.Count == 0 && batch.TrueForAll(call => call.Changes == 0 && !call.EmptiesLog))
        {
            return true;
        }

        try
        {
            session ??= open();
            session.Begin(batch.Sum(call => call.Changes) + along.Sum(call => call.Changes));
            foreach (var call in batch.Concat(along))
            {
                call.Run(session);
            }

            session.Commit();
        }
        catch (Exception e)
        {
            Fail(batch, e);
            return false;
        }

        foreach (var call in batch)
        {
            // No transaction is open here, as emptying the log needs it.
            call.NotRewritten = call.Rewrites ? TryRewrite() : null;
            call.LogIsEmpty = call.EmptiesLog && TryEmptyLog();
        }

        return true;
    }

    private SqliteException? TryRewrite()
    {
        try
        {
            session!.Rewrite();
            return null;
        }
        catch (SqliteException e)
        {
            return e;
        }
    }

    private bool TryEmptyLog()
    {
        try
        {
            return session!.EmptyLog();
        }
        catch (SqliteException e)
        {
            SqliteLog.LogKept(logger, e);
            return false;
        }
    }

    private List<WriteCall> TakeLater()
    {
        lock (gate)
        {
            var along = later.ConvertAll(set => new WriteCall([set], CancellationToken.None));
            later = [];
            return along;
        }
    }

    // The connection goes, and its transaction with it; the next batch begins on a new one, so a disk that has room
    // again is enough to go on.
    private void Fail(List<WriteCall> batch, Exception e)
    {
        SqliteLog.BatchFailed(logger, batch.Count, (e as SqliteException)?.SqliteExtendedErrorCode ?? 0, e);
        try
        {
            session?.Dispose();
        }
        catch (SqliteException closing)
        {
            SqliteLog.BatchFailed(logger, batch.Count, closing.SqliteExtendedErrorCode, closing);
        }

        session = null;
        foreach (var call in batch)
        {
            call.Answer.TrySetException(new StorageUnavailableException($"The database could not be written: {e.Message}", e));
        }
    }
}
