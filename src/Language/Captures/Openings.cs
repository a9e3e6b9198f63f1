using System.Text.RegularExpressions;

namespace CrmBot.Language;

/// <summary>
/// Words by which people say that they are going to tell something ("log: …", 记一下,…). They tell nothing themselves, and a bot that took
/// them for an order would lose what stands behind them.
/// </summary>
internal static partial class Openings
{
    /// <summary>The text with blanks in the place of such words: all other words stay where they were.</summary>
    public static string Blanked(string text)
    {
        for (var again = 0; again < 3; again++)
        {
            var match = Chinese().Match(text) is { Success: true } chinese ? chinese : English().Match(text);
            if (!match.Success || match.Groups["it"] is not { Length: > 0 } it || it.Index + it.Length >= text.Length)
            {
                return text;
            }

            text = string.Concat(text.AsSpan(0, it.Index), new string(' ', it.Length), text.AsSpan(it.Index + it.Length));
        }

        return text;
    }

    // 登记 and 记录 are orders to the bot too (登记一下瑞康的投诉), so that a stop has to stand behind them; 帮我约 asks nobody but the speaker's own diary.
    [GeneratedRegex(
        """
        ^\s*(?<it>(?:(?:请|請|麻烦你?|麻煩你?|帮我|幫我|帮忙|幫忙|帮|幫|替我|给我|給我|顺便|順便|另外|对了|對了|哦对|btw)\s*[,，]?\s*)*
          (?:(?:记|記)(?:一下|下来|下來|下|一笔|一筆|一条|一條|个事|個事|住了?|得)(?!来)
            |(?:备注|備註|备忘|備忘|补充|補充|存|录|錄)(?:一下|下|一条|一句|个事)
            |(?:跟|和|同|给|給)(?:你|您|大家)(?:说|說|讲|講|汇报|報告|报告)(?:一下|下|个事|一声|声)?(?=\s*[:：,，])
            |(?:记录|記錄|备注|備註|备忘|備忘|补充|補充|登记|登記|录入|錄入|录|说|說|写|同步|汇报|匯報|报告|報告|报备|更新|提示|提醒|注意|待办|待辦|计划|計劃|安排|下一步|小结|总结|總結|纪要|流水|随手记|便签)(?:(?:一下|下|个事)(?=\s*[:：,，])|(?=\s*[:：])))
          \s*[:：,，]?\s*)
        | ^\s*(?<it>(?:请|麻烦你?|帮我|幫我|帮忙|替我)\s*)(?=[约約安](?!.{0,3}会议室))
        | ^\s*(?<it>(?:对了|對了|顺便|順便|另外|哦对|顺便说一句)\s*[:：,，]\s*)
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Chinese();

    [GeneratedRegex(
        """
        ^\s*(?<it>(?:(?:please|pls|hey|hi|ok|okay|so|just|can\ you|could\ you|would\ you|i\ want\ to|i'd\ like\ to|let\ me|quick|short|small)[,:]?\s+)*
          (?:(?:note|make\ a\ note|take\ a\ note|take\ note|add\ a\ note|note\ down|write\ down|jot\ down|put\ down|log|log\ it|record|remember|memo|capture)\s+(?:that|this\s*[:,\-–—])
            |(?:note\ to\ self|to[\ -]?do|action(?:\ item)?|next\ steps?|plan|reminder|fyi|heads[\ -]?up|just\ so\ you\ know|for\ the\ record|for\ your\ information|update|quick\ update|note|notes|memo|log|log\ this|log\ it|record|remember|capture|jot\ down|note\ down|put\ down|write\ down|add\ a\ note|add\ note|make\ a\ note|take\ a\ note)\s*[:：,\-–—]
            |(?:log|record|note|add|file)(?=\s+(?:a|an|my|the|today's|this\ morning's|yesterday's)\s+(?:\w+\s+)?(?:call|visit|meeting|chat|e-?mail|demo|lunch)\b[^?]*[:,\-–—])
            |fyi|btw|heads[\ -]?up)
          \s*)(?=\S)
        | ^\s*(?<it>(?:(?:please|pls|can\ you|could\ you)\s+)?help\ me\s+(?:to\s+)?)(?=(?:book|arrange|schedule|set\ up|plan)\b)
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex English();
}
