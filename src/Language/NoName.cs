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

    /// <summary>What people call their own: "how is my team doing" asks of no customer.</summary>
    private static readonly HashSet<string> Team = new(StringComparer.Ordinal) { "team", "team's", "people", "reps", "colleagues" };

    private static readonly HashSet<string> Mine = new(StringComparer.Ordinal) { "customers", "clients", "accounts", "last", "latest", "next", "week", "month", "quarter", "pipeline", "numbers" };

    /// <summary>With 得 behind it, it asks how somebody does; 得 alone ends names too.</summary>
    private static readonly HashSet<string> Doing = new(StringComparer.Ordinal) { "写", "做", "干", "跟", "谈", "聊", "卖" };

    public static bool Is(string slot, ReadOnlySpan<Token> tokens)
    {
        if (First.Contains(tokens[0].Text) || (tokens.Length > 1 && IsOwn(tokens)) || (slot == "person" && tokens is [{ Kind: TokenKind.Han }]))
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

    private static bool IsOwn(ReadOnlySpan<Token> tokens) =>
        (tokens[0].Text is "the" or "my" or "our" && Team.Contains(tokens[1].Text)) || (tokens[0].Text is "my" or "our" && Mine.Contains(tokens[1].Text)) || (tokens[^1].Text == "得" && Doing.Contains(tokens[^2].Text));

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
