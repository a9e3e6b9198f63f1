using System.Buffers;
using System.Text.RegularExpressions;

namespace CrmBot.Language;

/// <summary>Words that decide whether a clause with a day is something to be done.</summary>
internal static partial class StepWords
{
    /// <summary>They only join a clause to what stood before it.</summary>
    public static readonly string[] Joins =
        ["必须", "一定", "务必", "吧", "呢", "然后", "所以", "因此", "并且", "并", "就", "先", "那", "也", "了", "会", "将", "and", "then", "so", "to", "will", "'ll", "that", "also", "just", "must", "should", "the plan is to", "please", "pls", "：", ":"];

    /// <summary>What is left of "ten days later we send it": the deed without its object.</summary>
    public static readonly HashSet<string> Objectless = new(StringComparer.OrdinalIgnoreCase)
    {
        "给", "发", "发过去", "寄过去", "送过去", "给过去", "给他", "给她", "给他们", "发他", "发她", "发他们", "发给他", "发给她", "发给他们", "给到", "给到他们", "交", "出", "寄", "送", "报", "回",
        "回他", "回复", "答复", "俾佢", "俾佢哋", "send it", "send it over", "send over", "send", "sending", "sending it", "deliver", "sends it", "will send", "send them", "send both", "deadline", "要", "交货", "截止", "wk of", "week of", "the week of", "promised", "promised for", "promised it", "for", "答复他", "给客户", "发客户", "提交",
    };

    /// <summary>A sentence that begins with one of these tells of the past.</summary>
    public static readonly HashSet<string> Did = new(StringComparer.Ordinal)
    {
        "sent", "called", "met", "emailed", "visited", "rang", "spoke", "had", "did", "got", "gave", "left", "went", "saw", "phoned", "texted", "messaged", "dropped", "delivered",
        "shipped", "fixed", "wished", "congratulated", "lost", "ran", "bumped", "chatted", "talked", "covered",
    };

    private static readonly string[] Once =
        ["打过", "聊过", "去过", "见过", "发过", "说过", "做过", "来过", "问过", "提过", "谈过", "用过", "试过", "看过", "最后一次", "首次", "第一次", "上次", "打過", "傾過", "last time", "first time"];

    /// <summary>Signs of the past inside a Chinese clause.</summary>
    public static readonly SearchValues<char> Past = SearchValues.Create("了已咗刚剛啱");

    /// <summary>打过 tells of the past, 打过来 does not.</summary>
    public static bool Was(string text) => Once.Any(o => Holds(text, o));

    private static bool Holds(string text, string once) =>
        text.IndexOf(once, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && !(at + once.Length < text.Length && text[at + once.Length] is '来' or '去' or '來');

    /// <summary>A thing and a day with one of these are no task.</summary>
    [GeneratedRegex(@"不|没|沒|無|无|停|休|放假|出差|旺季|淡季|\b(?:no|not|never|nothing|was|were|is|are|has|had|holiday|off|away|out|board|budget|closed|starts?|until|till?|time|since)\b", RegexOptions.IgnoreCase, 5000)]
    public static partial Regex Never();

    /// <summary>寄采购单过来: it comes to us.</summary>
    [GeneratedRegex(@"[寄发送传汇轉转交返打發傳匯].{0,6}(?:过来|過來|返嚟)", RegexOptions.None, 5000)]
    public static partial Regex Hither();

    /// <summary>What comes from the customer.</summary>
    [GeneratedRegex(@"\bPO\b|\bpayment\b|contract back|back to us|to us\b|\bdeposit\b|到账|回款|尾款|首付|定金|预付|款", RegexOptions.IgnoreCase, 5000)]
    public static partial Regex Coming();
}
