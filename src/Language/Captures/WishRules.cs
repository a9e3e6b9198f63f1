using System.Text.RegularExpressions;
using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>What the customer wants, and what stands in the way.</summary>
internal sealed partial class WishRules(Sentence sentence, Func<CaptureClause, bool> isTaken)
{
    private const int Shortest = 2;

    private static readonly string[] Joins =
        ["但是", "但", "不过", "就是", "而且", "并且", "还有", "还", "也", "都", "又", "他们", "他", "她", "我们的", "我们", "话", "話", "说", "說", "讲", "講", "上", "里", "嘅", "的", "了", "现在", "主要", "客户",
         "but", "and", "so", "they", "he", "she", "also", "that", "to", "our", "is", "are", "still", "because", "really"];

    // Shown without them: 两条自动化产线 rather than 上两条自动化产线.
    private static readonly string[] Light = ["上", "做", "搞", "弄"];

    public Said<string>? Need() => Read("need", clause => !clause.Has("resolved"));

    public (Said<string>? Text, ObjectionCategory? Category) Objection()
    {
        var text = Read("objection", clause => !clause.Has("resolved"));
        if (text is null)
        {
            return (null, null);
        }

        var cues = sentence.Cues("objection").Where(c => sentence.Tokens[c.From].Start >= text.Start && sentence.Tokens[c.From].Start < text.Start + text.Length).ToList();
        var cue = cues.FirstOrDefault(c => !c.Leads) ?? cues.FirstOrDefault(c => c.Is != nameof(ObjectionCategory.Other)) ?? cues.FirstOrDefault();
        return (text, cue is null ? ObjectionCategory.Other : Enum.Parse<ObjectionCategory>(cue.Is));
    }

    /// <summary>"仓储模块嫌贵": what is too dear is what they want.</summary>
    public Said<string>? Dear()
    {
        foreach (var clause in sentence.Clauses.Where(c => !isTaken(c)))
        {
            if (clause.First("objection") is { Leads: false, Is: nameof(ObjectionCategory.Price) } cue && clause.EndOf(cue) >= clause.End - 1
                && Before(clause, cue) is { Length: > 1 } what && (what.EndsWith("模块", StringComparison.Ordinal) || what.EndsWith("系统", StringComparison.Ordinal) || what.EndsWith('版')
                    || what.EndsWith("设备", StringComparison.Ordinal) || what.EndsWith("套餐", StringComparison.Ordinal) || what.EndsWith("服务", StringComparison.Ordinal)))
            {
                return new Said<string>(what, clause.Start, clause.End - clause.Start, true);
            }
        }

        return null;
    }

    private Said<string>? Read(string field, Func<CaptureClause, bool> counts)
    {
        Said<string>? found = null;
        CaptureClause? lastOne = null;
        foreach (var clause in sentence.Clauses)
        {
            if (isTaken(clause) || !counts(clause) || clause.First(field) is not { } cue || (field == "need" && clause.First("objection") is { } objection && objection.From <= cue.From)
                || (field == "objection" && clause.Has("moment", nameof(MomentKind.FamilyHealth))))
            {
                continue;
            }

            if (field == "need" && cue.To - cue.From == 1 && sentence.Tokens[cue.From].Text == "要"
                && (Takes().IsMatch(sentence.Text[clause.EndOf(cue)..clause.End]) || clause.Cues("objection").Any(c => c.From > cue.From && c.To >= clause.To - 1)))
            {
                // 导出要五分钟, 退款要人工审太慢: how it is, not what they want.
                continue;
            }

            if (cue.Field == "need" && sentence.Tokens[cue.From].Text == "问" && clause.Names.Any(n => n.Start < clause.StartOf(cue) && Subject.IsObject(clause, n)))
            {
                // It is we who asked.
                continue;
            }

            var (start, end) = Stretch(clause, cue);
            var text = Words.Bare(Words.Tidy(sentence.Text[start..end]), Joins);
            if (cue.Leads && (text.Length < Shortest || (field == "need" && clause.EndOf(cue) >= clause.End - 1 && Before(clause, cue).Length == 0)))
            {
                continue;
            }

            if (found is null)
            {
                found = new Said<string>(text, start, end - start);
            }
            else if (lastOne is not null && clause.From <= lastOne.To + 1)
            {
                // Neighbours are one wish.
                found = found with { Value = found.Value + Between(lastOne, clause) + text, Length = end - found.Start };
            }
            else
            {
                found = found with { Value = found.Value + "; " + text, Length = end - found.Start };
            }

            lastOne = clause;
        }

        return found;
    }

