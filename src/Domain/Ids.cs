using System.Security.Cryptography;
using System.Text;

namespace CrmBot.Domain;

/// <summary>Where new ids come from: short random strings, never names.</summary>
public interface IIds
{
    /// <summary>A new id of 16 lower-case base-32 characters (80 bits).</summary>
    string New();
}

/// <summary>Ids derived from other ids, so that an operation that is repeated makes the same ids.</summary>
public static class Ids
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Longest id that is looked up, in UTF-16 units.</summary>
    private const int Longest = 64;

    /// <summary>An id that came from outside: itself when it can be one, else <c>-</c>, which names nothing.</summary>
    public static string Given(string? said) => said is { Length: > 0 and <= Longest } ? said : "-";

    /// <summary>The id an operation gives to its <paramref name="nth"/> product of a kind.</summary>
    public static string From(string opId, string kind, int nth = 0) => Hash(opId, kind, nth.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>16 base-32 characters (80 bits) of the hash of the parts; the parts may hold any text.</summary>
    public static string Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Text(hash.GetHashAndReset());
    }

    /// <summary>The first 80 bits of <paramref name="bytes"/> as 16 base-32 characters.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[16];
        for (var i = 0; i < 16; i++)
        {
            var bit = i * 5;
            var two = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[i] = Alphabet[(two >> (11 - bit % 8)) & 31];
        }

        return new string(text);
    }
}
