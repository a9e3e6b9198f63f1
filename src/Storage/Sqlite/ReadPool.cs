using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>A few reading connections, opened when first needed. A connection that failed is not used again.</summary>
internal sealed class ReadPool : IAsyncDisposable
{
    private const int Size = 4;

    // A slot without a session means: you may open one.
    private readonly Channel<ReadSession?> slots = Channel.CreateBounded<ReadSession?>(Size);
    private readonly string path;
    private readonly ILogger logger;

    public ReadPool(string path, ILogger logger)
    {
        this.path = path;
        this.logger = logger;
        for (var i = 0; i < Size; i++)
        {
            slots.Writer.TryWrite(null);
        }
    }

    public async ValueTask<T> ReadAsync<T>(Func<ReadSession, T> read, CancellationToken ct)
    {
        ReadSession? session;
        try
        {
            session = await slots.Reader.ReadAsync(ct);
        }
        catch (ChannelClosedException e)
        {
            throw new StorageUnavailableException("The store is closed.", e);
        }

        try
        {
            session ??= new ReadSession(path);
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
            slots.Writer.TryWrite(session);
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < Size; i++)
        {
            (await slots.Reader.ReadAsync())?.Dispose();
        }

        slots.Writer.Complete();
    }
}
