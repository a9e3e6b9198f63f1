using System.Text;

namespace CrmBot.Protocol;

/// <summary>
/// Words that one activity after the other repeats without being known beforehand: tenants, service URLs, zones, the bot's own id.
/// A place holds the last word that fell on it, so nothing that is sent can make this grow.
/// </summary>
internal static class SeenWords
{
    private const int Places = 512;
    private const int Longest = 128;

    private static readonly string?[] s_words = new string?[Places];

    /// <param name="utf8">Only ASCII is remembered.</param>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var hash = default(HashCode);
        hash.AddBytes(utf8);
        ref var place = ref s_words[hash.ToHashCode() & (Places - 1)];
        if (place is { } word && Ascii.Equals(utf8, word))
        {
            return word;
        }

        word = Encoding.UTF8.GetString(utf8);
        place = word;
        return word;
    }
}
