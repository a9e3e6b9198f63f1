using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>Finds contacts by a whole name, a word of one, or what people call them.</summary>
internal sealed class ContactFinder(CustomerNames names, CustomerStore customers)
{
    /// <summary>Customers that are looked into.</summary>
    private const int MostCustomers = 50;

    /// <param name="may">Whose contacts whoever asks may know; decided on each customer as it is now.</param>
    public async Task<IReadOnlyList<(CustomerFile Customer, Contact Contact)>> CalledAsync(string tenant, string said, Func<CustomerFile, bool> may, CancellationToken ct)
    {
        var found = new List<(CustomerFile, Contact)>();
        foreach (var hit in (await names.OfAsync(tenant, ct)).FindByContact(said, _ => true, MostCustomers))
        {
            if (await customers.LoadAsync(tenant, hit.Id, ct) is { } file && may(file))
            {
                found.AddRange(file.Contacts.Where(c => IsCalled(c, said)).Select(c => (file, c)));
            }
        }

        return found;
    }

    public static bool IsCalled(Contact contact, string said) => IsCalled(contact.Name, said) || (contact.Called is { } called && IsCalled(called, said));

    private static bool IsCalled(string name, string said) => string.Equals(name, said.Trim(), StringComparison.OrdinalIgnoreCase)
        || name.Split(' ').Contains(said.Trim(), StringComparer.OrdinalIgnoreCase);
}
