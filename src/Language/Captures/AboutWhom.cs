namespace CrmBot.Language;

/// <summary>
/// Which customer a text is about: the one that its first contact is said to be at, else the first that is named and not only
/// passed by; without one, the customer of the contacts that are named. Of several of one name the contacts decide, then a
/// longer name elsewhere in the text, then whose own it is.
/// </summary>
internal static class AboutWhom
{
    private const int LongestLink = 12;

    // Nobody chooses from more.
    private const int MostOthers = 16;

    public static CustomerRead Of(FlatText flat, CaptureContext context, List<Spot> customers, List<Spot> subjects, List<NameMention> people)
    {
        var contacts = people.Where(m => m.Kind == NameKind.Contact).OrderBy(m => m.Start).ToList();
        var about = Linked(flat, subjects, contacts) ?? subjects.FirstOrDefault();
        if (about is null && contacts.Find(c => c.Hits.Count > 0) is { } contact)
        {
            return ByContact(context, contact, contacts);
        }

        about ??= customers.FirstOrDefault();
        if (about is null)
        {
            return CustomerRead.None;
        }

        var ids = about.Who.Select(k => k.Is.Id).Distinct(StringComparer.Ordinal).ToList();
        ids = Narrowed(ids, contacts.SelectMany(c => c.Hits).Select(h => h.Id));
        ids = Narrowed(ids, customers.Where(c => c != about && c.Who.Count < about.Who.Count).SelectMany(c => c.Who).Select(k => k.Is.Id));
        var (start, end) = (flat.StartOf(about.From), flat.EndOf(about.From, about.To));
        var guessed = about.Fit == NameFit.Close || subjects.Count == 0 || (about.Fit == NameFit.Start && about.Length == 2);
        return Chosen(context, ids, start, end - start, guessed);
    }

    private static CustomerRead ByContact(CaptureContext context, NameMention contact, List<NameMention> contacts)
    {
        var ids = contact.Hits.Select(h => h.Id).Distinct(StringComparer.Ordinal).ToList();
        foreach (var other in contacts)
        {
            ids = Narrowed(ids, other.Hits.Select(h => h.Id));
        }

        return Chosen(context, ids, 0, 0, guessed: true);
    }

    private static CustomerRead Chosen(CaptureContext context, List<string> ids, int start, int length, bool guessed)
    {
        var own = ids.Where(id => context.Customers[id]?.OwnerId == context.SpeakerId).ToList();
        var rest = ids.Except(own, StringComparer.Ordinal)
            .Select(id => context.Customers[id]!)
            .OrderByDescending(context.MayKnowContacts)
            .ThenBy(e => e, Comparer<NameEntry>.Create(NameLayer.InOrder))
            .Take(MostOthers)
            .Select(e => e.Id)
            .ToList();
        return own.Count == 1
            ? new CustomerRead(own, start, length, guessed || rest.Count > 0) { Others = rest }
            : new CustomerRead([.. own, .. rest], start, length, guessed);
    }

    private static List<string> Narrowed(List<string> ids, IEnumerable<string> by) =>
        ids.Count > 1 && ids.Intersect(by, StringComparer.Ordinal).ToList() is { Count: > 0 } narrowed ? narrowed : ids;

    /// <summary>The customer that the first contact is said to be at: "Mike @ Northwind".</summary>
    private static Spot? Linked(FlatText flat, List<Spot> subjects, List<NameMention> contacts)
    {
        if (contacts.Count == 0)
        {
            return null;
        }

        var end = contacts[0].End;
        return subjects.Find(s => flat.StartOf(s.From) is var start && start >= end && start - end <= LongestLink
            && flat.Folded.AsSpan(end, start - end).Trim(' ') is "at" or "@" or "of" or "from" or "over at" or "(");
    }
}
