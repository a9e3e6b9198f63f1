namespace CrmBot.Language;

/// <summary>Whether a text tells what happened. In doubt it does not: a question that became a record would be worse than one asked twice.</summary>
internal static class Statement
{
    public static bool Is(Sentence sentence, Capture capture)
    {
        if (sentence.Clauses.Count == 0)
        {
            return false;
        }

        var told = Told(sentence, capture);
        return told > 0 && !Orders(sentence, capture) && (!Asks(sentence) || told >= 3);
    }

    /// <summary>How much is told: a name alone is nothing.</summary>
    private static int Told(Sentence sentence, Capture capture)
    {
        var named = capture.Customer.Ids.Count > 0 || capture.Contact is not null;
        var facts = (capture.Channel is not null ? 1 : 0) + (capture.Need is not null ? 1 : 0) + (capture.Objection is not null ? 1 : 0) + (capture.Status is not null ? 1 : 0)
            + (capture.Outcome is not null ? 1 : 0) + capture.Steps.Count + capture.Moments.Count + (capture.Cold is not null ? 1 : 0) + (capture.Care is not null ? 1 : 0)
            + (capture.Complaint is not null ? 1 : 0) + capture.NewContacts.Count + capture.Resolved.Count + (capture.Nps is not null ? 1 : 0) + (capture.Amount is not null ? 1 : 0)
            + (capture.QuietUntil is not null ? 1 : 0) + capture.Referrals.Count + (capture.Background is not null ? 1 : 0);
        return named ? facts : facts >= 3 && capture.Channel is not null ? facts - 2 : 0;
    }

    /// <summary>The bot is to do something, or a colleague is: nothing of a contact is told.</summary>
    private static bool Orders(Sentence sentence, Capture capture)
    {
        var (first, last) = (sentence.Clauses[0], sentence.Clauses[^1]);
        if (capture.Channel is not null || capture.Steps.Any(s => s.Start != last.Start))
        {
            return false;
        }

        return last.Has("question", "Orders")
            || (first.First("asking", "Lets") is { } lets && lets.From == first.From && first.Names.Any(n => n.Kind == NameKind.Colleague && n.Start <= first.EndOf(lets) + 2));
    }

    /// <summary>The last thing that is said is a question, or the first is a command.</summary>
    private static bool Asks(Sentence sentence)
    {
        var last = sentence.Clauses[^1];
        var tail = sentence.Text.AsSpan(last.End).Trim();
        if (tail.StartsWith("?") || tail.StartsWith("？"))
        {
            return true;
        }

        if (sentence.Clauses[0].First("question", "Commands") is { } command && sentence.Clauses[0].From == command.From)
        {
            return true;
        }

        return last.Cues("question").Any(c => c.Is == "Asks" && (c.To >= last.To - 1 || c.From == last.From || sentence.Clauses.Count == 1));
    }
}
