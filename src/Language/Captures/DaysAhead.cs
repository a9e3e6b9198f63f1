using System.Text.RegularExpressions;
using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Which days of a clause lie ahead, and whether it tells of the past.</summary>
internal sealed partial class DaysAhead(DateContext dates)
{
    private readonly DateOnly today = Zones.DayOf(dates.Now, dates.Zone);

    /// <summary>The first day or time of the clause that lies ahead.</summary>
    public DateFind? Ahead(CaptureClause clause)
    {
        var find = clause.Dates.FirstOrDefault(d => IsAhead(clause, d));
        if (find is { Time: null } && clause.Dates.FirstOrDefault(d => d != find && !d.HasDay && d.Time is not null) is { } time)
        {
            find = find with { Time = time.Time };
        }

        return find;
    }

    private bool IsAhead(CaptureClause clause, DateFind find)
    {
        var before = clause.Of.Text.AsSpan(0, find.Start).TrimEnd();
        var after = clause.Of.Text.AsSpan(find.Start + find.Length).TrimStart();
        if (find.Due < today || (find.SaidPast && find.Due == today) || (before.Length > 0 && "“\"「『".Contains(before[^1], StringComparison.Ordinal)) || (find.Bound == DateBound.On && Greets().IsMatch(after)))
        {
            return false;
        }

        if (find.Day > today || (find.Until ?? today) > today)
        {
            return true;
        }

        if (find is { HasDay: true, Bound: DateBound.By } && !Happened(clause))
        {
            return true;
        }

        // Today: what is told of it has mostly happened.
        var now = TimeOnly.FromDateTime(Zones.LocalOf(dates.Now, dates.Zone));
        return find.Time > now || (find.Time is null && find.Part is DayPart.Evening or DayPart.Afternoon && !Happened(clause))
            || (find.HasDay && find.Time is null && find.Part is null && clause.Has("action") && (!clause.Has("channel") || clause.Has("asking", "Must") || clause.Has("subject", "Us")) && !Happened(clause));
    }

    /// <summary>Told of the past.</summary>
    public static bool Happened(CaptureClause clause)
    {
        // 别忘了 holds no past.
        var from = clause.First("asking", "Must") is { } must ? clause.EndOf(must) : clause.Start;
        var text = clause.Of.Text.AsSpan(from, Math.Max(0, clause.End - from));
        return text.IndexOfAny(StepWords.Past) >= 0 || Was(clause) || (from == clause.Start && (clause.Has("outcome") || clause.Has("care", "Care")));
    }

    public static bool Was(CaptureClause clause) => StepWords.Did.Contains(clause.Of.Tokens[clause.From].Text) || StepWords.Was(clause.Text);

    /// <summary>"CNY greeting", 中秋问候: the day only says which one.</summary>
    [GeneratedRegex(@"^(?:greetings?|gifts?|cards?|hampers?|wishes|call\b|问候|祝福|问安|礼|拜年|红包|贺)", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Greets();
}
