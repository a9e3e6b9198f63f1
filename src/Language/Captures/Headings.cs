namespace CrmBot.Language;

internal enum Section
{
    None,
    Background,
    Needs,
    Feedback,
    NextSteps,
    Help,
}

/// <summary>Takes a text apart that was pasted with the five headings. Source: checklist A13.</summary>
internal static class Headings
{
    private static readonly (Section Section, string[] Words)[] Known =
    [
        (Section.Background, ["沟通背景", "溝通背景", "背景", "background", "context"]),
        (Section.Needs, ["客户需求", "客戶需求", "主要需求", "需求", "customer needs", "needs", "need", "requirements"]),
        (Section.Feedback, ["客户反馈", "客戶反饋", "客戶回饋", "反馈", "反饋", "回饋", "异议", "異議", "反馈与异议", "customer feedback", "feedback", "objections", "objection", "concerns"]),
        (Section.NextSteps, ["下一步计划", "下一步計劃", "下一步行动", "下一步行動", "下一步", "后续计划", "後續計劃", "行动计划", "next steps", "next step", "actions", "action items", "next"]),
        (Section.Help, ["需协作事项", "需協作事項", "需要协助", "需要協助", "协作事项", "需协作", "需要支持", "协助", "help needed", "help", "support needed", "collaboration"]),
    ];

    /// <summary>The sections in order of the text, each with where its words begin and end; empty when fewer than two headings stand there.</summary>
    public static IReadOnlyList<(Section Section, int Start, int End)> Split(string text)
    {
        var heads = new List<(Section Section, int Head, int Start)>();
        for (var at = 0; at < text.Length;)
        {
            if (At(text, at) is (var section, var start))
            {
                heads.Add((section, at, start));
                at = start;
            }
            else
            {
                at = Next(text, at);
            }
        }

        if (heads.Select(h => h.Section).Distinct().Count() < 2)
        {
            return [];
        }

        var sections = new List<(Section, int, int)>();
        if (heads[0].Head > 0 && text[..heads[0].Head].Trim().Length > 0)
        {
            sections.Add((Section.None, 0, heads[0].Head));
        }

        for (var i = 0; i < heads.Count; i++)
        {
            sections.Add((heads[i].Section, heads[i].Start, i + 1 < heads.Count ? heads[i + 1].Head : text.Length));
        }

        return sections;
    }

    /// <summary>A heading stands at the beginning of a line, or behind a stop, and ends with a colon or the line.</summary>
    private static (Section Section, int Start)? At(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '【' or '[' or '*' or '#' or '-' or '•' or '一' or '二' or '三' or '四' or '五' or '、' or '.' or '(' or ')' or '（' or '）' || char.IsAsciiDigit(text[at])))
        {
            at++;
        }

        foreach (var (section, words) in Known)
        {
            foreach (var word in words)
            {
                if (string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    var end = at + word.Length;
                    while (end < text.Length && text[end] is '】' or ']' or '*' or ' ')
                    {
                        end++;
                    }

                    if (end < text.Length && text[end] is ':' or '：' or '\n' or '\r')
                    {
                        return (section, end + 1);
                    }

                    if (end > at + word.Length && text[end - 1] is '】' or ']')
                    {
                        return (section, end);
                    }
                }
            }
        }

        return null;
    }

    private static int Next(string text, int at)
    {
        for (var i = at; i < text.Length; i++)
        {
            if (text[i] is '\n' or '。' or ';' or '；' or '|')
            {
                return i + 1;
            }
        }

        return text.Length;
    }
}
