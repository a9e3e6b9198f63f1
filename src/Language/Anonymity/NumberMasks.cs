using System.Text.RegularExpressions;

namespace CrmBot.Language;

/// <summary>Covers figures, whatever they are written with: they tell one deal from another. Weekdays and "one" stay.</summary>
internal static partial class NumberMasks
{
    public static void Cover(Masks masks)
    {
        foreach (Match m in Figures().Matches(masks.Text))
        {
            masks.Cover(m.Index, m.Index + m.Length, KindOf(m));
        }

        foreach (Match m in Words().Matches(masks.Text))
        {
            masks.Cover(m.Index, m.Index + m.Length, m.Groups["money"].Success ? MaskKind.Amount : MaskKind.Count);
        }

        foreach (Match m in Numerals().Matches(masks.Text))
        {
            if (!IsWord(masks.Text, m.Index, m.Groups["number"].Length))
            {
                masks.Cover(m.Index, m.Index + m.Length, KindOf(m));
            }
        }
    }

    private static MaskKind KindOf(Match m) =>
        m.Groups["share"].Success ? MaskKind.Share
        : m.Groups["before"].Success || m.Groups["money"].Success || m.Groups["unit"].Success ? MaskKind.Amount
        : m.Groups["day"].Success ? MaskKind.Day
        : MaskKind.Count;

    /// <summary>Part of a word that is no number: a weekday, 第三方, 十分.</summary>
    private static bool IsWord(string text, int at, int length)
    {
        if (length > 1)
        {
            return false;
        }

        var (before, c, behind) = (at > 0 ? Fold.Char(text[at - 1]) : ' ', Fold.Char(text[at]), at + 1 < text.Length ? Fold.Char(text[at + 1]) : ' ');
        return c is '一' || before is '周' or '期' or '拜' || (before, behind) is ('第', '方') || (c, behind) is ('十', '分') or ('两', '次') or ('三', '方') or ('千', '万') or ('万', '一') || (before, c) is ('务', '必');
    }

    [GeneratedRegex(
        @"(?<before>(?i:us\$|hk\$|nt\$|[$£€¥￥]|(?<![a-z])(usd|gbp|eur|rmb|cny|hkd|twd|jpy|sgd))\s?)?\d([\d,，.]*\d)?(?<unit>\s?(百万|千万|万|萬|亿|億|千|(?i:(k|m|w|mn|bn|million|thousand|billion)(?![a-z0-9]))))?(?<rest>\d*)(?<share>\s?(%|％|‰|(?i:percent|pct)(?![a-z])|个?百分点|個?百分點|个点|個點|成(?![交功本品立为])|折))?(?<money>\s?(人民币|人民幣|美元|美金|英镑|英鎊|欧元|歐元|港币|港幣|港元|新台币|新台幣|台币|日元|元|块|塊|刀|(?i:(usd|gbp|eur|rmb|cny|hkd|twd|sgd|dollars?|bucks|pounds?|quid|euros?|yuan)(?![a-z]))))?(?<day>\s?(号|號|日|点|點|时|年|(?i:(am|pm|st|nd|rd|th|o'clock)(?![a-z]))))?",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figures();

    [GeneratedRegex(
        @"(?<![A-Za-z])(?i:half a |a couple of |a )?(?i:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?)([\s-]+(?i:and )?(?i:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen))*(?<money>\s(?i:dollars?|pounds?|euros?|yuan|rmb|bucks|quid|grand))?(?![A-Za-z])",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(
        @"(?<number>[零〇一二三四五六七八九十百千两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟]+)(?<unit>[万萬亿億]+[零〇一二三四五六七八九十百千]*)?(?<share>成(?![交功本品立为為])|折|个百分点|個百分點|个点|個點)?(?<money>元|块|塊|美元|美金|英镑)?(?<day>月|号|號|日|点|點)?|(?<share>百分之[零〇一二三四五六七八九十百]+)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numerals();
}
