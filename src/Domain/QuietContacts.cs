namespace CrmBot.Domain;

/// <summary>One of a customer's people who is left alone for a while: who is meant, and what concerns them. Source: scenario S9.</summary>
public static class QuietContacts
{
    private const int LeastName = 2;

    /// <summary>Who a name means: the id of the contact known by it, else a hash of it, so that no name is kept beside a colleague.</summary>
    public static string KeyOf(CustomerFile file, string name) => ContactList.Called(file, name)?.Id ?? Hash(file, name);

    /// <summary>
    /// Whether a step is about that contact: by who is named in it, else by the record or the moment that it comes from. A step that
    /// names nobody is about them where there is nobody else.
    /// </summary>
    /// <param name="key">As <see cref="KeyOf"/> gives it.</param>
    /// <param name="source">The record of the step where it is none of the recent ones; null when it is one of them or not known.</param>
    public static bool Concerns(CustomerFile file, Step step, string key, FollowUp? source = null)
    {
        List<Contact> named = [.. file.Contacts.Where(c => Names(c).Any(n => IsIn(step.What, n)))];
        if (named.Count > 0)
        {
            return named.Exists(c => Is(file, c.Shown(), key));
        }

        var record = file.Recent.FirstOrDefault(r => r.Id == step.SourceId) ?? source;
        var whose = file.Moments.FirstOrDefault(m => m.Id == step.SourceId)?.ContactName ?? record?.ContactName;
        return whose is { Length: > 0 } ? Is(file, whose, key) : !file.Contacts.Any(c => c.LeftOn is null && !Is(file, c.Shown(), key));
    }

    /// <summary>The quiet time of a person that keeps a step of a customer away on a day; the one that lasts longest. Null for none.</summary>
    /// <param name="today">Local day of the person.</param>
    public static Mute? Of(Person person, CustomerFile file, Step step, DateOnly today, FollowUp? source = null) =>
        Standing(person, file.Head.Id, today).Where(m => m.Contact is not { } key || Concerns(file, step, key, source)).MaxBy(m => m.Until);

    /// <summary>Quiet times of a customer and of its people that last beyond a day.</summary>
    public static IEnumerable<Mute> Standing(Person person, string customerId, DateOnly today) =>
        (person.Mutes ?? []).Where(m => m.CustomerId == customerId && m.Until > today);

    /// <summary>The person with one more quiet time. Of two for the same the later one counts; one for the customer holds its people too.</summary>
    public static Person With(Person person, Mute mute, DateOnly today)
    {
        List<Mute> left = [.. (person.Mutes ?? []).Where(m => m.Until > today)];
        return left.Exists(m => Holds(m, mute)) ? person with { Mutes = left } : person with { Mutes = [.. left.Where(m => !Holds(mute, m)), mute] };
    }

    /// <summary>The person after a customer was merged into another: the quiet times of one are those of the other.</summary>
    public static Person Merged(Person person, string loserId, string winnerId, DateOnly today)
    {
        List<Mute> moved = [.. (person.Mutes ?? []).Where(m => m.CustomerId == loserId)];
        return moved.Count == 0 ? person
            : moved.Aggregate(person with { Mutes = [.. person.Mutes!.Where(m => m.CustomerId != loserId)] }, (p, m) => With(p, m with { CustomerId = winnerId }, today));
    }

    private static bool Holds(Mute one, Mute other) =>
        one.CustomerId == other.CustomerId && (one.Contact is null || one.Contact == other.Contact) && one.Until >= other.Until;

    // A name may have been said before or after the contact was written down, and in another of its forms.
    private static bool Is(CustomerFile file, string name, string key) =>
        Hash(file, name) == key || (ContactList.Called(file, name) is { } contact && (contact.Id == key || Names(contact).Any(n => Hash(file, n) == key)));

    private static IEnumerable<string> Names(Contact contact) => contact.Called is { Length: > 0 } called ? [contact.Name, called] : [contact.Name];

    private static string Hash(CustomerFile file, string name) => Ids.Hash(file.Head.Id, "contact", name.Trim().ToUpperInvariant());

    // A Latin name is a word of its own: no Al in also.
    private static bool IsIn(string text, string name)
    {
        for (var at = name.Length < LeastName ? -1 : text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if (!(char.IsAsciiLetter(name[0]) && at > 0 && char.IsAsciiLetter(text[at - 1])) && !(char.IsAsciiLetter(name[^1]) && end < text.Length && char.IsAsciiLetter(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
