using System.Globalization;
using System.Text;

namespace CrmBot.Domain;

/// <summary>What two wordings have to do with each other.</summary>
public enum Alike
{
    /// <summary>They speak of different things.</summary>
    No,

    /// <summary>They speak of one thing, and not in the same words.</summary>
    Changed,

    /// <summary>They say the same.</summary>
    Same,
}

/// <summary>
/// Whether two short texts speak of the same thing: by the words and figures they have in common, Chinese by pairs of characters. Words
/// that any wish or worry is told with count for nothing, and different figures are a change.
/// </summary>
public static class Likeness
{
    private const double Enough = 0.5;

    /// <summary>Words that stand for one thing among wishes and worries, whatever else is said with them.</summary>
    private static readonly (string Thing, string[] Words)[] Things =
    [
        ("#price", ["报价", "價格", "价格", "价钱", "价位", "太贵", "嫌贵", "偏贵", "贵", "貴", "便宜", "price", "prices", "pricing", "pricey", "expensive", "cost", "costs", "costly"]),
        ("#time", ["工期", "交期", "交货期", "时程", "時程", "周期", "timeline", "timelines", "schedule", "timing"]),
    ];

    private static readonly string[] Empty =
    [
        "顾虑", "顧慮", "担心", "擔心", "担忧", "疑虑", "异议", "问题", "問題", "解决", "解決", "打消", "消除", "放心", "搞定", "接受", "处理", "需要", "希望", "想要", "要求", "打算", "他们", "他們", "她们", "客户", "客戶", "我们", "我們",
        "对方", "对手", "比较", "还是", "還是", "觉得", "觉着", "目前", "现在", "已经", "不再", "没有",
    ];

    private const string EmptyCharacters = "的了和与跟及或要想能会很太也都还就在是吗呢吧嘛啊呀不没有嫌被把给对比再又个些这那其们";

    private static readonly HashSet<string> EmptyWords = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "and", "or", "of", "for", "to", "in", "on", "at", "by", "with", "from", "about", "over", "is", "are", "was", "be", "been", "has", "have", "had", "it", "its", "they", "them", "their", "our", "we", "us",
        "he", "she", "his", "her", "this", "that", "these", "more", "another", "other", "some", "any", "also", "still", "too", "so", "very", "really", "now", "not", "no", "longer", "would", "like", "want", "wanted", "need", "needed", "ask", "asked",
        "worry", "worried", "worrie", "concern", "concerned", "issue", "problem", "objection", "sorted", "resolved", "solved", "fixed", "addressed", "settled", "cleared", "up", "s", "t", "re", "ve", "ll",
    };

    public static Alike Of(string one, string other)
    {
        var (a, b) = (Parts(one), Parts(other));
        if (a.Count == 0 || b.Count == 0)
        {
            return string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase) ? Alike.Same : Alike.No;
        }

        if (a.SetEquals(b))
        {
            return Alike.Same;
        }

        var shared = a.Count(p => b.Contains(p) && !IsFigure(p));
        var least = Math.Min(a.Count(p => !IsFigure(p)), b.Count(p => !IsFigure(p)));
        return shared > 0 && (shared == least || (shared > 1 && shared >= Enough * least)) ? Alike.Changed : Alike.No;
    }

    /// <summary>How much of the shorter is in the other: 0 to 1. Of several that are alike, the greatest is meant.</summary>
    public static double Share(string one, string other)
    {
        var (a, b) = (Parts(one), Parts(other));
        return a.Count == 0 || b.Count == 0 ? 0 : (double)a.Count(b.Contains) / Math.Min(a.Count, b.Count) + (double)a.Count(b.Contains) / (100 * Math.Max(a.Count, b.Count));
    }

    /// <summary>True of a text that says nothing but that there was a worry or a wish.</summary>
    public static bool SaysNothing(string text) => Parts(text).Count == 0;

    private static bool IsFigure(string part) => part[0] == '=';

    private static HashSet<string> Parts(string text)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal);
        var rest = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        foreach (var (thing, words) in Things)
        {
            foreach (var word in words.Where(w => !char.IsAscii(w[0]) && rest.Contains(w, StringComparison.Ordinal)))
            {
                parts.Add(thing);
                rest = rest.Replace(word, " ", StringComparison.Ordinal);
            }
        }

        foreach (var word in Empty)
        {
            rest = rest.Replace(word, " ", StringComparison.Ordinal);
        }

        for (var at = 0; at < rest.Length;)
        {
            var from = at;
            if (IsHan(rest[at]))
            {
                while (at < rest.Length && IsHan(rest[at]))
                {
                    at++;
                }

                Pairs(rest[from..at], parts);
            }
            else if (char.IsLetterOrDigit(rest[at]))
            {
                var digits = char.IsDigit(rest[at]);
                while (at < rest.Length && !IsHan(rest[at]) && (digits ? char.IsDigit(rest[at]) || (rest[at] == '.' && at + 1 < rest.Length && char.IsDigit(rest[at + 1])) : char.IsLetter(rest[at])))
                {
                    at++;
                }

                Word(rest[from..at], digits, parts);
            }
            else
            {
                at++;
            }
        }

        return parts;
    }

    private static void Word(string word, bool digits, HashSet<string> parts)
    {
        if (digits)
        {
            parts.Add("=" + word);
        }
        else if (Things.FirstOrDefault(t => t.Words.Contains(word, StringComparer.Ordinal)).Thing is { } thing)
        {
            parts.Add(thing);
        }
        else if (!EmptyWords.Contains(word))
        {
            var one = word is [.. var stem, 's'] && word.Length > 3 && stem[^1] != 's' ? stem : word;
            if (!EmptyWords.Contains(one))
            {
                parts.Add(one);
            }
        }
    }

    /// <summary>Pairs of neighbours; a character that stands alone is a part by itself, and a numeral a figure.</summary>
    private static void Pairs(string run, HashSet<string> parts)
    {
        for (var i = 0; i < run.Length; i++)
        {
            if (Numeral(run[i]) is { } figure && i + 1 < run.Length)
            {
                parts.Add("=" + figure.ToString(CultureInfo.InvariantCulture));
            }
            else if (!IsEmpty(run[i]) && i + 1 < run.Length && !IsEmpty(run[i + 1]))
            {
                parts.Add(run.Substring(i, 2));
            }
            else if (!IsEmpty(run[i]) && (i == 0 || IsEmpty(run[i - 1])))
            {
                parts.Add(run.Substring(i, 1));
            }
        }
    }

    private static bool IsEmpty(char c) => EmptyCharacters.Contains(c, StringComparison.Ordinal) || Numeral(c) is not null;

    private static int? Numeral(char c) => c == '两' || c == '兩' ? 2 : "零一二三四五六七八九十".IndexOf(c, StringComparison.Ordinal) is var n and >= 0 ? n : null;

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff';
}
