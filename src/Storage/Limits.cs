using System.Buffers;

namespace CrmBot.Storage;

/// <summary>
/// What both engines accept, checked before either is asked, so that a row kept by SQLite can always be copied to Azure
/// Table Storage. Source: Microsoft's table service data model and entity group transaction pages. Breaking a limit is a
/// bug of the caller and throws <see cref="ArgumentException"/>.
/// </summary>
internal static class Limits
{
    /// <summary>In UTF-16 units, for the partition key and for the row key. Azure says 1 KiB of UTF-16.</summary>
    public const int KeyLength = 512;

    /// <summary>In bytes. Azure's entity is 1 MiB; the rest is room for keys and property names.</summary>
    public const int RowBytes = 960 * 1024;

    public const int ChangesInSet = 100;

    /// <summary>In bytes as they travel to Azure: content in base64, keys as addresses have them, and an allowance for the headers of each change.</summary>
    public const int SetBytes = 4 * 1024 * 1024;

    public const int RowsInPage = 1000;

    /// <summary>Content bytes after which a page ends early, as Azure ends it.</summary>
    public const int PageBytes = 4 * 1024 * 1024;

    private const int ChangeAllowance = 1536;

    // A character of a key in an address: three bytes of UTF-8, each as a percent sign and two digits.
    private const int KeyUnit = 9;

    // '%' is legal on Azure, yet known to break in URLs on the way there; U+FFFE and U+FFFF are no characters, and
    // RowRange.Prefix relies on the last one standing after every key.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\#?%\ufffe\uffff", .. Enumerable.Range(0, 0x20).Select(c => (char)c), .. Enumerable.Range(0x7f, 0x21).Select(c => (char)c)]);

    private static readonly SearchValues<char> InTableName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    public static void Check(IReadOnlyList<ChangeSet> sets)
    {
        foreach (var set in sets)
        {
            Check(set);
        }
    }

    public static void CheckKey(string table, string partitionKey, string rowKey)
    {
        CheckTable(table);
        CheckKey(partitionKey, "partition key");
        CheckKey(rowKey, "row key");
    }

    public static void Check(RowRange range, int take)
    {
        CheckTable(range.Table);
        CheckBound(range.FromPartition);
        CheckBound(range.ToPartition);
        CheckBound(range.FromRow);
        CheckBound(range.ToRow);
        if (take is < 1 or > RowsInPage)
        {
            throw new ArgumentOutOfRangeException(nameof(take), take, $"A page has 1 to {RowsInPage} rows.");
        }
    }

    private static void Check(ChangeSet set)
    {
        CheckTable(set.Table);
        CheckKey(set.PartitionKey, "partition key");
        if (set.Changes.Count is 0 or > ChangesInSet)
        {
            throw new ArgumentException($"A change set has 1 to {ChangesInSet} changes; this one has {set.Changes.Count}.", nameof(set));
        }

        var bytes = 0L;
        var seen = new HashSet<string>(set.Changes.Count, StringComparer.Ordinal);
        foreach (var change in set.Changes)
        {
            CheckKey(change.RowKey, "row key");
            if (!seen.Add(change.RowKey))
            {
                throw new ArgumentException("A change set changes a row twice.", nameof(set));
            }

            bytes += Weigh(set.PartitionKey, change);
        }

        if (bytes > SetBytes)
        {
            throw new ArgumentException($"A change set of {bytes} bytes on the wire is more than {SetBytes}.", nameof(set));
        }
    }

    public static long Weigh(string partitionKey, Change change)
    {
        var content = change switch
        {
            Change.Insert insert => insert.Data.Length,
            Change.Replace replace => replace.Data.Length,
            Change.Put put => put.Data.Length,
            _ => 0,
        };
        if (content > RowBytes)
        {
            throw new ArgumentException($"A row of {content} bytes is more than {RowBytes}.", nameof(change));
        }

        return (content + 2L) / 3 * 4 + KeyUnit * (partitionKey.Length + change.RowKey.Length) + ChangeAllowance;
    }

    private static void CheckTable(string table)
    {
        // Lower case only: Azure takes two names that differ in case for one table.
        var good = table.Length is >= 3 and <= 63 && char.IsAsciiLetterLower(table[0])
            && !table.AsSpan().ContainsAnyExcept(InTableName) && table is not "tables";
        if (!good)
        {
            throw new ArgumentException(
                $"'{table}' cannot name a table: 3 to 63 lower case letters and digits, a letter first, and not 'tables'.", nameof(table));
        }
    }

    // The message never quotes the key: a key that breaks the rules may hold what a person typed.
    private static void CheckKey(string key, string what)
    {
        if (key.Length is 0 or > KeyLength)
        {
            throw new ArgumentException($"A {what} has 1 to {KeyLength} characters; this one has {key.Length}.", nameof(key));
        }

        var at = key.AsSpan().IndexOfAny(Forbidden);
        if (at >= 0)
        {
            throw new ArgumentException($"A {what} must not hold U+{(int)key[at]:X4} (at {at}).", nameof(key));
        }

        CheckPairs(key);
    }

    private static void CheckBound(string? bound)
    {
        if (bound is not null)
        {
            CheckPairs(bound);
        }
    }

    private static void CheckPairs(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
            {
                throw new ArgumentException($"Half of a surrogate pair stands alone at {i}.", nameof(text));
            }

            i++;
        }
    }
}
