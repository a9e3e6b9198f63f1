using Microsoft.Data.Sqlite;

namespace CrmBot.Storage;

/// <summary>Lends the writing connection to readers.</summary>
internal sealed partial class SqliteWriter
{
    // Held while the connection is used: by the loop for a batch, by a reader for one read.
    private readonly Lock connection = new();

    // The loop waits for it: no further reader goes in before.
    private volatile bool wanted;

    /// <summary>
    /// Reads on the connection that writes, when nobody uses it. SQLite empties the cache of every other connection at each commit, so
    /// a change that reads, writes and reads again finds its pages here only. A read never waits for a write here, and a write for one
    /// read at most.
    /// </summary>
    /// <returns>False when the connection is in use, or fails: then another one is to be asked.</returns>
    public bool TryRead<T>(Func<ReadSession, T> read, out T? answer)
    {
        answer = default;
        if (wanted || !connection.TryEnter())
        {
            return false;
        }

        try
        {
            if (session is null)
            {
                return false;
            }

            answer = read(session.Reads);
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
        finally
        {
            connection.Exit();
        }
    }
}
