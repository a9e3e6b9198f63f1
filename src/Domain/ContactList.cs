namespace CrmBot.Domain;

/// <summary>Why what was said of a customer or its contacts was not kept.</summary>
public enum NotKept
{
    /// <summary>There is no such customer, or it is gone.</summary>
    NoCustomer,

    /// <summary>The person may not see this customer.</summary>
    NoSight,

    /// <summary>The contact is not there any more.</summary>
    NoContact,

    /// <summary>It was changed meanwhile; the person saw what it was before.</summary>
    Outdated,

    /// <summary>The customer has as many contacts as it can have.</summary>
    Full,

    /// <summary>Nothing would be different.</summary>
    Same,
}

/// <summary>The people of a customer. Each is one change of the customer.</summary>
public static class ContactList
{
    /// <summary>Contacts that a customer may have; a list of more is no list of people to turn to.</summary>
    public const int Most = 40;

    /// <summary>Those who are there, the main one first; then those who have left.</summary>
    public static IEnumerable<Contact> InOrder(CustomerFile file) =>
        file.Contacts.OrderBy(c => c.LeftOn is not null).ThenBy(c => c.Main is not true);

    /// <summary>The one to turn to; null when nobody is there.</summary>
    public static Contact? MainOf(CustomerFile file) => InOrder(file).FirstOrDefault(c => c.LeftOn is null);

    /// <summary>The contact of that name, or called so; null when there is none.</summary>
    public static Contact? Called(CustomerFile file, string name) =>
        file.Contacts.FirstOrDefault(c => Same(c.Name, name)) ?? file.Contacts.FirstOrDefault(c => c.Called is { } called && Same(called, name));

    /// <summary>
    /// A new contact, or a new state of a stored one. A new main contact takes the place of the one before. Who has left is greeted no
    /// more: what was planned for their own life is given up; what is remembered of them, and what was written down, stays.
    /// </summary>
    public static CustomerEdit Keep(CustomerFile file, Contact contact, DateTimeOffset now)
    {
        var stored = file.Contacts.FirstOrDefault(c => c.Id == contact.Id);
        var kept = contact.LeftOn is null ? contact : contact with { Main = null };
        var what = stored is null ? "contact-added" : stored.LeftOn is null && kept.LeftOn is not null ? "contact-left" : "contact-edited";
        return new CustomerEdit(what, file.Head)
        {
            Steps = what != "contact-left" ? [] : [.. file.Moments.Where(m => Occasions.WhoseOf(file, m)?.Id == kept.Id).SelectMany(m => CarePlan.From(file, m.Id)).Where(s => s.State == StepState.Open).Select(s => Steps.Closed(s, StepState.Cancelled, now))],
            Contacts = kept.Main is true
                ? [kept, .. file.Contacts.Where(c => c.Id != kept.Id && c.Main is true).Select(c => c with { Main = null })]
                : [kept],
        };
    }

    /// <summary>The contact as if it had never been there: for one that was a mistake. Who left is kept, as having left.</summary>
    public static CustomerEdit Remove(CustomerFile file, Contact contact) => new("contact-removed", file.Head) { GoneContacts = [contact.Id] };

    private static bool Same(string one, string other) => string.Equals(one, other.Trim(), StringComparison.OrdinalIgnoreCase);
}
