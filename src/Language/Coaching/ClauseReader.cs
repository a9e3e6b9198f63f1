namespace CrmBot.Language;

/// <summary>Takes a text apart into clauses with what their words tell.</summary>
internal static class ClauseReader
{
    private const string EndsSentence = "。;!?\n\r";
    private const string EndsClause = ",、:|";

    /// <summary>Chinese figures that count; one alone is an article more often than a figure.</summary>
    private const string HanFigures = "二两三四五六七八九十百千万亿半";
    private const string Measures = "台套条个人家次份件箱组版页期点成折块元万亿千年月周天小时分吨米平层间店仓辆部张笔批项种倍单轮号";

    /// <summary>What some words imply beside what they are listed as.</summary>
    private static readonly (Cue If, Cue Then)[] Implied =
    [
        (Cue.Collect | Cue.Chase, Cue.Action),
        (Cue.Won | Cue.Lost | Cue.Paid | Cue.Refused, Cue.Decision),
    ];

    private const Cue Deal = Cue.Won | Cue.Lost | Cue.Undecided | Cue.Collect | Cue.Paid | Cue.Chase | Cue.Eager | Cue.Refused;

    public static List<Clause> Read(string folded, string text, IReadOnlyList<DateFind> dates)
    {
        var dated = new bool[folded.Length];
        foreach (var date in dates)
        {
            Array.Fill(dated, true, date.Start, Math.Min(date.Length, folded.Length - date.Start));
        }

        var clauses = Split(folded, dated);
        foreach (var clause in clauses)
        {
            clause.Dates.AddRange(dates.Where(d => d.Start >= clause.Start && d.Start < clause.End));
            Fill(clause, folded, text, dated);
        }

        return clauses;
    }

    private static List<Clause> Split(string folded, bool[] dated)
    {
        var clauses = new List<Clause>();
        var (start, sentence) = (0, 0);
        for (var i = 0; i <= folded.Length; i++)
        {
            var ends = i == folded.Length || (!dated[i] && EndsSentence.Contains(folded[i], StringComparison.Ordinal)) || IsStop(folded, i, dated);
            if (!ends && (dated[i] || !IsComma(folded, i)))
            {
                continue;
            }

            if (i > start)
            {
                clauses.Add(new Clause(start, i, sentence));
            }

            start = i + 1;
            sentence += ends ? 1 : 0;
        }

        return clauses;
    }

    /// <summary>A full stop, and not the point of 4.2 or of "Dr.".</summary>
    private static bool IsStop(string folded, int at, bool[] dated) =>
        folded[at] is '.' && !dated[at] && (at + 1 == folded.Length || folded[at + 1] == ' ' || Fold.IsHan(folded[at + 1]))
        && !(at >= 2 && folded[(at - 2)..at] is "dr" or "mr" or "ms");

    private static bool IsComma(string folded, int at) =>
        (EndsClause.Contains(folded[at], StringComparison.Ordinal)
            && !(at > 0 && at + 1 < folded.Length && char.IsAsciiDigit(folded[at - 1]) && char.IsAsciiDigit(folded[at + 1])))
        || (folded[at] == '-' && at > 0 && at + 1 < folded.Length && folded[at - 1] == ' ' && folded[at + 1] == ' ');

    private static void Fill(Clause clause, string folded, string text, bool[] dated)
    {
        for (var i = clause.Start; i < clause.End;)
        {
            if (dated[i] || folded[i] == ' ')
            {
                i++;
                continue;
            }

            var known = CoachWords.Shipped.Longest(folded.AsSpan(0, clause.End), i, out var cues);
            if (known > 0)
            {
                foreach (var (given, then) in Implied)
                {
                    cues |= (cues & given) != Cue.None ? then : Cue.None;
                }

                // Only the first verb tells the time: in "send the revised quote" the second does not.
                if ((cues & (Cue.Action | Cue.Touch)) != Cue.None && (cues & Cue.Appointed) == Cue.None && !clause.Has(Cue.Action | Cue.Touch) && folded.AsSpan(i, known).EndsWith("ed", StringComparison.Ordinal))
                {
                    cues |= Cue.Did;
                }

                clause.Names += (cues & Cue.Title) != Cue.None && IsSurname(clause, folded, i) ? 1 : 0;
                clause.Marks.Add(new CueMark(i, i + known, cues));
                clause.Cues |= cues;
                Overlapping(clause, folded, i + 1, i + known);
                i += known;
                continue;
            }

            i = Unknown(clause, folded, text, i);
        }
    }

    /// <summary>How a deal stands may begin in the middle of another word (已付 and 付清 in 已付清), but not lie inside it.</summary>
    private static void Overlapping(Clause clause, string folded, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var known = CoachWords.Shipped.Longest(folded.AsSpan(0, clause.End), i, out var cues);
            if (i + known > to && (cues & Deal) != Cue.None)
            {
                clause.Marks.Add(new CueMark(i, i + known, cues & Deal));
                clause.Cues |= cues & Deal;
            }
        }
    }

    /// <summary>Weighs a stretch that is no known word.</summary>
    private static int Unknown(Clause clause, string folded, string text, int at)
    {
        var c = folded[at];
        if (char.IsAsciiDigit(c))
        {
            var end = at;
            while (end < clause.End && (char.IsAsciiLetterOrDigit(folded[end]) || folded[end] is '.' or ',' or '%'))
            {
                end++;
            }

            clause.Figures++;
            return end;
        }

        if (Fold.IsHan(c))
        {
            if (HanFigures.Contains(c, StringComparison.Ordinal) && at + 1 < clause.End
                && (Measures.Contains(folded[at + 1], StringComparison.Ordinal) || HanFigures.Contains(folded[at + 1], StringComparison.Ordinal)))
            {
                clause.Figures++;
                return at + 2;
            }

            clause.Content += 2;
            return at + 1;
        }

        if (!char.IsLetter(c))
        {
            clause.Figures += c is '%' or '¥' or '$' or '€' or '£' ? 1 : 0;
            return at + 1;
        }

        var word = at;
        while (word < clause.End && (char.IsLetterOrDigit(folded[word]) || folded[word] is '\'') && !Fold.IsHan(folded[word]))
        {
            word++;
        }

        // A name in a sentence of its own language has a capital; in a Chinese one every Latin word is a term.
        var named = char.IsUpper(text[at]) && at > clause.Start;
        clause.Names += named ? 1 : 0;
        clause.Content += word - at > 1 ? 4 : 0;
        return Math.Max(word, at + 1);
    }

    /// <summary>Whether what stands before a title was a single character: 张总, 王工.</summary>
    private static bool IsSurname(Clause clause, string folded, int at) =>
        at > clause.Start && Fold.IsHan(folded[at - 1]) && (clause.Marks is [] || clause.Marks[^1].End < at);
}
