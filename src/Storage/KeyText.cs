using System.Globalization;
using System.Text;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>How the parts of keys are written.</summary>
internal static partial class Keys
{
    private const int LongestPart = 120;

    /// <summary>The first part of a key, as it stands there.</summary>
    public static string TenantOf(string partitionKey) => partitionKey[..partitionKey.IndexOf('|', StringComparison.Ordinal)];

    /// <summary>The same instant as text that sorts by time.</summary>
    public static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>
    /// Any text as one part of a key: ASCII without <c>/ \ # ? | %</c> and control characters, so that both engines accept
    /// it and sort it alike. Different texts give different parts. Overlong texts are cut and end in their hash.
    /// </summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static string Part(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var plain = true;
        foreach (var c in text)
        {
            plain &= IsPlain(c);
        }

        var part = plain ? text : Escape(text);
        return part.Length <= LongestPart ? part : part[..40] + "~" + Ids.Hash(text);
    }

    /// <summary>The text that a part was made of.</summary>
    /// <exception cref="InvalidDataException">The text was overlong, so that the part does not hold it.</exception>
    public static string TextOf(string part)
    {
        var text = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            var isEscaped = part[i] == '~' && i + 4 < part.Length
                && ushort.TryParse(part.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
            text.Append(isEscaped ? (char)Convert.ToUInt16(part.Substring(i + 1, 4), 16) : part[i]);
            i += isEscaped ? 4 : 0;
        }

        return Part(text.ToString()) == part ? text.ToString() : throw new InvalidDataException("A key holds the beginning of a text only.");
    }

    private static string Escape(string text)
    {
        var part = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = IsPlain(c) ? part.Append(c) : part.Append('~').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return part.ToString();
    }

    // A brace is escaped because it ends ranges of parts.
    private static bool IsPlain(char c) => c is > ' ' and < '{' and not ('/' or '\\' or '#' or '?' or '%' or '\'');

    private static string Join(string first, string second, string third) => Part(first) + "|" + Part(second) + "|" + Part(third);

    private static string Rev(int rev) => rev.ToString("D10", CultureInfo.InvariantCulture);

    private static string Shard(int shard) => shard.ToString("D3", CultureInfo.InvariantCulture);

    private static string ReverseTicks(DateTimeOffset at) => (DateTime.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static int Hash(string first, string second)
    {
        var hash = 2166136261u;
        foreach (var c in first)
        {
            hash = (hash ^ c) * 16777619u;
        }

        hash = (hash ^ '|') * 16777619u;
        foreach (var c in second)
        {
            hash = (hash ^ c) * 16777619u;
        }

        // The low bits of this hash follow the last character closely; fold the high ones in.
        return (int)((hash ^ (hash >> 15)) & 0x7fffffff);
    }

    // A whole tenant, for the operator's check and rebuild only: as many calls as pages.

    public static (string From, string To) AllOf(string tenant) => (Part(tenant) + "|", Part(tenant) + "}");
    public static (string From, string To) AllCustomers(string tenant) => Of(tenant, "c");
    public static (string From, string To) AllPeople(string tenant) => Of(tenant, "p");
    public static (string From, string To) AllRecipients(string tenant) => Of(tenant, "r");

    private static (string From, string To) Of(string tenant, string kind) => (Part(tenant) + "|" + kind + "|", Part(tenant) + "|" + kind + "}");
}
