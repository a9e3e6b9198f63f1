using System.Collections.Concurrent;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Fields;

/// <summary>
/// The fields of a tenant as turns show them: read anew after <see cref="Fresh"/>, by which other replicas see a change, and at once where
/// this process made one. What is decided or kept by them is done with <see cref="NowAsync"/> or what <see cref="FieldStore"/> holds.
/// </summary>
internal sealed class FieldBooks(FieldStore store, TimeProvider machine)
{
    /// <summary>As long as a customer's names are. See <see cref="Customers.TenantNames"/>.</summary>
    public static readonly TimeSpan Fresh = Customers.TenantNames.Fresh;

    private readonly ConcurrentDictionary<string, (FieldBook Book, long ReadAt)> known = new(StringComparer.Ordinal);

    public async ValueTask<FieldBook> OfAsync(string tenant, CancellationToken ct)
    {
        if (known.TryGetValue(tenant, out var seen) && machine.GetElapsedTime(seen.ReadAt) < Fresh)
        {
            return seen.Book;
        }

        return await NowAsync(tenant, ct);
    }

    /// <summary>As they are stored now, for what decides by them: another replica may have changed them since.</summary>
    public async ValueTask<FieldBook> NowAsync(string tenant, CancellationToken ct)
    {
        var at = machine.GetTimestamp();
        var book = await store.GetAsync(tenant, ct);

        // A slower read must not come over what an administrator has changed here meanwhile.
        return known.AddOrUpdate(tenant, (book, at), (_, now) => now.Book.Rev > book.Rev ? now : (book, at)).Book;
    }

    /// <summary>They were changed here.</summary>
    public void Changed(string tenant, FieldBook book)
    {
        var at = machine.GetTimestamp();
        known.AddOrUpdate(tenant, (book, at), (_, now) => now.Book.Rev > book.Rev ? now : (book, at));
    }
}
