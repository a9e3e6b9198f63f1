using System.Text.RegularExpressions;

namespace CrmBot.Language;

/// <summary>Whether a text tells what happened. In doubt it does not: a question that became a record would be worse than one asked twice.</summary>
internal static partial class Statement
{
    public static bool Is(Sentence sentence, Capture capture)
    {
        if (sentence.Clauses.Count == 0)
        {
            return false;
        }

        return Told(sentence, capture) > 0 && !Orders(sentence, capture) && !Asks(sentence);
    }

    /// <summary>How much is told: a name alone is nothing.</summary>
    private static int Told(Sentence sentence, Capture capture)
    {
        var named = capture.Customer.Ids.Count > 0 || capture.Contact is not null;
        var facts = (capture.Channel is not null ? 1 : 0) + (capture.Need is not null ? 1 : 0) + (capture.Objection is not null ? 1 : 0) + (capture.Status is not null ? 1 : 0)
            + (capture.Outcome is not null ? 1 : 0) + capture.Steps.Count + capture.Moments.Count + (capture.Cold is not null ? 1 : 0) + (capture.Care is not null ? 1 : 0)
            + (capture.Complaint is not null ? 1 : 0) + capture.NewContacts.Count + capture.Resolved.Count + (capture.Nps is not null ? 1 : 0) + (capture.Amount is not null ? 1 : 0)
            + (capture.Sentiment is { Length: > 0 } ? 1 : 0) + (capture.QuietUntil is not null ? 1 : 0) + capture.Referrals.Count + (capture.Background is not null ? 1 : 0);
        // Told of nobody: which customer it was is asked, so there has to be more than the channel.
        return named ? Math.Max(facts, sentence.Clauses.Any(Tells) || sentence.Clauses.Any(Speaks) || Notes(sentence) ? 1 : 0) : facts >= 2 && capture.Channel is { Guessed: false } ? facts - 1 : 0;
    }

    /// <summary>"鼎盛,催款,无果", "明远:不急。": more than the name is said, and nothing of it asks or orders.</summary>
    private static bool Notes(Sentence sentence) =>
        sentence.Clauses.Zip(sentence.Clauses.Skip(1)).Any(p => !string.IsNullOrWhiteSpace(sentence.Text[p.First.End..p.Second.Start])) && sentence.Clauses.Any(c => c.Without(c.Start, c.End, c.Names.Select(n => (n.Start, n.End)).Concat(c.Dates.Select(d => (d.Start, d.Start + d.Length)))).Length > 1)
            && !sentence.Clauses.Any(c => c.Cues("question").Any(q => !sentence.Tokens.Take(q.From).Skip(c.From).Any(t => Reporting.Contains(t.Text) || Speaking.Contains(t.Text)))) && !Please().IsMatch(sentence.Text);

