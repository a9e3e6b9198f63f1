namespace CrmBot.Language;

/// <summary>What people put around a request without changing it.</summary>
internal static class Manners
{
    private static readonly string[][] Openings = Split(
        // Greetings and fillers before the request.
        "你好", "您好", "嗨", "喂", "哈喽", "早", "早上好", "上午好", "下午好", "晚上好", "嗯", "好", "好的", "那", "那么", "对了", "顺便",
        // Asking kindly.
        "请", "请问", "请你", "麻烦", "麻烦你", "劳驾", "拜托", "帮", "帮我", "帮忙", "给我", "替我", "能", "能不能", "能否", "可以", "可不可以", "你能", "你可以",
        "我想", "我要", "我需要", "我想要", "我想看", "我想知道", "我想问", "想", "想要", "想问", "想知道", "问下", "问一下", "告诉我", "说说", "讲讲",
        "查", "查看", "查询", "找", "看", "看看", "看下", "看一下", "看一看", "再看", "再看看", "查下", "查一下", "查查",
        "hi", "hello", "hey", "ok", "okay", "so", "and", "just", "well", "good morning", "good afternoon", "good evening",
        "please", "pls", "plz", "kindly", "can you", "can u", "could you", "would you", "will you", "can i", "could i", "may i",
        "i want to", "i want", "i wanna", "i need to", "i need", "i'd like to", "i'd like", "i would like to", "i would like",
        "let's", "let me", "tell me", "show me", "show", "give me", "help me", "help me to", "see", "list", "find", "check", "get", "do you know", "what about", "how about");

    private static readonly string[][] Closings = Split(
        "啊", "呀", "呢", "吗", "嘛", "么", "吧", "了", "哦", "噢", "啦", "哈", "呗", "哟", "的", "的呢", "一下", "谢谢", "谢了", "多谢", "好吗", "好不好", "可以吗", "行吗",
        "please", "pls", "plz", "thanks", "thank you", "thx", "now", "for me");

    // Nobody is polite for longer.
    private const int LongestOpening = 24;

    // 网吧, 酒吧, 书吧 ...: here 吧 is the end of a name.
    private const string Bars = "网酒书水茶氧贴餐";

    /// <summary>Places where the request itself may begin: 0, and behind each opening.</summary>
    public static bool[] Starts(List<Token> tokens)
    {
        var starts = new bool[tokens.Count + 1];
        starts[0] = true;
        for (var at = 0; at < Math.Min(tokens.Count, LongestOpening); at++)
        {
            if (!starts[at])
            {
                continue;
            }

            if (tokens[at].Kind is TokenKind.Break or TokenKind.Sign)
            {
                starts[at + 1] = true;
            }

            foreach (var opening in Openings.Where(o => StandsAt(o, tokens, at)))
            {
                starts[at + opening.Length] = true;
            }
        }

        return starts;
    }

    /// <summary>Places where the request itself may end: the end of the sentence, and before each closing.</summary>
    public static bool[] Ends(List<Token> tokens)
    {
        var ends = new bool[tokens.Count + 1];
        ends[tokens.Count] = true;
        for (var at = tokens.Count - 1; at >= 0; at--)
        {
            ends[at] = tokens[at].Kind is TokenKind.Break or TokenKind.Sign
                ? ends[at + 1]
                : Array.Exists(Closings, c => StandsAt(c, tokens, at) && ends[at + c.Length]) && !IsBar(tokens, at);
        }

        return ends;
    }

    private static bool IsBar(List<Token> tokens, int at) =>
        tokens[at].Text == "吧" && at > 0 && Bars.Contains(tokens[at - 1].Text, StringComparison.Ordinal);

    private static bool StandsAt(string[] words, List<Token> tokens, int at)
    {
        if (at + words.Length > tokens.Count)
        {
            return false;
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (tokens[at + i].Text != words[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string[][] Split(params string[] phrases) =>
        [.. phrases.Select(p => Token.Split(p).Select(t => t.Text).ToArray())];
}
