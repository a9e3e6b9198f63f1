using System.Globalization;
using System.Text.RegularExpressions;
using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>The facts that stand beside needs, steps and moments.</summary>
internal sealed partial class FactRules(Sentence sentence, CaptureContext context, NamesRead names, StepRules steps)
{
    private IEnumerable<CaptureClause> Told => sentence.Clauses.Where(c => !steps.Took(c) && !c.Conditional);

    public Said<bool>? Flag(string field, string code)
    {
        var clause = sentence.Clauses.FirstOrDefault(c => !c.Conditional && c.Has(field, code));
        return clause?.First(field, code) is { } cue ? new Said<bool>(true, clause.StartOf(cue), clause.EndOf(cue) - clause.StartOf(cue)) : null;
    }

    /// <summary>The first code of a field, from clauses that tell what happened.</summary>
    public Said<T>? Code<T>(string field) where T : struct, Enum =>
        Told.SelectMany(c => c.Cues(field).Select(cue => (Clause: c, Cue: cue))).Select(f => Said(f.Clause, f.Cue, Enum.Parse<T>(f.Cue.Is))).FirstOrDefault();

    /// <summary>An online meeting is more than the call that its name holds; what is to come is no channel of what was.</summary>
    public Said<Channel>? Channel()
    {
        var all = Told.SelectMany(c => c.Cues("channel").Select(cue => Said(c, cue, Enum.Parse<Channel>(cue.Is)))).ToList();
        var first = all.FirstOrDefault();
        first ??= Gone();
        return first is { Value: Domain.Channel.Visit } && all.FirstOrDefault(a => a.Value == Domain.Channel.Event) is { } show ? show : first;
    }

    /// <summary>"去了鼎盛", "在宏达待了半天": somebody was there.</summary>
    private Said<Channel>? Gone()
    {
        foreach (var clause in Told)
        {
            foreach (var name in clause.Names.Where(n => n.Kind == NameKind.Customer))
            {
                var before = sentence.Text.AsSpan(clause.Start, name.Start - clause.Start).TrimEnd();
                if (before.EndsWith("去了") || before.EndsWith("去咗") || (before.EndsWith("去") && clause.Text.AsSpan().IndexOfAny(StepWords.Past) >= 0) || before.EndsWith("到了") || before.EndsWith("跑了") || before.EndsWith("跑") || before.EndsWith("来了") || before.EndsWith("到")
                    || before.EndsWith("went to", StringComparison.OrdinalIgnoreCase) || before.EndsWith("was at", StringComparison.OrdinalIgnoreCase))
                {
                    return new Said<Channel>(Domain.Channel.Visit, name.Start, name.Length, true);
                }

                // "去蓝海物流总部,何经理…": where the report begins.
                if (clause == sentence.Clauses[0] && sentence.Clauses.Count > 1 && clause.Dates.All(d => d.SaidPast) && before is "去" or "到" or "在" && Place().IsMatch(sentence.Text[name.End..clause.End]))
                {
                    return new Said<Channel>(Domain.Channel.Visit, name.Start, name.Length, true);
                }
            }
        }

        return null;
    }

    public Said<string>? Contact()
    {
        var ids = names.Customer.Ids;
        var people = names.Mentions.Where(m => m.Kind == NameKind.Contact).ToList();
        var leaving = Leaving();
        people.RemoveAll(m => steps.Steps.Any(s => s.Owner == sentence.Text[m.Start..m.End] && s.Start <= m.Start && s.Start + s.Length >= m.End));
        var first = people.FirstOrDefault(m => !leaving.Contains(m) && (m.Hits.Count == 0 || ids.Count == 0 || m.Hits.Any(h => ids.Contains(h.Id, StringComparer.Ordinal)))) ?? people.FirstOrDefault();
        return first is null ? null : new Said<string>(sentence.Text[first.Start..first.End], first.Start, first.Length);
    }

    /// <summary>Who leaves is the contact only where nobody comes instead.</summary>
    private List<NameMention> Leaving() =>
        NewContacts().Count == 0 ? [] :
        [
            .. sentence.Clauses.Where(c => c.Has("contacts", "Leaves")).SelectMany(c => c.Names.Where(n => n.Kind == NameKind.Contact && n.Start < c.StartOf(c.First("contacts", "Leaves")!))),
        ];

