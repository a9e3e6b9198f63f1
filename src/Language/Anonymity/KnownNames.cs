namespace CrmBot.Language;

/// <summary>Everything that is known by name around a text. What is in none of these is covered up too, unless it is an everyday word.</summary>
/// <param name="Customer">Names and aliases of the customer the text is about.</param>
/// <param name="Contacts">Its people, by every form that is stored.</param>
/// <param name="Colleagues">Who had a part in it; everyone else is in <paramref name="People"/>.</param>
/// <param name="Competitors">As the text or its parts name them.</param>
/// <param name="Customers">Every customer of the tenant with its contacts.</param>
/// <param name="People">Everyone of the tenant.</param>
public sealed record KnownNames(
    IReadOnlyList<string> Customer,
    IReadOnlyList<string> Contacts,
    IReadOnlyList<string> Colleagues,
    IReadOnlyList<string> Competitors,
    NameIndex Customers,
    NameIndex People);
