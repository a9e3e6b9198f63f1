using System.Text;

namespace CrmBot.Storage;

/// <summary>
/// Keys as the bytes that SQLite compares. Azure orders keys by UTF-16 unit; UTF-8 orders them by code point, which
/// differs where a surrogate pair meets U+E000 to U+FFFF. So each unit is encoded by itself (CESU-8): the same bytes as
/// UTF-8 for everything but pairs, and bytewise order is the order of the units.
/// </summary>
internal static class KeyBytes
{
    /// <summary>Stands after every key: no encoded unit begins with 0xFF.</summary>
    public static readonly byte[] End = [0xff];

    /// <summary>Bytes that a key has at most.</summary>
    public const int Longest = Limits.KeyLength * 3;

    public static byte[] Of(string key)
    {
        Span<byte> bytes = key.Length > Limits.KeyLength ? new byte[key.Length * 3] : stackalloc byte[Longest];
        return bytes[..Write(key, bytes)].ToArray();
    }

    /// <param name="bytes">Three for each unit are enough.</param>
    /// <returns>How many were written.</returns>
    public static int Write(string key, Span<byte> bytes)
    {
        if (!key.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return Encoding.UTF8.GetBytes(key, bytes);
        }

        var at = 0;
        foreach (var unit in key)
        {
            switch (unit)
            {
                case < '\u0080':
                    bytes[at++] = (byte)unit;
                    break;
                case < '\u0800':
                    bytes[at++] = (byte)(0xc0 | unit >> 6);
                    bytes[at++] = Tail(unit);
                    break;
                default:
                    bytes[at++] = (byte)(0xe0 | unit >> 12);
                    bytes[at++] = Tail(unit >> 6);
                    bytes[at++] = Tail(unit);
                    break;
            }
        }

        return at;
    }

    /// <summary>The first bytes that can follow <paramref name="key"/>: turns "greater than" into "at least".</summary>
    public static byte[] After(ReadOnlySpan<byte> key) => [.. key, 0];

    public static string Text(ReadOnlySpan<byte> key)
    {
        // Every surrogate begins with 0xED (so do Korean syllables, which the slow way reads as well).
        if (!key.Contains((byte)0xed))
        {
            return Encoding.UTF8.GetString(key);
        }

        var units = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length;)
        {
            var lead = key[i];
            if (lead < 0x80)
            {
                units.Append((char)lead);
                i++;
            }
            else if (lead < 0xe0)
            {
                units.Append((char)((lead & 0x1f) << 6 | key[i + 1] & 0x3f));
                i += 2;
            }
            else
            {
                units.Append((char)((lead & 0x0f) << 12 | (key[i + 1] & 0x3f) << 6 | key[i + 2] & 0x3f));
                i += 3;
            }
        }

        return units.ToString();
    }

    private static byte Tail(int bits) => (byte)(0x80 | bits & 0x3f);
}
