using System.Text.RegularExpressions;

namespace CrmBot.Language;

/// <summary>Covers mail addresses, links, handles, telephone numbers and codes.</summary>
internal static partial class ReachMasks
{
    public static void Cover(Masks masks)
    {
        foreach (Match m in Addresses().Matches(masks.Text))
        {
            masks.Cover(m.Index, m.Index + m.Length, MaskKind.Reach);
        }

        foreach (Match m in Codes().Matches(masks.Text))
        {
            if (!masks.IsCovered(m.Index, m.Index + m.Length) && !Measures().IsMatch(m.ValueSpan))
            {
                masks.Cover(m.Index, m.Index + m.Length, MaskKind.Code);
            }
        }

        foreach (Match m in Dates().Matches(masks.Text))
        {
            masks.Cover(m.Index, m.Index + m.Length, MaskKind.Day);
        }

        foreach (Match m in Telephones().Matches(masks.Text))
        {
            if (!masks.IsCovered(m.Index, m.Index + m.Length))
            {
                masks.Cover(m.Index, m.Index + m.Length, MaskKind.Reach);
            }
        }
    }

    [GeneratedRegex(
        @"[A-Za-z0-9_.+-]+\s?@\s?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|(https?://|www\.)[^\s，。；、]+|\b[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.(com|cn|net|org|io|co|uk|hk|tw|de|jp|ai)\b(/[^\s，。；、]*)?|@[A-Za-z0-9_.-]+|@[\u4e00-\u9fff]{1,4}|(?i:wxid|微信号|qq|wechat id|skype)\s*[:：号]?\s*[A-Za-z0-9_.-]{3,}",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"(\d{2,4}\s?[-/年]|\d{4}\.)\s?\d{1,2}(\s?[-/.月]\s?\d{1,2}\s?[日号]?)?(?!\d)|\d{1,2}\s?月(\s?\d{1,2}\s?[日号]?)?|\d{1,2}:\d{2}(:\d{2})?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dates();

    [GeneratedRegex(@"\+?\(?\d[\d\s()\-]{5,}\d", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Telephones();

    // Letters and figures in one word, or joined by signs: PO-2231, HD3-A, CN20250910X.
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?=[A-Za-z0-9_#/-]*\d)(?=[A-Za-z0-9_#/-]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_#/-]*[A-Za-z0-9](?![A-Za-z0-9])|[#№]\s?[A-Za-z0-9-]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Codes();

    // 30k, 3pm, 2nd: figures with a measure, no codes.
    [GeneratedRegex(@"^(usd|rmb|cny|gbp|eur|hkd|twd|hk|us|nt)?\d[\d,.]*(k|m|w|mn|bn|am|pm|st|nd|rd|th|x|h|hrs?|mins?|days?|d|pcs|kg|km|mm|cm|rmb|usd|gbp|eur|cny|hkd)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Measures();
}
