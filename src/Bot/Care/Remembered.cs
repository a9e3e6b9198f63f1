using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Care;

/// <summary>A moment with the customer it belongs to.</summary>
internal sealed record MomentOf(CustomerFile File, Moment Moment);

/// <summary>Finds what is remembered by what people say of it. Only at customers in sight.</summary>
internal sealed class Remembered(ContactFinder contacts, CustomerFinder finder, CustomerStore customers, IndexStore index)
{
    /// <summary>Customers that are looked through where nobody is named.</summary>
    private const int MostCustomers = 60;

    private const int ShortestName = 2;
    private const int LongestName = 40;

    /// <summary>Moments that the words may mean: all that fit equally well.</summary>
    public async Task<IReadOnlyList<MomentOf>> FindAsync(Turn turn, string about, CancellationToken ct)
    {
        foreach (var piece in Reminding.Pieces(about).Prepend(about))
        {
            if (await CalledAsync(turn, piece, ct) is { Count: > 0 } called)
            {
                return Best(called.SelectMany(c => Of(c.Customer, c.Contact)), Without(about, piece));
            }
        }

        foreach (var piece in Reminding.Pieces(about).Prepend(about))
        {
            if (await finder.FindAsync(turn.Tenant, turn.Me, piece, ct) is Meant.One { Fit: <= NameFit.Part } one && await SeenAsync(turn, one.Customer.CustomerId, ct) is { } file)
            {
                return Best(file.Moments.Select(m => new MomentOf(file, m)), Without(about, piece));
            }
        }

        var all = new List<MomentOf>();
        foreach (var stake in (await index.OfPersonAsync(turn.Tenant, turn.Me.Id, ct)).OrderByDescending(s => s.LastContact).Take(MostCustomers))
        {
            all.AddRange(await SeenAsync(turn, stake.CustomerId, ct) is { } file ? file.Moments.Select(m => new MomentOf(file, m)) : []);
        }

        return [.. Best(all, about).Where(m => Score(m, about) > 0)];
    }

    /// <summary>Contacts of this name at customers in sight; the customer's name may stand before theirs.</summary>
    public async Task<IReadOnlyList<(CustomerFile Customer, Contact Contact)>> CalledAsync(Turn turn, string said, CancellationToken ct)
    {
        var called = await contacts.CalledAsync(turn.Tenant, said, file => Sight.Content(turn.Me, file, turn.Company), ct);
        for (var end = Math.Min(said.Length, LongestName) - 1; called.Count == 0 && end >= ShortestName; end--)
        {
            var name = said[end..].TrimStart(' ', '的');
            if (name.Length > 0 && await finder.FindAsync(turn.Tenant, turn.Me, said[..end].Trim(), ct) is Meant.One { Fit: <= NameFit.Part } one
                && await SeenAsync(turn, one.Customer.CustomerId, ct) is { } file)
            {
                called = [.. file.Contacts.Where(c => ContactFinder.IsCalled(c, name)).Select(c => (file, c))];
            }
        }

        return called;
    }

    /// <summary>The customer, when this person may see what is in it.</summary>
    public async Task<CustomerFile?> SeenAsync(Turn turn, string customerId, CancellationToken ct) =>
        await customers.LoadAsync(turn.Tenant, customerId, ct) is { } file && Sight.Content(turn.Me, file, turn.Company) ? file : null;

    /// <summary>What is remembered of a contact, and what is remembered of nobody in particular.</summary>
    public static IEnumerable<MomentOf> Of(CustomerFile file, Contact contact) =>
        file.Moments.Where(m => m.ContactName is not { Length: > 0 } name || Is(contact, name)).Select(m => new MomentOf(file, m));

    private static bool Is(Contact contact, string name) =>
        new[] { contact.Name, contact.Called }.OfType<string>().Any(n =>
            string.Equals(n, name, StringComparison.OrdinalIgnoreCase) || n.Split(' ').Contains(name, StringComparer.OrdinalIgnoreCase) || name.Contains(n, StringComparison.OrdinalIgnoreCase));

    /// <summary>Those that have the most of the words; all of them when none has any.</summary>
    private static IReadOnlyList<MomentOf> Best(IEnumerable<MomentOf> moments, string about)
    {
        var scored = moments.Select(m => (m, Score: Score(m, about))).ToList();
        var best = scored.Count == 0 ? 0 : scored.Max(s => s.Score);
        return [.. scored.Where(s => s.Score == best).Select(s => s.m)];
    }

    /// <summary>How many pairs of Chinese characters and longer Latin words are in what is remembered.</summary>
    private static int Score(MomentOf moment, string about) =>
        Parts(about).Distinct(StringComparer.OrdinalIgnoreCase).Count(p => moment.Moment.What.Contains(p, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Parts(string text)
    {
        const int LeastLatin = 4;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] >= 0x3400 && text[i + 1] >= 0x3400)
            {
                yield return text.Substring(i, 2);
            }
        }

        foreach (var word in text.Split([' ', '\'', '’', ',', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= LeastLatin && char.IsAsciiLetter(w[0])))
        {
            yield return word;
        }
    }

    private static string Without(string about, string piece) => about.Replace(piece, " ", StringComparison.OrdinalIgnoreCase);
}