    private string Between(CaptureClause one, CaptureClause other) =>
        sentence.Text[one.End..other.Start].Trim() is { Length: > 0 } stop ? Fold.IsHan(sentence.Text[one.End - 1]) ? stop[..1] : stop[..1] + " " : " ";

    private (int Start, int End) Stretch(CaptureClause clause, CaptureCue cue)
    {
        var end = clause.End;
        var other = clause.Cues(cue.Field == "need" ? "objection" : "need").FirstOrDefault(c => c.From >= cue.To && c.Leads && (c.To - c.From > 1 || sentence.Tokens[c.From].Kind is TokenKind.Word));
        end = other is null ? end : clause.StartOf(other);
        var rest = Words.Tidy(sentence.Text[clause.EndOf(cue)..end]);
        var before = Before(clause, cue);
        var han = sentence.Tokens[cue.From].Kind is TokenKind.Han;
        if (cue.Leads && rest.Length >= Shortest && !(han && before.Length >= Shortest && (cue.Field == "need" || rest.Length < 3)))
        {
            var start = clause.EndOf(cue);
            foreach (var light in Light)
            {
                if (cue.Field == "need" && rest.StartsWith(light, StringComparison.Ordinal) && rest.Length > 2 && IsCount(rest[1]))
                {
                    start = sentence.Text.IndexOf(light, start, StringComparison.Ordinal) + 1;
                    break;
                }
            }

            return (start, end);
        }

        return (before.Length >= Shortest || !han ? BeforeStart(clause, cue) : clause.StartOf(cue), end);
    }

    [GeneratedRegex(@"^\s*(?:\d+|[一二两三四五六七八九十半几]+)\s*个?(?:分钟|小时|秒|天|周|月|礼拜|星期|年|工作日)", RegexOptions.None, 5000)]
    private static partial Regex Takes();

    private static bool IsCount(char c) => char.IsAsciiDigit(c) || "一二两三四五六七八九十几套条台".Contains(c, StringComparison.Ordinal);

    /// <summary>What stands before a cue without names, channels and words that only tell who speaks.</summary>
    private string Before(CaptureClause clause, CaptureCue cue)
    {
        var start = BeforeStart(clause, cue);
        return start >= clause.StartOf(cue) ? ""
            : Words.Bare(clause.Without(start, clause.StartOf(cue), clause.Dates.Select(d => (d.Start, d.Start + d.Length))), Joins) is var text && text.Length >= Shortest ? text : "";
    }

    /// <summary>小程序改版他们想春节后开工: what it is about stands in front of who wants it.</summary>
    private static bool HasTopic(CaptureClause clause, CaptureCue subject) =>
        subject.Is == "Them" && clause.Of.Tokens[subject.From].Kind is TokenKind.Han
        && clause.Without(clause.Start, clause.StartOf(subject), clause.Names.Select(n => (n.Start, n.End)).Concat(clause.Cues("channel").Select(c => (clause.StartOf(c), clause.EndOf(c))))).Length > 3;

    private int BeforeStart(CaptureClause clause, CaptureCue cue)
    {
        var start = clause.Start;
        foreach (var end in clause.Names.Where(n => n.Start < clause.StartOf(cue)).Select(n => n.End)
                     .Concat(clause.Cues("channel").Concat(clause.Cues("subject").Where(c => !HasTopic(clause, c))).Where(c => c.To <= cue.From).Select(clause.EndOf)))
        {
            start = Math.Max(start, end);
        }

        return start;
    }
}
