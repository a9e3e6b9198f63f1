using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>
/// A few reading connections, opened when first needed; the one used last is used next, because its cache knows the way. A
/// connection that failed is not used again.
/// </summary>
internal sealed class ReadPool(string path, ILogger logger) : IAsyncDisposable
{
    private const int Size = 4;

    private readonly SemaphoreSlim slots = new(Size);
    private readonly Stack<ReadSession> idle = new(Size);
    private bool closed;

    public async ValueTask<T> ReadAsync<T>(Func<ReadSession, T> read, CancellationToken ct)
    {
        await slots.WaitAsync(ct);
        ReadSession? session = null;
        try
        {
            session = Take() ?? new ReadSession(path);
            return read(session);
        }
        catch (SqliteException e)
        {
            session?.Dispose();
            session = null;
            SqliteLog.ReadFailed(logger, e.SqliteExtendedErrorCode, e);
            throw new StorageUnavailableException($"The database could not be read: {e.Message}", e);
        }
        finally
        {
            Return(session);
            slots.Release();
        }
    }

    /// <summary>Waits for the reads under way; later ones are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < Size; i++)
        {
            await slots.WaitAsync();
        }

        lock (idle)
        {
            closed = true;
            while (idle.TryPop(out var session))
            {
                session.Dispose();
            }
        }

        slots.Release(Size);
    }

    private ReadSession? Take()
    {
        lock (idle)
        {
            return closed ? throw new StorageUnavailableException("The store is closed.") : idle.TryPop(out var session) ? session : null;
        }
    }

    private void Return(ReadSession? session)
    {
        if (session is not null)
        {
            lock (idle)
            {
                idle.Push(session);
            }
        }
    }
}