    public Said<DateOnly>? ContactedOn()
    {
        var today = Zones.DayOf(context.Dates.Now, context.Dates.Zone);
        var find = Told.Where(c => c.Has("channel") || c.From == 0 || c == sentence.Clauses[0]).SelectMany(c => c.Dates)
            .FirstOrDefault(d => d is { HasDay: true, SaidPast: true, Until: null } && d.Day < today && d.Day.DayNumber >= today.DayNumber - 31);
        return find is null ? null : new Said<DateOnly>(find.Day, find.Start, find.Length);
    }

    public Said<Sentiment>? Sentiment(bool complains, bool objects, Status? status)
    {
        var cues = sentence.Clauses.Where(c => !c.Conditional).SelectMany(c => c.Cues("sentiment").Select(cue => (Clause: c, Cue: cue))).ToList();
        foreach (var code in (Sentiment[])[Domain.Sentiment.Negative, Domain.Sentiment.Positive, Domain.Sentiment.Hesitant])
        {
            if (cues.FirstOrDefault(c => c.Cue.Is == code.ToString()) is { Clause: { } clause, Cue: { } cue } && !(code == Domain.Sentiment.Negative && clause.Has("resolved")))
            {
                return Said(clause, cue, code) with { Guessed = true };
            }
        }

        var guess = ComplaintResolved() ? Domain.Sentiment.Positive : complains || status == Status.Lost ? Domain.Sentiment.Negative
            : status == Status.Won ? Domain.Sentiment.Positive
            : objects ? Domain.Sentiment.Hesitant : Domain.Sentiment.Neutral;
        return new Said<Sentiment>(guess, 0, 0, true);
    }

    public IReadOnlyList<Said<string>> Competitors()
    {
        var found = new List<Said<string>>();
        foreach (var clause in Told)
        {
            foreach (var cue in clause.Cues("competitor"))
            {
                var match = cue.Is == "before" ? Before().Match(sentence.Text[clause.Start..clause.StartOf(cue)]) : Behind().Match(sentence.Text[clause.EndOf(cue)..clause.End]);
                var start = (cue.Is == "before" ? clause.Start : clause.EndOf(cue)) + match.Groups["name"].Index;
                var length = match.Groups["name"].Length;
                if (match.Success && !NotNames.Contains(match.Groups["name"].Value) && !names.Mentions.Any(m => m.Start < start + length && m.End > start)
                    && found.TrueForAll(f => f.Start != start))
                {
                    found.Add(new Said<string>(match.Groups["name"].Value, start, length, true));
                }
            }
        }

        return found;
    }

    public IReadOnlyList<Said<string>> NewContacts()
    {
        var found = new List<Said<string>>();
        foreach (var clause in sentence.Clauses)
        {
            foreach (var cue in clause.Cues("contacts").Where(c => c.Is != "Leaves"))
            {
                var people = clause.Names.Where(n => n.Kind == NameKind.Contact);
                var person = cue.Is switch
                {
                    "Before" => people.LastOrDefault(n => n.End <= clause.StartOf(cue) + 1),
                    "By" => people.FirstOrDefault(n => n.Start >= clause.EndOf(cue) && n.Start <= clause.EndOf(cue) + 1
                        && sentence.Text[n.End..clause.End] is { Length: < 8 } rest && (rest.Contains('接', StringComparison.Ordinal) || rest.Contains('管', StringComparison.Ordinal) || rest.Contains("负责", StringComparison.Ordinal) || rest.Contains("負責", StringComparison.Ordinal))),
                    _ => people.FirstOrDefault(n => n.Start >= clause.EndOf(cue) && n.Start <= clause.EndOf(cue) + 3),
                };
                if (person is not null && found.TrueForAll(f => f.Start != person.Start))
                {
                    found.Add(new Said<string>(sentence.Text[person.Start..person.End], person.Start, person.Length));
                }
            }
        }

        return found;
    }

    /// <summary>Colleagues who do not do a step themselves and are named beside it.</summary>
    public IReadOnlyList<Said<string>> Helpers() =>
    [
        .. names.Mentions.Where(m => m.Kind == NameKind.Colleague && m.Hits[0].Id != context.SpeakerId && !steps.Steps.Any(s => s.OwnerId == m.Hits[0].Id))
            .Select(m => new Said<string>(m.Hits[0].Id, m.Start, m.Length)).DistinctBy(s => s.Value),
    ];

