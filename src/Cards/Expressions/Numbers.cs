using System.Globalization;

namespace CrmBot.Cards;

/// <summary>The spelling of numbers that the language has from JavaScript: the shortest that reads back as the same number.</summary>
internal static class Numbers
{
    private const double Smallest = 1e-6;
    private const double Largest = 1e21;

    public static string Show(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var split = text.IndexOf('E', StringComparison.Ordinal);
        if (split < 0)
        {
            return text;
        }

        var (digits, power) = (text[..split], int.Parse(text.AsSpan(split + 1), CultureInfo.InvariantCulture));
        return Math.Abs(value) is >= Smallest and < Largest
            ? Unpowered(digits, power)
            : digits + (power < 0 ? "e" : "e+") + power.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Digits and a power as a number with zeros.</summary>
    private static string Unpowered(string digits, int power)
    {
        var sign = digits[0] == '-' ? "-" : "";
        var plain = digits.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        if (power < 0)
        {
            return sign + "0." + new string('0', -power - 1) + plain;
        }

        return plain.Length <= power + 1
            ? sign + plain.PadRight(power + 1, '0')
            : sign + plain[..(power + 1)] + "." + plain[(power + 1)..];
    }
}
