using CrmBot.Domain;

namespace CrmBot.Bot.Demo;

/// <summary>The demo company: who works there, and what it did with its customers up to the starting clock.</summary>
internal sealed record DemoWorld(IReadOnlyList<Person> People, IReadOnlyList<DemoCustomer> Customers);

/// <summary>The history of one customer.</summary>
/// <param name="Edits">Oldest first, at strictly later instants; the first creates the customer, the last leaves it as it is now.</param>
internal sealed record DemoCustomer(string Id, IReadOnlyList<DemoEdit> Edits);

/// <summary>One operation of the past: who made it and when.</summary>
/// <param name="OpId">Derived from the customer and the place in its history: the same in every world.</param>
internal sealed record DemoEdit(DateTimeOffset At, string ById, string OpId, CustomerEdit Edit);
