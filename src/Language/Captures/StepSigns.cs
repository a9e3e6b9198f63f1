namespace CrmBot.Language;

/// <summary>What a clause with a deed shows of itself.</summary>
internal static class StepSigns
{
    /// <summary>"再这样明年就不续了": what is not done is no step.</summary>
    public static bool Denied(CaptureClause clause, CaptureCue deed) =>
        ((deed.From + 1 < clause.To && clause.Of.Tokens[deed.From + 1].Text == "不")
            || (deed.From > clause.From && clause.Of.Tokens[deed.From - 1].Text is "不" or "没" or "别" or "未" or "无" or "not" or "never" or "don't" or "won't" or "didn't" or "can't" or "cant" or "wont" or "dont" or "didnt" or "cannot" or "no"))
        && !clause.Has("subject", "Us");

    public static bool Again(CaptureClause clause, CaptureCue deed) =>
        !deed.Is.Equals("Pay", StringComparison.Ordinal) && (clause.Of.Tokens[deed.From].Text == "再" || (deed.From > clause.From && clause.Of.Tokens[deed.From - 1].Text == "再"));

    /// <summary>Whether it tells what they want rather than what we do: the wish stands before the day.</summary>
    public static bool Wishes(CaptureClause clause, DateFind? when, CaptureCue? deed) =>
        clause.First("need") is { } wish && !(when is { Bound: DateBound.By } && when.Start + when.Length <= clause.StartOf(wish) && clause.StartOf(wish) - when.Start - when.Length <= 1) && !(deed is not null && when is not null && when.Start < clause.StartOf(wish) && deed.From <= wish.From);

    public static bool Objects(CaptureClause clause, CaptureCue? deed) => clause.First("objection") is { } objection && (deed is null || objection.From <= deed.From);

    public static NameMention? Helper(CaptureClause clause, CaptureCue lets) =>
        clause.Names.FirstOrDefault(n => n.Kind is not NameKind.Customer && n.Start >= clause.EndOf(lets) && n.Start <= clause.EndOf(lets) + 6);

    /// <summary>"signs on Thursday": the preposition goes with the day.</summary>
    public static int On(CaptureClause clause, int day)
    {
        var before = clause.Of.Text.AsSpan(clause.Start, Math.Max(0, day - clause.Start)).TrimEnd();
        return before.EndsWith(" on", StringComparison.OrdinalIgnoreCase) || before.EndsWith(" at", StringComparison.OrdinalIgnoreCase) ? clause.Start + before.Length - 2 : day;
    }
}
