using System.Globalization;

namespace CrmBot.Protocol;

/// <summary>
/// JSON may escape half of a surrogate pair (a client that cut an emoji in two), which is no text: reading such a string throws,
/// here or much later in whoever reads the payload. Each lone half becomes U+FFFD, in place, since both escapes have six bytes.
/// </summary>
internal static class LoneSurrogates
{
    public static ReadOnlySpan<byte> Repaired(ReadOnlySpan<byte> json)
    {
        var at = NextLone(json, 0);
        if (at < 0)
        {
            return json;
        }

        var copy = json.ToArray();
        for (; at >= 0; at = NextLone(copy, at + 6))
        {
            "fffd"u8.CopyTo(copy.AsSpan(at + 2));
        }

        return copy;
    }

    private static int NextLone(ReadOnlySpan<byte> json, int from)
    {
        while (true)
        {
            var step = json[from..].IndexOf((byte)'\\');
            if (step < 0 || from + step + 1 >= json.Length)
            {
                return -1;
            }

            from += step;
            if (json[from + 1] != 'u')
            {
                from += 2;
                continue;
            }

            var unit = Unit(json, from);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Unit(json, from + 6)))
            {
                from += 12;
            }
            else if (char.IsSurrogate(unit))
            {
                return from;
            }
            else
            {
                from += 2;
            }
        }
    }

    // The UTF-16 unit escaped at a position; '\0' when there is no whole escape (the reader will judge that).
    private static char Unit(ReadOnlySpan<byte> json, int at)
    {
        if (at + 6 > json.Length || json[at] != '\\' || json[at + 1] != 'u')
        {
            return '\0';
        }

        return ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\0';
    }
}
