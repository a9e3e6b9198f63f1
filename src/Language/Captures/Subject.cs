namespace CrmBot.Language;

/// <summary>Who does what a clause tells.</summary>
internal enum Doer
{
    /// <summary>Not said.</summary>
    Nobody,
    Us,
    Colleague,
    Them,
}

/// <param name="ColleagueId">Of a colleague.</param>
/// <param name="Named">Somebody of ours whom the directory does not know, as written.</param>
/// <param name="Start">Of the words that say it; 0 with no length for nobody.</param>
internal sealed record Subject(Doer Who, string? ColleagueId, string? Named, int Start, int End)
{
    private static readonly Subject Nobody = new(Doer.Nobody, null, null, 0, 0);

    // Behind these a person is the object of the sentence.
    private static readonly HashSet<string> Prepositions = new(StringComparer.Ordinal)
    {
        "给", "跟", "和", "约", "找", "问", "催", "请", "同", "与", "向", "对", "帮", "叫", "让", "陪", "访", "见", "到", "去", "等", "为", "替", "谢", "俾", "搵", "邀", "带", "教",
        "联", "系", "知", "醒", "打", "以", "由", "把", "被", "于", "是", "比",
        "to", "with", "for", "call", "ring", "ping", "ask", "email", "met", "meet", "visit", "at", "from", "of", "chase", "see", "send", "@", "w", "/", "by", "about", "text",
        "phone", "message", "tell", "give", "invite", "on", "thank", "help", "remind", "introduce", "join", "and", "&", "vs", "than", "after", "over", "in", "w/", "via",
    };

    /// <param name="before">Where what is done begins.</param>
    public static Subject Of(CaptureClause clause, int before)
    {
        var tokens = clause.Of.Tokens;
        var (best, at) = (Nobody, int.MaxValue);
        foreach (var cue in clause.Cues("subject").Where(c => clause.StartOf(c) < before && !(c.Is == "Them" && c.From > clause.From && Prepositions.Contains(tokens[c.From - 1].Text))))
        {
            if (clause.StartOf(cue) < at)
            {
                at = clause.StartOf(cue);
                best = cue.Is == "Us"
                    ? new Subject(Doer.Us, null, tokens[cue.From].Text is "our" or "my" ? NameOf(clause, cue, before) : null, at, clause.EndOf(cue))
                    : Meant(clause, cue) is { } colleague ? new Subject(Doer.Colleague, colleague.Hits[0].Id, null, at, clause.EndOf(cue))
                    : new Subject(Doer.Them, null, null, at, clause.EndOf(cue));
            }
        }

        foreach (var name in clause.Names.Where(n => n.Start < before && n.Start < at && !IsObject(clause, n)))
        {
            at = name.Start;
            best = name.Kind == NameKind.Colleague ? new Subject(Doer.Colleague, name.Hits[0].Id, null, at, name.End) : new Subject(Doer.Them, null, null, at, name.End);
        }

        return best;
    }

    /// <summary>"转给小吴看了,她说今晚给结论": the colleague who was named last, in this clause or the one before.</summary>
    private static NameMention? Meant(CaptureClause clause, CaptureCue pronoun)
    {
        var all = clause.Of.Clauses;
        var before = all.LastOrDefault(c => c.To <= clause.From);
        return Alone.Contains(clause.Of.Tokens[pronoun.From].Text) && pronoun.To - pronoun.From <= 2
            && clause.Of.Names.LastOrDefault(n => n.Kind is not NameKind.Customer && n.End <= clause.StartOf(pronoun)) is { Kind: NameKind.Colleague } last && last.Start >= (before?.Start ?? 0)
            && clause.Of.Text.AsSpan(last.End, clause.StartOf(pronoun) - last.End).IndexOfAny(Ends) < 0 && !char.IsAsciiDigit(clause.Of.Tokens[clause.From].Text[0])
            ? last : null;
    }

    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create("。;；!！\n");

    private static readonly HashSet<string> Alone = new(StringComparer.Ordinal) { "他", "她", "he", "she", "he'll", "she'll" };

    public static bool IsObject(CaptureClause clause, NameMention name)
    {
        var first = clause.Of.Tokens.FindIndex(t => t.Start >= name.Start);
        return first > clause.From && (Prepositions.Contains(clause.Of.Tokens[first - 1].Text)
            || (first - 1 > clause.From && clause.Of.Tokens[first - 1].Text == "上" && clause.Of.Tokens[first - 2].Text is "拉" or "带" or "叫" or "喊" or "约"));
    }

    /// <summary>"our lawyer Amy": the last word in front of the deed that begins with a capital letter.</summary>
    private static string? NameOf(CaptureClause clause, CaptureCue our, int before)
    {
        for (var i = our.To; i < clause.To && i <= our.To + 3 && clause.Of.Tokens[i].Start < before; i++)
        {
            var token = clause.Of.Tokens[i];
            if (token.Kind is TokenKind.Word && char.IsUpper(clause.Of.Text[token.Start]) && !clause.Dates.Any(d => d.Start <= token.Start && d.Start + d.Length > token.Start)
                && token.Length > 1 && !clause.Of.Text.AsSpan(token.Start, token.Length).ContainsAnyInRange('0', '9') && char.IsLower(clause.Of.Text[token.Start + 1]))
            {
                return clause.Of.Text.Substring(token.Start, token.Length);
            }
        }

        return null;
    }
}