    public IReadOnlyList<Said<string>> Referrals()
    {
        foreach (var clause in sentence.Clauses)
        {
            if (clause.First("referral") is { } cue && Capital().Matches(sentence.Text[clause.EndOf(cue)..clause.End]) is { Count: > 0 } all)
            {
                return [new Said<string>(all[^1].Value, clause.EndOf(cue) + all[^1].Index, all[^1].Length, true)];
            }
        }

        return [];
    }

    public Said<int>? Nps() => NpsSaid().Match(sentence.Text) is { Success: true } match && int.Parse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) is <= 10 and var score
        ? new Said<int>(score, match.Index, match.Length) : null;

    public Said<DateOnly>? QuietUntil()
    {
        foreach (var clause in sentence.Clauses.Where(c => c.Has("quiet")))
        {
            if (clause.Dates.FirstOrDefault(d => !d.SaidPast) is { } find)
            {
                var day = find.Bound == DateBound.Until && find.Until is null ? find.Day : (find.Until ?? find.Day).AddDays(1);
                return new Said<DateOnly>(day, find.Start, find.Length);
            }
        }

        return null;
    }

    public Said<DateOnly>? EventOn()
    {
        foreach (var clause in Told.Where(c => !c.Has("moment") && !c.Has("need") && !c.Has("quiet")))
        {
            if ((clause.Text.Contains('才', StringComparison.Ordinal) || EventNoun().IsMatch(clause.Text)) && clause.Dates.FirstOrDefault(d => steps.Ahead(clause) is { } ahead && d.Start == ahead.Start && d.HasDay) is { } find)
            {
                return new Said<DateOnly>(find.Day, find.Start, find.Length, true);
            }
        }

        return null;
    }

    public IReadOnlyList<Said<string>> Resolved() =>
        [.. Told.Where(c => c.Has("resolved") && (c.Has("objection") || c.Has("sentiment", "Hesitant")) && !c.Has("complaint")).Select(c => new Said<string>(Words.Tidy(c.Text), c.Start, c.End - c.Start))];

    public bool ComplaintResolved() => Told.Any(c => c.Has("resolved") && c.Has("complaint"));

    private static Said<T> Said<T>(CaptureClause clause, CaptureCue cue, T value) => new(value, clause.StartOf(cue), clause.EndOf(cue) - clause.StartOf(cue));

    private static readonly HashSet<string> NotNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "我们", "他们", "对手", "同行", "别家", "竞品", "去年", "上次", "之前", "us", "we", "the", "last", "our", "their", "a", "it", "expected", "planned", "before", "预期", "市场价", "报价", "多家", "几家", "两家", "三家", "别的", "国产", "进口",
    };

    [GeneratedRegex(@"^\s*(?:了|的是|是|:|：|with|to)?\s*(?<name>[A-Z][A-Za-z0-9&.-]*(?: [A-Z][A-Za-z0-9&-]*)?|[\u4e00-\u9fff]{2,4}?(?=[的更贵便,，。;；和、]|$|报价|比|也))", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Behind();

    [GeneratedRegex(@"(?<name>[A-Z][A-Za-z0-9&-]*(?: [A-Z][A-Za-z0-9&-]*)?|[\u4e00-\u9fff]{2,4})\s*(?:的|has|have)?\s*$", RegexOptions.ExplicitCapture | RegexOptions.RightToLeft, 5000)]
    private static partial Regex Before();

    [GeneratedRegex(@"[A-Z][A-Za-z0-9&-]+|[\u4e00-\u9fff]{2,12}", RegexOptions.None, 5000)]
    private static partial Regex Capital();

    [GeneratedRegex(@"^\s*(?:那边|那)?(?:的)?(?:总部|总公司|分公司|公司|厂|厂里|工厂|车间|仓库|学校|门店|店里|现场|工地|医院|办公室|總部|廠|學校|辦公室)?\s*$", RegexOptions.None, 5000)]
    private static partial Regex Place();

    [GeneratedRegex(@"nps\s*(?:score|评分|打分|打了|给了|是|:|：|of|=)?\s*(?<n>\d{1,2})(?!\d)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex NpsSaid();

    [GeneratedRegex(@"board|committee|tender|steering|董事会|上会|招标|开标|评审|投标|展会|年会", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex EventNoun();
}
