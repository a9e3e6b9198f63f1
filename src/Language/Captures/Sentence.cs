namespace CrmBot.Language;

/// <summary>A text with everything that can be found in it before its parts are understood.</summary>
internal sealed class Sentence
{
    // What a sentence may hold without ending: Mr. Zhou, 3 p.m., approx. 20.
    private static readonly HashSet<string> Abbreviations = new(StringComparer.Ordinal)
    {
        "dr", "mr", "mrs", "ms", "prof", "approx", "vs", "no", "inc", "ltd", "co", "st", "sept", "sep", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "oct", "nov", "dec",
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "a", "p", "m", "e", "g", "i", "etc", "est",
    };

    // Words in front of which another thought begins though nothing stops before them.
    private static readonly HashSet<string> Turns = new(StringComparer.Ordinal) { "but", "so", "then", "because", "otherwise", "btw" };

    private static readonly HashSet<string> After = new(StringComparer.Ordinal)
    {
        "i", "we", "he", "she", "they", "i'll", "will", "need", "needs", "want", "wants", "asked", "worried", "concerned", "call", "send", "ping", "then",
    };

    private static readonly HashSet<string> Ifs = new(StringComparer.Ordinal) { "if", "unless", "incase", "when", "once", "要是", "如果", "若", "万一", "一旦", "不然", "否则" };

    private static readonly HashSet<string> HanTurns = new(StringComparer.Ordinal) { "后来", "然后", "另外", "顺便" };

    // 备件清单我明天给 is one thought.
    private const int LongTopic = 8;

    // In front of 我 these make it the object.
    private static readonly HashSet<string> Givers = new(StringComparer.Ordinal) { "给", "让", "叫", "要", "请", "催", "问", "约", "求", "和", "跟", "带", "找", "等", "提", "醒", "对", "陪", "教", "帮", "替", "发", "寄", "打", "了" };

    private readonly Dictionary<string, List<CaptureCue>> cues;

    public Sentence(string text, CaptureContext context, IReadOnlyList<NameMention> names)
    {
        Text = text;
        Tokens = Token.Split(text);
        Names = names;
        Dates = [.. DateReader.Find(text, context.Dates).Where(d => !names.Any(n => n.Start <= d.Start && n.End >= d.Start + d.Length))];
        cues = CueBook.Shipped.Find(Tokens, names);
        foreach (var some in cues.Values)
        {
            some.RemoveAll(c => names.Any(n => n.Start <= Tokens[c.From].Start && n.End >= Tokens[c.To - 1].End));
        }

        Clauses = Split();
    }

    public string Text { get; }

    public List<Token> Tokens { get; }

    public IReadOnlyList<NameMention> Names { get; }

    public IReadOnlyList<DateFind> Dates { get; }

    public IReadOnlyList<CaptureClause> Clauses { get; }

    public List<CaptureCue> Cues(string field) => cues.TryGetValue(field, out var some) ? some : [];

    private List<CaptureClause> Split()
    {
        var clauses = new List<CaptureClause>();
        var from = 0;
        for (var at = 0; at <= Tokens.Count; at++)
        {
            var ends = at == Tokens.Count || Stops(at);
            if (!ends && !(at > from && Begins(at, from)))
            {
                continue;
            }

            Add(clauses, from, at);
            from = ends ? at + 1 : at;
        }

        return clauses;
    }

    private void Add(List<CaptureClause> clauses, int from, int to)
    {
        while (from < to && Tokens[from].Kind is TokenKind.Break or TokenKind.Sign && Tokens[from].Text is not ("@" or "#"))
        {
            from++;
        }

        if (from < to)
        {
            var first = Tokens[from].Text;
            clauses.Add(new CaptureClause(this, from, to, Ifs.Contains(first) || (from + 1 < to && Ifs.Contains(first + Tokens[from + 1].Text))));
        }
    }

