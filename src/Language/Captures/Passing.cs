namespace CrmBot.Language;

/// <summary>Whether a customer is only mentioned beside the one that a text is about: compared with, come from, introduced to.</summary>
internal static class Passing
{
    private static readonly string[] ChineseBefore =
    [
        "竞品", "竞品是", "竞品有", "对手", "对手是", "竞争对手是", "像", "类似", "参考", "参照", "比照", "不如", "比", "拿", "除了", "输给", "丢给", "败给", "跳槽到", "跳槽去", "跳到",
        "介绍", "介绍给", "介绍给了", "介绍了", "介绍我们去", "介绍我们给", "介绍我去", "引荐给", "引荐给了", "引荐到", "推荐给", "推荐给了", "推荐了", "推荐", "转介", "转介绍", "换成", "改用", "用的是", "在用", "选了", "选择了",
    ];

    private static readonly string[] ChineseBehind =
        ["一样", "那样", "那种", "的案例", "案例", "的价格来比", "的报价来比", "来比", "相比", "也在用", "也在看", "抢走", "抢单", "抢了"];

    private static readonly string[] EnglishBefore =
    [
        "like", "unlike", "as", "than", "vs", "vs.", "versus", "against", "competitor", "compared to", "compared with", "similar to", "lost to", "lost it to", "losing to", "lose to", "switched to", "switching to", "switch to", "moved to",
        "moving to", "left for", "intro us to", "intro me to", "intro to", "intros us to", "introduce us to", "introduce me to", "introduced us to", "introduced me to", "introduction to", "introduction at", "refer us to", "referred us to", "referred me to", "referral to",
        "after", "besides", "apart from", "like at", "as at", "as with", "like with", "than at", "than with", "sister company", "just like", "way from", "back from", "coming from", "used to be at", "reference from", "case study from",
    ];

    private static readonly string[] EnglishBehind = [" case study", "'s case study", " reference", " also use", " uses the same"];

    public static bool Is(FlatText flat, Spot spot)
    {
        var folded = flat.Folded;
        var behind = folded.AsSpan(flat.EndOf(spot.To));
        var before = folded.AsSpan(0, flat.StartOf(spot.From)).TrimEnd(' ');
        return EndsWith(before, ChineseBefore, word: false) || EndsWith(before, EnglishBefore, word: true)
            || StartsWith(behind, ChineseBehind) || StartsWith(behind, EnglishBehind)
            || (before.EndsWith("从") && StartsWith(behind, ["出来", "回来", "过来", "离职", "离开", "跳"]))
            || (before.EndsWith("和") && behind.StartsWith("比"));
    }

    private static bool EndsWith(ReadOnlySpan<char> text, string[] words, bool word)
    {
        foreach (var one in words)
        {
            if (text.EndsWith(one, StringComparison.Ordinal) && (!word || text.Length == one.Length || !char.IsLetter(text[^(one.Length + 1)])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var one in words)
        {
            if (text.StartsWith(one, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
