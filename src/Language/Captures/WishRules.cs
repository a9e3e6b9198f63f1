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
            return Obstacle() is { } obstacle ? (obstacle, ObjectionCategory.Other) : (null, null);
        }

        var cues = sentence.Cues("objection").Where(c => sentence.Tokens[c.From].Start >= text.Start && sentence.Tokens[c.From].Start < text.Start + text.Length).ToList();
        var cue = cues.FirstOrDefault(c => !c.Leads) ?? cues.FirstOrDefault(c => c.Is != nameof(ObjectionCategory.Other)) ?? cues.FirstOrDefault();
        return (text, cue is null ? ObjectionCategory.Other : Enum.Parse<ObjectionCategory>(cue.Is));
    }

    /// <summary>"那台放不进新车间", "his buyers don't do apps": without a word for it, that something cannot be is what stands in the way.</summary>
    private Said<string>? Obstacle()
    {
        foreach (var clause in sentence.Clauses.Where(c => !isTaken(c) && !c.Conditional && !Array.Exists(Elsewhere, f => c.Has(f))))
        {
            if (clause.First("subject") is { Is: "Us" } us && us.From <= clause.From + 1)
            {
                continue;
            }

            if (!Harmless().IsMatch(clause.Text) && Cannot().IsMatch(clause.Text))
            {
                var start = clause.Names.Where(n => n.Start == clause.Start).Select(n => n.End).FirstOrDefault(clause.Start);
                var text = Words.Bare(Words.Tidy(sentence.Text[start..clause.End]), Joins);
                return text.Length < LeastObstacle ? null : new Said<string>(text, start, clause.End - start, true);
            }
        }

        return null;
    }

    private const int LeastObstacle = 3;

    // A clause that tells one of these is read as that.
    private static readonly string[] Elsewhere = ["outcome", "moment", "resolved", "quiet", "care", "status", "question", "need"];

    [GeneratedRegex(@"[\u4e00-\u9fff](?:不|唔)(?:进|下|动|了(?!解)|起|来|出|到|开|上|通|过(?!去)|清|准|住|齐|合|认|干净|進|動|來|開|過|準|齊|認)|没有(?!问题|意见|异议|说|提|变|什么|回|联系|接)[\u4e00-\u9fffA-Za-z]{2}|(?:不能|不让|不认|不收|不准|只认|只收|手头紧|拿不出|一概不|否则)|\b(?:can't|cannot|cant|couldn't|won't|wouldn't|doesn't|don't|isn't|aren't|there(?: a|'|’)re no|there(?: i|'|’)s no|rather not|nothing gets|unless)\s+[a-z]+", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Cannot();

    [GeneratedRegex(@"不了了之|陪不了|打不过来|少不了|免不了|忘不了|差不|来不及|對不起|对不起|了不起|看不出|想不到|用不着|舍不得|说不定|不能喝|不能吃|不收费|不收我|过不去的|好不好|行不行|能不能|要不要|\b(?:can't wait|don't worry|don't know|doesn't know|don't mind|doesn't mind|isn't in|wasn't in|can't complain|don't need|doesn't need|don't call|don't push|can't talk|couldn't talk|isn't around|can't fault|won't be in|doesn't eat|doesn't drink|don't chase)\b", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Harmless();

    /// <summary>"£38k for label printers": what the money is for is what they want.</summary>
    public Said<string>? Paid() =>
        MoneyFor().Match(sentence.Text).Groups["what"] is { Success: true } what && sentence.Clauses.FirstOrDefault(c => c.Start <= what.Index && what.Index < c.End) is { } clause && !isTaken(clause)
            ? new Said<string>(sentence.Text[what.Index..Math.Min(clause.End, what.Index + what.Length)].Trim(), what.Index, Math.Min(clause.End - what.Index, what.Length), true) : null;

    [GeneratedRegex(@"(?:[£$€¥]\s?[\d,.]+\s?(?:k|m|bn)?|[\d,.]+\s?(?:k|(?:k|m)?\s?(?:usd|gbp|eur|rmb|hkd)))\s+for(?:\s+the)?\s+(?<what>(?:\d+\s+)?[a-z][a-z0-9 '&/-]{3,60})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex MoneyFor();

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
                && (Given().IsMatch(clause.Text) || Takes().IsMatch(sentence.Text[clause.EndOf(cue)..clause.End]) || clause.Cues("objection").Any(c => c.From > cue.From && c.To >= clause.To - 1)))
            {
                // 导出要五分钟, 退款要人工审太慢, 他要的三百箱已发车: how it is, not what they want.
                continue;
            }

            if (cue.Field == "need" && sentence.Tokens[cue.From].Text == "问" && clause.Names.Any(n => n.Start < clause.StartOf(cue) && Subject.IsObject(clause, n)))
            {
                // It is we who asked.
                continue;
            }

            var (start, end) = Named(clause, cue) is { } next ? (next.Start, next.End) : Stretch(clause, cue);
            var text = Words.Bare(Words.Tidy(sentence.Text[start..end]), Joins);
            if (cue.Leads && start < clause.End && (text.Length < Shortest || (field == "need" && clause.EndOf(cue) >= clause.End - 1 && Before(clause, cue).Length == 0)))
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

    /// <summary>"Only gripe: invoices come …": what a colon leads to.</summary>
    private CaptureClause? Named(CaptureClause clause, CaptureCue cue) =>
        cue.Leads && clause.EndOf(cue) >= clause.End - 1 && sentence.Text.AsSpan(clause.End).TrimStart() is [':' or '：', ..]
            ? sentence.Clauses.FirstOrDefault(c => c.Start >= clause.End && !isTaken(c)) : null;

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
            // 怕出事: so short that it says nothing without what leads to it.
            var start = cue.Field == "objection" && han && rest.Length < LeastObstacle ? clause.StartOf(cue) : clause.EndOf(cue);
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

    [GeneratedRegex(@"^\s*(?:看|等|审|測|测|走|花|用)?\s*(?:\d+|[一二两兩三四五六七八九十半几幾]+)\s*[个個]?(?:分钟|分鐘|小时|小時|秒|天|周|月|礼拜|禮拜|星期|年|工作日)", RegexOptions.None, 5000)]
    private static partial Regex Takes();

    [GeneratedRegex("要的[^,，。]*(?:已|了$)", RegexOptions.None, 5000)]
    private static partial Regex Given();

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