    [GeneratedRegex(@"[?？]|提醒|推到|推遲|推迟|取消|停了|转给|轉給|\b(?:please|pls|remind|snooze|cancel)\b", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Please();

    /// <summary>"寄了台历", "left a message", "nothing new": it was so, though none of the fields holds it.</summary>
    private static bool Tells(CaptureClause clause) => clause.Cues("question").All(c => IsDeed(clause, c)) && (Was().IsMatch(clause.Text) || StepWords.Did.Contains(clause.Of.Tokens[clause.From].Text));

    /// <summary>"周经理说账期要90天": somebody of theirs is quoted.</summary>
    private static bool Speaks(CaptureClause clause) => !clause.Has("question") && clause.Names.Any(n => n.Kind != NameKind.Colleague
        && Says().Match(clause.Of.Text, n.End, clause.End - n.End) is { Success: true } said && clause.End - said.Index - said.Length > 1);

    [GeneratedRegex(@"\G\s*(?:那边|那邊|今天|昨天|刚才|剛才|又|还|也|就)?(?:说了?(?!的|说|说看)|說(?!的|說)|表示|反馈|反饋|回复说|提到|觉得|覺得|认为|話|话|\b(?:says|said|thinks|feels|mentioned|reckons)\b)", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Says();

    [GeneratedRegex(@"[寄送发發给給打见見聊谈談问問说說提签簽付收到回换換改买買来來走讲講吃喝搬升调調做开開装裝修看试試交通过過](?:了|过|過|咗)(?![吗嗎么麼没沒几幾多谁誰什啥哪?？])|没(?:啥|什么|有什么)?(?:进展|动静|消息|变化|新情况)|沒(?:有)?(?:進展|消息|變化)|\b(?:ok'd|said|told|sent|came|took|gave|found|paid|bought|landed|arrived|never turned up|is in|is out|nothing new|no news|no change|no progress|nothing to report|quiet week)\b", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Was();

    /// <summary>The bot is to do something, or a colleague is: nothing of a contact is told.</summary>
    private static bool Orders(Sentence sentence, Capture capture)
    {
        var (first, last) = (sentence.Clauses[0], sentence.Clauses[^1]);
        if (first.First("question", "Orders") is { } order && order.From == first.From)
        {
            return true;
        }

        // Otherwise only where nothing is told but what is to be done.
        if ((capture.Channel is { } channel && !(Ordered(last) && channel.Start >= last.Start)) || capture.Outcome is not null || (capture.Steps.Count > 0 && (capture.Need is not null || capture.Objection is not null || capture.Status is not null || capture.Moments.Count > 0)))
        {
            return false;
        }

        return Ordered(last) || Ordered(first) || sentence.Clauses.All(Commands)
            || (first.First("asking", "Lets") is { } lets && lets.From == first.From && first.Names.Any(n => n.Kind == NameKind.Colleague && n.Start <= first.EndOf(lets) + 2));
    }

    /// <summary>"改成", but not what the customer asks for: "要求把交期改成".</summary>
    private static bool Ordered(CaptureClause clause) => clause.First("question", "Orders") is { } order && (order.To >= clause.To - 1 || !clause.Cues("need").Any(c => c.To <= order.From && !clause.Cues("subject").Any(s => s.Is == "Us" && s.To == c.From)));

    /// <summary>Nothing but a day or a name stands in front of the command.</summary>
    private static bool Commands(CaptureClause clause) =>
        clause.First("question", "Commands") is { } command && !IsDeed(clause, command)
        && clause.Without(clause.Start, clause.StartOf(command), clause.Dates.Select(d => (d.Start, d.Start + d.Length)).Concat(clause.Names.Select(n => (n.Start, n.End)))).Length <= 1;

    /// <summary>把方案发给张总: what stands behind 把 goes to somebody of theirs, and the bot is asked for nothing.</summary>
    private static bool IsDeed(CaptureClause clause, CaptureCue command) => clause.Of.Tokens[command.From].Text == "把" && Goes().IsMatch(clause.Of.Text[clause.StartOf(command)..clause.End]);

    [GeneratedRegex("^把[^转轉]{1,24}?(?:[发寄送交拿带递传回還还發帶遞傳](?:给|給|到|过去|過去|出去|去|出|完|好|了)|给)(?!我|到我|一份我|我们|我們|俺)", RegexOptions.None, 1000)]
    private static partial Regex Goes();

    /// <summary>The last thing that is said is a question, or the first is a command.</summary>
    private static bool Asks(Sentence sentence)
    {
        var last = sentence.Clauses[^1];
        var tail = sentence.Text.AsSpan(last.End).Trim();
        if (tail.StartsWith("?") || tail.StartsWith("？"))
        {
            return true;
        }

        if (sentence.Clauses[0].First("question", "Commands") is { } command && sentence.Clauses[0].From == command.From && !IsDeed(sentence.Clauses[0], command))
        {
            return true;
        }

        if (Inverted(sentence, last) || Either().IsMatch(last.Text))
        {
            return true;
        }

        // "问什么时候到", "asked how long it takes": a question that is told.
        if (last.First("subject", "Us") is { } us && last.Cues("question").Any(c => c.To <= us.From && last.Of.Tokens[c.From].Kind is TokenKind.Han) && last.Cues("action").Any(c => c.From >= us.To))
        {
            // 有没有窄版我今天去问: it is we who will find out.
            return false;
        }

        // ", which she promised": it only says more of what stood before. "哪天开还没定": that nobody knows is told.
        if (Unknown().IsMatch(last.Text) || (sentence.Clauses.Count > 1 && last.Of.Tokens[last.From].Text is "which" or "who" or "where" && sentence.Text.AsSpan(0, last.Start).TrimEnd() is [.., ',']))
        {
            return false;
        }

        var told = last.Of.Tokens.FindIndex(last.From, last.To - last.From, t => Reporting.Contains(t.Text));
        return last.Cues("question").Any(c => c.Is == "Asks" && (told < 0 || told > c.From) && (Tails.Contains(last.Of.Tokens[c.From].Text)
            ? c.From > last.From && c.To >= last.To - 1
            : c.To >= last.To - 1 || c.From == last.From || last.Of.Tokens[c.From].Kind is TokenKind.Han || sentence.Clauses.Count == 1));
    }

    private static readonly HashSet<string> Reporting = new(StringComparer.Ordinal) { "问", "asked", "asks", "asking", "wonders", "wondering", "know", "看", "等", "知", "教", "懂", "释" };

    [GeneratedRegex(@"(?:还没定|還沒定|没定|未定|待定|再定|不知道|没说|沒說|不清楚|没准|说不准|不好说|\b(?:tbd|tbc|unclear|not decided|to be decided|not known|(?:he|she|they|nobody|no one|i) (?:do not|don't|doesn't|didn't) (?:know|say)))$", RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Unknown();

    private static readonly HashSet<string> Speaking = new(StringComparer.Ordinal) { "说", "說", "讲", "講", "话", "話", "says", "said", "told", "tells", "replied", "mentioned" };

    // They ask at the end only.
    private static readonly HashSet<string> Tails = new(StringComparer.Ordinal) { "没", "不", "呢", "吗", "了" };

    private static readonly HashSet<string> Auxiliary = new(StringComparer.Ordinal) { "did", "do", "does", "has", "have", "is", "are", "was", "were", "can", "could", "should", "would", "will", "any" };

    private static readonly HashSet<string> Subjects = new(StringComparer.Ordinal)
    {
        "i", "we", "he", "she", "they", "it", "you", "that", "this", "there", "anyone", "anything", "my", "our", "their", "his", "her", "news", "update", "word", "more", "new",
    };

    /// <summary>"did Mike ever send it", "has that changed": the verb stands in front of who does it.</summary>
    private static bool Inverted(Sentence sentence, CaptureClause clause)
    {
        if (!Auxiliary.Contains(sentence.Tokens[clause.From].Text) || clause.From + 1 >= clause.To)
        {
            return false;
        }

        var next = sentence.Tokens[clause.From + 1];
        return sentence.Tokens[clause.From].Text == "any" || Subjects.Contains(next.Text) || sentence.Names.Any(n => n.Start == next.Start);
    }

    /// <summary>A or B: 周四还是周五, but not 还是觉得贵.</summary>
    [GeneratedRegex(@"还是(?![觉没不想要嫌犹担会有很太老跟在用选得挺比那按维坚希这])[^,，。]{1,6}$|還是(?![覺沒不想要嫌猶擔會有很太老跟在用選得])[^,，。]{1,6}$", RegexOptions.None, 5000)]
    private static partial Regex Either();
}
