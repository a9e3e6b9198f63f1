namespace CrmBot.Language;

/// <summary>Words that show that a pattern has taken something else for a name.</summary>
internal static class NoName
{
    private const int LongestWord = 3;

    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal)
    {
        "我", "你", "您", "他", "她", "它", "我们", "你们", "他们", "大家", "自己", "这个", "那个", "这", "那", "一下", "下", "的", "了", "客户", "团队", "全部", "所有",
        "今天", "明天", "昨天", "本周", "这周", "上周", "下周", "本月", "上个月", "这个月", "下个月", "现在", "目前", "最近",
        "it", "this", "you", "me", "him", "her", "them", "us", "we", "everyone", "everybody", "everything", "things", "a", "the", "today", "now", "tomorrow", "team",
    };

    private static readonly HashSet<string> First = new(StringComparer.Ordinal)
    {
        "what", "who", "whom", "whose", "how", "which", "where", "when", "why", "is", "are", "am", "do", "does", "did", "that", "anyone", "anybody", "someone",
    };

    public static bool Is(string slot, ReadOnlySpan<Token> tokens)
    {
        if (First.Contains(tokens[0].Text) || (slot == "person" && tokens is [{ Kind: TokenKind.Han }]))
        {
            return true;
        }

        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Text is "谁" or "哪" or "啥"
                || (i > 0 && (tokens[i - 1].Text, tokens[i].Text) is ("什", "么") or ("怎", "么") or ("多", "少")))
            {
                return true;
            }
        }

        return tokens.Length <= LongestWord && Whole.Contains(Join(tokens));
    }

    private static string Join(ReadOnlySpan<Token> tokens)
    {
        var joined = "";
        foreach (var token in tokens)
        {
            joined += token.Text;
        }

        return joined;
    }
}
