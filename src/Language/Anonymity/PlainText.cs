using System.Globalization;
using System.Text;

namespace CrmBot.Language;

/// <summary>A text in one way of writing, so that nothing hides in another: full-width letters, circled figures, signs that are not seen.</summary>
internal static class PlainText
{
    /// <summary>Stands for a character that is a letter in no script of ours; it is covered up like an unknown one.</summary>
    public const char Strange = '\u3400';

    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark:
                    break;
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator:
                    plain.Append(rune.Value == '\n' ? '\n' : ' ');
                    break;
                case UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol when Same(rune):
                case UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned:
                    break;
                case UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation when rune.Value < 0xFF00:
                    plain.Append(rune.ToString());
                    break;
                case var _ when rune.Value is >= 0xFF00 and < 0xFF5F && Rune.IsPunctuation(rune) && rune.Value is not (0xFF20 or 0xFF0E or 0xFF0F or 0xFF05 or 0xFF0D or 0xFF3F):
                    plain.Append(rune.ToString());
                    break;
                default:
                    Append(plain, rune);
                    break;
            }
        }

        return plain.ToString();
    }

    private static bool Same(Rune rune) => rune.ToString().Normalize(NormalizationForm.FormKC) == rune.ToString();

    /// <summary>Signs that stand for letters or figures, as those; an accent is taken off, so that a name has one spelling.</summary>
    private static void Append(StringBuilder plain, Rune rune)
    {
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            plain.Append(part.IsBmp ? (char)part.Value : Rune.IsLetterOrDigit(part) ? Strange : ' ');
        }
    }
}
