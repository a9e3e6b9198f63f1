using System.Globalization;
using System.Text.Json.Serialization;
using CrmBot.Bot.Captures;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Directory;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Plans;
using CrmBot.Bot.Requests;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Demo;

/// <param name="Speaker">Id of a person.</param>
/// <param name="Now">An instant, or a local time or day of the speaker; a day alone is its 10:00. Null for people's time.</param>
internal sealed record UnderstandAsked(string? Speaker, string? Now, string? Text, string? Conversation);

/// <summary>What a sentence means, for trying it out and for acceptance rows. Stores nothing.</summary>
internal static class UnderstandEndpoint
{
    /// <summary>What is said there of a customer is said of somebody who works there.</summary>
    private static readonly string[] AboutContact = ["forget", "contact_profile", "meeting_brief"];

    private static readonly TimeOnly InTheMorning = new(10, 0);

    public static async Task<IResult> AnswerAsync(
        UnderstandAsked asked, PeopleStore people, Understanding understanding, CustomerFinder finder, ContactFinder contacts, CaptureReading reading, UnderstandNames names, IOptions<BotOptions> options,
        [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, CancellationToken ct)
    {
        var tenant = options.Value.DefaultTenant;
        var company = new Company(await people.AllAsync(tenant, ct));
        if (company.Find(asked.Speaker ?? "") is not { } me)
        {
            return Refused("Nobody has this id.");
        }

        if (NowOf(asked.Now, me.Zone, clock.GetUtcNow()) is not { } now)
        {
            return Refused("""Say when as "2025-09-10", "2025-09-10T17:40" or "2025-09-10T17:40:00+08:00".""");
        }

        var text = asked.Text ?? "";
        var meaning = await understanding.ReadAsync(tenant, me, company, text, ct);
        if (await understanding.MayTellAsync(tenant, me, meaning, ct) && await reading.ReadAsync(tenant, me, company, now, text, ct) is { } capture)
        {
            var quality = Coaching.Review(me, now, new ToFile(text, null, null, null, null), []).Review.Shallow ? "shallow" : "good";
            return Results.Bytes(UnderstandJson.Of(capture, text, me.Id, quality), "application/json");
        }

        if (meaning["customer"] is { } said && AboutContact.Contains(meaning.Intent, StringComparer.Ordinal)
            && await ContactAsync(tenant, me, company, said, contacts, ct) is { Count: > 0 } of)
        {
            return await AnsweredAsync(meaning.Intent, [.. of, .. meaning.Values.Select(v => (v.Key, (IReadOnlyList<string>)[v.Value]))]);
        }

        var slots = await SlotsAsync(tenant, me, company, now, meaning, finder, ct);
        return await AnsweredAsync(slots.Intent, slots.Slots);

        async Task<IResult> AnsweredAsync(string intent, IReadOnlyList<(string Name, IReadOnlyList<string> Values)> found)
        {
            var (named, all) = await names.OfAsync(intent, found, meaning, text, tenant, me, company, now, ct);
            return Results.Bytes(UnderstandJson.Of(named, all, meaning.Why), "application/json");
        }
    }

    /// <summary>The contact that the words begin with or are, and the customer; empty for none or several.</summary>
    private static async Task<IReadOnlyList<(string Name, IReadOnlyList<string> Values)>> ContactAsync(
        string tenant, Person me, Company company, string said, ContactFinder contacts, CancellationToken ct)
    {
        foreach (var piece in Reminding.Pieces(said).Prepend(said))
        {
            if (await contacts.CalledAsync(tenant, piece, file => Sight.Content(me, file, company), ct) is [var (file, contact)])
            {
                return [("customer", [file.Head.Id]), ("contact", [contact.Name])];
            }
        }

        return [];
    }

    /// <summary>Names of people and customers as ids, days as days; a name of several is asked back, one of nobody is not found.</summary>
    private static async Task<(string Intent, IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Slots)> SlotsAsync(
        string tenant, Person me, Company company, DateTimeOffset now, Meaning meaning, CustomerFinder finder, CancellationToken ct)
    {
        var slots = new List<(string, IReadOnlyList<string>)>();
        var intent = meaning.Intent;
        foreach (var slot in meaning.Slots)
        {
            switch (slot.Name)
            {
                case "customer":
                    switch (await finder.FindAsync(tenant, me, slot.Text, ct))
                    {
                        case Meant.One one:
                            slots.Add((slot.Name, [one.Customer.CustomerId]));
                            break;
                        case Meant.Several several:
                            (intent, slots) = ("clarify", [("customer_candidates", [.. several.Customers.Select(c => c.CustomerId)])]);
                            return (intent, slots);
                        default:
                            return ("not_found", [("name", [slot.Text])]);
                    }

                    break;
                case "person" or "other":
                    var called = Colleagues.Called(company.People, slot.Text);
                    slots.Add((intent == "collab_request" ? "to" : slot.Name, called.Count > 0 ? [.. called.Select(p => p.Id)] : [slot.Text]));
                    break;
                case "when" when DateReader.When(slot.Text, WhenSaid.Context(me, now)) is { } when:
                    slots.Add((intent switch { "remind_snooze" => "until", "edit_last" => "next_due", "care_upcoming" => "date", _ => "due" }, [UnderstandJson.Day(when.Day)]));
                    if (intent == "care_upcoming" && when.Feast is { } feast)
                    {
                        slots.Add(("holiday", [feast == "little-year" ? "xiaonian" : feast]));
                    }

                    if (when.Time is { } time)
                    {
                        slots.Add(("time", [UnderstandJson.Time(time)]));
                    }

                    break;
                case "days" when DaysSaid.Read(slot.Text) is { } days:
                    slots.Add((slot.Name, [days.ToString(CultureInfo.InvariantCulture)]));
                    break;
                case "tier" when TierSaid.Read(slot.Text) is { } tier:
                    slots.Add((slot.Name, [tier.ToString()]));
                    break;
                case "text" when intent == "collab_request" && await RequestAsking.MentionedAsync(finder, tenant, me, slot.Text, ct) is { } about:
                    slots.Add(("customer", [about]));
                    break;
                default:
                    slots.Add((slot.Name, [slot.Text]));
                    break;
            }
        }

        slots.AddRange(meaning.Values.Select(v => (v.Key, (IReadOnlyList<string>)[v.Value])));
        return (intent, slots);
    }

    private static DateTimeOffset? NowOf(string? said, string zone, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(said))
        {
            return now;
        }

        if (DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return Zones.InstantOf(day, InTheMorning, zone);
        }

        if (!DateTime.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local))
        {
            return null;
        }

        return local.Kind == DateTimeKind.Unspecified
            ? Zones.InstantOf(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), zone)
            : DateTimeOffset.Parse(said, CultureInfo.InvariantCulture);
    }

    private static IResult Refused(string why) => Results.Json(new DevError(new DevFault(why)), DevJson.Default.DevError, statusCode: 400);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(UnderstandAsked))]
internal sealed partial class UnderstandAskedJson : JsonSerializerContext;
