using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Conversation;

/// <summary>
/// What a person means by a sentence. Language gives the readings; who is who decides between them: in "X 的 Y" X is a
/// colleague or a customer, and a bare name of a customer asks how it stands.
/// </summary>
internal sealed class Understanding(Phrasebook phrases, CustomerFinder finder)
{
    /// <summary>A longer text is no bare name.</summary>
    private const int LongestName = 40;

    private const string Request = "collab_request";

    public async Task<Meaning> ReadAsync(string tenant, Person me, Company company, string text, CancellationToken ct)
    {
        // What somebody is to do is a request only where they are a colleague, and then it is nothing else: of a customer it is told.
        var all = phrases.Readings(text);
        if (all.FirstOrDefault(r => r.Intent == Request && Colleagues.Called([.. company.Members], r["person"] ?? "").Count > 0) is { } request)
        {
            return request;
        }

        var readings = all.Where(r => r.Intent != Request).ToList();
        foreach (var reading in readings)
        {
            // A person named behind the customer ("X to Y") is nothing else, known or not.
            if (reading["customer"] is null || reading["person"] is not { } person || reading.Slots[^1].Name == "person" || Colleagues.Called(company.People, person).Count > 0)
            {
                return reading;
            }

            if (await finder.IsNameAsync(tenant, me, person, ct))
            {
                return reading with { Slots = [.. reading.Slots.Where(s => s.Name == "person").Select(s => s with { Name = "customer" })] };
            }
        }

        return text.Length <= LongestName && await finder.IsNameAsync(tenant, me, text, ct)
            ? new Meaning("customer_status", [new Slot("customer", text, 0, text.Length)], NoValues, "a customer's name")
            : readings.Count > 0 ? readings[^1]
            : all.Count > 0 ? new Meaning(Meaning.Unknown, [], NoValues, "nobody here is called so")
            : phrases.Understand(text);
    }

    private static readonly Dictionary<string, string> NoValues = [];
}
