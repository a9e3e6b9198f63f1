namespace CrmBot.Domain;

/// <summary>What a line of a brief is about.</summary>
public enum BriefKind
{
    LastTalk,
    Objection,
    Complaint,
    WeOwe,
    TheyOwe,
    Personal,
    Taboo,
}

/// <summary>One stored fact, in the words in which it is stored.</summary>
/// <param name="Of">Whom it is of; null for the customer as a whole.</param>
/// <param name="On">The local day it is from, of what is owed the day it is due; null for what stands in a contact's own entry.</param>
/// <param name="SourceId">The record it is from: a follow-up, a step, a moment, an objection, a complaint or a contact.</param>
public sealed record BriefLine(BriefKind Kind, string Text, string? Of, DateOnly? On, string SourceId);

/// <summary>
/// What a colleague would tell in half a minute before a meeting: stored facts and nothing else, so a customer of whom nothing is
/// stored has no lines. Source: moonshot M15.
/// </summary>
/// <param name="With">Whom it is with; null when not said, or not known.</param>
/// <param name="Contacts">Who else is there, the main one first.</param>
public sealed record Brief(Contact? With, IReadOnlyList<Contact> Contacts, IReadOnlyList<BriefLine> Lines)
{
    private const int MostObjections = 2;
    private const int MostOwed = 3;
    private const int MostPersonal = 3;

    /// <param name="zone">IANA name of the reader's zone.</param>
    /// <param name="lists">Which open steps the reader may be told of. See <see cref="Sight.List"/>.</param>
    public static Brief Of(CustomerFile file, Contact? with, string zone, Func<Step, bool> lists)
    {
        List<Contact> there = [.. ContactList.InOrder(file).Where(c => c.LeftOn is null && c.Id != with?.Id)];
        IReadOnlyList<Contact> about = with is null ? there : [with];
        var last = file.Recent.Count == 0 ? null : file.Recent.FirstOrDefault(r => with is not null && IsOf(with, r.ContactName)) ?? file.Recent[0];
        List<BriefLine> lines = [];
        if (last is not null)
        {
            lines.Add(new BriefLine(BriefKind.LastTalk, last.Summary, last.ContactName, Zones.DayOf(last.ContactedAt, zone), last.Id));
        }

        var profile = Profile.Of(file, zone, lists);
        lines.AddRange(profile.Objections.Take(MostObjections).Select(o => new BriefLine(BriefKind.Objection, o.Text, null, Zones.DayOf(o.LastAt, zone), o.Id)));
        lines.AddRange(file.Complaints.Where(c => c.ClosedAt is null).Take(1).Select(c => new BriefLine(BriefKind.Complaint, c.Text, null, Zones.DayOf(c.OpenedAt, zone), c.Id)));
        foreach (var by in new[] { OwedBy.Us, OwedBy.Customer })
        {
            lines.AddRange(file.OpenSteps.Where(s => s.By == by && s.Kind is null && lists(s)).Take(MostOwed)
                .Select(s => new BriefLine(by == OwedBy.Us ? BriefKind.WeOwe : BriefKind.TheyOwe, s.What, null, s.DueDay, s.Id)));
        }

        lines.AddRange(file.Moments.Where(m => with is null || m.ContactName is null || IsOf(with, m.ContactName)).OrderByDescending(m => m.KeptAt).Take(MostPersonal)
            .Select(m => new BriefLine(BriefKind.Personal, m.What, m.ContactName, Zones.DayOf(m.KeptAt, zone), m.Id)));
        foreach (var contact in about)
        {
            lines.AddRange(new[] { contact.Family, contact.Taste }.OfType<string>().Select(t => new BriefLine(BriefKind.Personal, t, contact.Shown(), null, contact.Id)));
            if (contact.Taboo is { } taboo)
            {
                lines.Add(new BriefLine(BriefKind.Taboo, taboo, contact.Shown(), null, contact.Id));
            }
        }

        return new Brief(with, there, [.. lines.OrderBy(l => l.Kind)]);
    }

    private static bool IsOf(Contact contact, string? name) => name is not null
        && (string.Equals(contact.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(contact.Called, name, StringComparison.OrdinalIgnoreCase));
}