    /// <summary>A stop that is neither inside of a date nor of a name.</summary>
    private bool Stops(int at)
    {
        var token = Tokens[at];
        if (token.Kind is not (TokenKind.Break or TokenKind.Sign) || (Inside(token.Start) && !ClosesDate(at)))
        {
            return false;
        }

        return token.Text switch
        {
            "." => EndsSentence(at),
            "-" => token.Start > 0 && char.IsWhiteSpace(Text[token.Start - 1]) && token.End < Text.Length && char.IsWhiteSpace(Text[token.End]),
            "," => !(at > 0 && at + 1 < Tokens.Count && IsDigit(at - 1) && IsDigit(at + 1) && Tokens[at + 1].Start == token.End),
            ":" or "、" => !(at > 0 && IsDigit(at - 1) && at + 1 < Tokens.Count && IsDigit(at + 1)),
            "\"" or "“" or "”" or "'" or "‘" or "’" or "`" or "<" or ">" or "$" or "£" or "€" or "¥" or "~" => false,
            "。" or ";" or "!" or "?" or "\n" or "\r" or "…" => true,
            _ => token.Kind is TokenKind.Break,
        };
    }

    private bool EndsSentence(int at)
    {
        var next = Tokens[at].End;
        if (at == 0 || (next < Text.Length && !char.IsWhiteSpace(Text[next])) || (at + 1 < Tokens.Count && IsDigit(at - 1) && IsDigit(at + 1) && Tokens[at + 1].Start == next))
        {
            return false;
        }

        return at + 1 == Tokens.Count || !Abbreviations.Contains(Tokens[at - 1].Text) || ClosesDate(at);
    }

    /// <summary>Another thought begins here without a stop: between two Chinese words with a space, or at "but".</summary>
    private bool Begins(int at, int from)
    {
        var (token, before) = (Tokens[at], Tokens[at - 1]);
        if (Inside(token.Start))
        {
            return false;
        }

        if (IsDigit(at) && token.Start > before.End && at + 2 < Tokens.Count && Tokens[at + 1].Text is "." or "、" or ")" or "）" && Tokens[at + 2].Kind is TokenKind.Han)
        {
            // "1.图纸周四发他 2.运费我们出": a list in one line.
            return true;
        }

        if (token.Kind is TokenKind.Han)
        {
            return (token.Text is "我" or "他" or "她" && at - from >= LongTopic && at + 1 < Tokens.Count && Tokens[at + 1].Text == "说" && before.Kind is TokenKind.Han && !Givers.Contains(before.Text))
                || (token.Text == "我" && at - from >= LongTopic && before.Kind is TokenKind.Han && at + 1 < Tokens.Count && Dates.Any(d => d.Start == Tokens[at + 1].Start) && !Givers.Contains(before.Text))
                || (at + 1 < Tokens.Count && HanTurns.Contains(token.Text + Tokens[at + 1].Text))
                || (before.Kind is TokenKind.Han && token.Start > before.End) || (token.Text is "但" && at + 1 < Tokens.Count)
                || (token.Text == "不" && at + 1 < Tokens.Count && Tokens[at + 1].Text == "过" && token.Start == before.End && before.Kind is not TokenKind.Han);
        }

        return Turns.Contains(token.Text) || (token.Text is "and" or "&" && at + 1 < Tokens.Count && After.Contains(Tokens[at + 1].Text));
    }

    private bool Inside(int place) =>
        Dates.Any(d => d.Start < place && d.Start + d.Length > place) || Names.Any(n => n.Start < place && n.End > place);

    /// <summary>The full stop of "by next Fri." that also ends the sentence.</summary>
    private bool ClosesDate(int at) => Tokens[at].Text == "." && Dates.Any(d => d.Start + d.Length == Tokens[at].End)
        && (at + 1 == Tokens.Count || (Tokens[at + 1].Start > Tokens[at].End && (char.IsUpper(Text[Tokens[at + 1].Start]) || After.Contains(Tokens[at + 1].Text))));

    private bool IsDigit(int token) => char.IsAsciiDigit(Tokens[token].Text[0]);
}
