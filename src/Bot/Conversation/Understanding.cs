using System.Text.RegularExpressions;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Fields;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Conversation;

/// <summary>
/// What a person means by a sentence. Language gives the readings; who is who decides between them: in "X 的 Y" X is a
/// colleague or a customer, and a bare name of a customer asks how it stands.
/// </summary>
internal sealed partial class Understanding(Phrasebook phrases, CustomerFinder finder, Topics topics, FieldBooks fields)
{
    /// <summary>A longer text is no bare name.</summary>
    private const int LongestName = 40;

    private const string Request = "collab_request";

    /// <summary>Customers by a field of the company's own: the sentence is one only where there is such a field.</summary>
    private const string Where = "customers_where";

    /// <summary>How somebody is, asked by the name of a contact, asks for the contact. What is said of business is the customer's.</summary>
    public async Task<Meaning> ReadAsync(string tenant, Person me, Company company, string text, CancellationToken ct)
    {
        var meaning = await WhoseAsync(tenant, me, company, text, ct);
        return meaning is { Intent: "customer_status", Values.Count: 0 } && meaning["customer"] is { } said && said.Length < text.Trim().Length && !Business().IsMatch(text)
            && await finder.IsContactAsync(tenant, me, said, ct) ? meaning with { Intent = "contact_profile" } : meaning;
    }

    /// <summary>
    /// Whether the sentence may tell something all the same: no phrase matches it, or one that lets a text stand behind it (记一下:…), or
    /// takes it for a name that nobody has, or asks for birthdays by what may tell one.
    /// </summary>
    public async Task<bool> MayTellAsync(string tenant, Person me, Meaning meaning, CancellationToken ct) => meaning.Intent switch
    {
        Meaning.Unknown or "care_upcoming" => true,
        "start_summary" => meaning["text"] is not null || (meaning["customer"] is { } said && !await finder.IsNameAsync(tenant, me, said, ct)),
        _ => false,
    };

    private async Task<Meaning> WhoseAsync(string tenant, Person me, Company company, string text, CancellationToken ct)
    {
        // What somebody is to do is a request only where they are a colleague, and then it is nothing else: of a customer it is told.
        var all = phrases.Readings(text);
        if (all.FirstOrDefault(r => r.Intent == Request && Colleagues.Called([.. company.Members], r["person"] ?? "").Count > 0) is { } request)
        {
            return request;
        }

        if (await WhereAsync(tenant, text, all, ct) is { } where)
        {
            return where;
        }

        var readings = all.Where(r => r.Intent is not (Request or Where)).ToList();
        foreach (var reading in readings)
        {
            if (reading.Values.GetValueOrDefault("about") == "same")
            {
                // "And X?" asks the same of another only where X is a customer: it may begin any sentence.
                if (reading["customer"] is { } other && await finder.IsNameAsync(tenant, me, other, ct))
                {
                    return await topics.NowAsync(tenant, me.Id, ct) is { Intent.Length: > 0 } topic ? reading with { Intent = topic.Intent } : reading;
                }

                continue;
            }

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
            : readings.LastOrDefault(r => r.Values.GetValueOrDefault("about") != "same")
                ?? new Meaning(Meaning.Unknown, [], NoValues, all.Count > readings.Count ? "nobody here is called so" : "no pattern matches");
    }

    private async Task<Meaning?> WhereAsync(string tenant, string text, IReadOnlyList<Meaning> all, CancellationToken ct)
    {
        // A sign between field and value ("Region: East") ends a name for the patterns.
        var signs = Signs().IsMatch(text) ? phrases.Readings(Signs().Replace(text, " ")) : [];
        List<Meaning> asking = [.. all.Concat(signs).Where(r => r.Intent == Where)];
        if (asking.Count == 0)
        {
            return null;
        }

        var book = await fields.OfAsync(tenant, ct);
        return asking.FirstOrDefault(r => FieldsSought.Of(book, r["text"] ?? r["other"] ?? "") is not null);
    }

    [GeneratedRegex("[=:＝：]", RegexOptions.None, 1000)]
    private static partial Regex Signs();

    private static readonly Dictionary<string, string> NoValues = [];

    [GeneratedRegex("阶段|階段|下一步|进展|進展|进度|進度|跟到哪|报价|報價|状态|狀態|stage|tier|next step|status|progress|quote|price|offer|where (are|do) we|how are we|things", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Business();
}
