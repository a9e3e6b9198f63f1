namespace CrmBot.Language;

/// <summary>Finds everybody who is named in a text.</summary>
public static class NameSpotter
{
    /// <summary>Never throws for any text.</summary>
    public static NamesRead Read(string text, CaptureContext context)
    {
        var tokens = Token.Split(text);
        var mentions = new List<NameMention>();
        for (var i = 0; i < tokens.Count; i++)
        {
            for (var last = Math.Min(tokens.Count, i + 12) - 1; last >= i; last--)
            {
                if (tokens[i].Kind is TokenKind.Word or TokenKind.Han && tokens[last].Kind is TokenKind.Word or TokenKind.Han && Mention(text, context, tokens[i].Start, tokens[last].End) is { } mention)
                {
                    mentions.Add(mention);
                    i = last;
                    break;
                }
            }
        }

        var customers = mentions.Where(m => m.Kind == NameKind.Customer).ToList();
        var contacts = mentions.Where(m => m.Kind == NameKind.Contact).ToList();
        var about = customers.Count > 0 ? customers[0] : contacts.Count > 0 ? contacts[0] : null;
        if (about is null)
        {
            return new NamesRead(mentions, CustomerRead.None);
        }

        var ids = about.Hits.Select(h => h.Id).Distinct(StringComparer.Ordinal).ToList();
        var known = contacts.SelectMany(c => c.Hits).Select(h => h.Id).ToHashSet(StringComparer.Ordinal);
        var narrowed = ids.Where(known.Contains).ToList();
        ids = narrowed.Count > 0 ? narrowed : ids;
        var own = ids.Where(id => context.Customers[id]?.OwnerId == context.SpeakerId).ToList();
        return new NamesRead(mentions, own.Count == 1
            ? new CustomerRead(own, about.Start, about.Length) { Others = [.. ids.Except(own, StringComparer.Ordinal)] }
            : new CustomerRead(ids, about.Start, about.Length));
    }

    private static NameMention? Mention(string text, CaptureContext context, int start, int end)
    {
        var name = text[start..end];
        var customers = context.Customers.Find(name).Where(h => h.Fit == NameFit.Exact).ToList();
        if (customers.Count > 0)
        {
            return new NameMention(NameKind.Customer, start, end - start, customers);
        }

        var contacts = context.Customers.FindByContact(name, context.MayKnowContacts).Where(h => h.Fit == NameFit.Exact).ToList();
        if (contacts.Count > 0)
        {
            return new NameMention(NameKind.Contact, start, end - start, contacts);
        }

        var colleagues = context.Colleagues.Find(name).Where(h => h.Fit == NameFit.Exact).ToList();
        return colleagues.Count > 0 ? new NameMention(NameKind.Colleague, start, end - start, colleagues) : null;
    }
}
