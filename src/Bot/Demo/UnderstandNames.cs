using System.Globalization;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Plans;
using CrmBot.Bot.Requests;
using CrmBot.Bot.Settings;
using CrmBot.Bot.Timeline;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Demo;

/// <summary>What was found, by the names and values that the acceptance rows have for each intent.</summary>
internal sealed class UnderstandNames(CustomerFinder finder, CustomerStore customers, CardShelf shelf)
{
    /// <summary>What shows content of a customer: out of sight it is refused.</summary>
    private static readonly string[] Content =
        ["customer_status", "customer_timeline", "summary_latest", "customer_needs", "customer_objections", "customer_contacts", "meeting_brief"];

    private sealed class Slots(IReadOnlyList<(string Name, IReadOnlyList<string> Values)> found)
    {
        public List<(string Name, IReadOnlyList<string> Values)> All { get; } = [.. found];

        public string? this[string name] => All.Find(s => s.Name == name).Values is [var first, ..] ? first : null;

        public void Put(string name, params IReadOnlyList<string> values)
        {
            Drop(name);
            All.Add((name, values));
        }

        public void Drop(string name) => All.RemoveAll(s => s.Name == name);

        public void Rename(string from, string to)
        {
            if (All.Find(s => s.Name == from).Values is { } values)
            {
                Drop(from);
                Put(to, values);
            }
        }
    }

    /// <param name="found">What the patterns fill and fix, with ids and days.</param>
    public async Task<(string Intent, IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Slots)> OfAsync(
        string intent, IReadOnlyList<(string Name, IReadOnlyList<string> Values)> found, Meaning meaning, string text, string tenant, Person me, Company company, DateTimeOffset now, CancellationToken ct)
    {
        var slots = new Slots(found);
        if (Content.Contains(intent, StringComparer.Ordinal) && slots["customer"] is { } customer
            && await customers.LoadAsync(tenant, customer, ct) is { } file && !Sight.Content(me, file, company))
        {
            return ("permission_denied", [("customer", [customer])]);
        }

        switch (intent)
        {
            case "clarify":
                slots.Put("customer_candidates", [.. (slots.All.Find(s => s.Name == "customer_candidates").Values ?? []).Order(StringComparer.Ordinal)]);
                break;
            case "list_overdue" or "list_due":
                Owner(slots, me, company);
                slots.Rename("due", text.Contains("before", StringComparison.OrdinalIgnoreCase) || text.Contains('前') ? "to" : "date");
                break;
            case "export" when slots["format"] is null:
                slots.Put("format", "csv");
                break;
            case "reassign":
                slots.Rename("person", "to");
                break;
            case "handover":
                slots.Rename("person", "user");
                break;
            case "privacy_export" or "privacy_erase":
                slots.Rename("person", "contact");
                break;
            case "settings_language":
                slots.Put("lang", slots["lang"] switch { "en-US" => "en", "zh-CN" => "zh-Hans", var other => other ?? "" });
                break;
            case "settings_quiet":
                slots.Drop("due");
                slots.Rename("time", "from");
                break;
            case "settings_timezone":
                slots.Drop("due");
                slots.Put("tz", ZoneNames.Find(slots["place"] ?? "", shelf) ?? "");
                slots.Drop("place");
                break;
            case "meeting_brief":
                slots.Drop("when");
                break;
            case "set_leave":
                Leave(slots, meaning, me, now);
                break;
            case "customer_timeline" when Period.Said(WhenSaid.Context(me, now), Zones.DayOf(now, me.Zone), text, meaning) is var period:
                slots.Drop("due");
                foreach (var (name, day) in new[] { ("from", period.From), ("to", period.To) }.Where(d => d.Item2 is not null))
                {
                    slots.Put(name, UnderstandJson.Day(day!.Value));
                }

                break;
            case "remind_create":
                await ReminderAsync(slots, text, tenant, me, now, ct);
                break;
            default:
                break;
        }

        return (intent, slots.All);
    }

    /// <summary>Whose work it is: a name of several is the one whose work the speaker may list.</summary>
    private static void Owner(Slots slots, Person me, Company company)
    {
        if (slots.All.Find(s => s.Name == "person").Values is { } called)
        {
            List<string> listed = [.. called.Where(id => Sight.People(me, company).Any(p => p.Id == id))];
            slots.Drop("person");
            slots.Put("owner", listed.Count > 0 ? listed : called);
        }
        else if (slots["owner"] is null)
        {
            slots.Put("owner", me.Role == Role.Director ? "all" : company.ReportsOf(me.Id).Count > 0 ? "team" : "me");
        }
    }

    private static void Leave(Slots slots, Meaning meaning, Person me, DateTimeOffset now)
    {
        slots.Put("user", me.Id);
        slots.Rename("person", "delegate");
        slots.Rename("due", "from");
        if (meaning["when"] is { } when && DateReader.When(when, WhenSaid.Context(me, now))?.Until is { } until)
        {
            slots.Put("to", UnderstandJson.Day(until));
        }
    }

    /// <summary>The day and the customer stand in what is to be remembered, and are taken out of it.</summary>
    private async Task ReminderAsync(Slots slots, string text, string tenant, Person me, DateTimeOffset now, CancellationToken ct)
    {
        var what = slots["text"] ?? text;
        if (slots["due"] is null && DateReader.Find(what, WhenSaid.Context(me, now)) is [var first, ..])
        {
            slots.Put("due", UnderstandJson.Day(first.Day));
            if (first.Time is { } time)
            {
                slots.Put("time", UnderstandJson.Time(time));
            }

            what = what.Remove(first.Start, first.Length).Trim(' ', ',', '，', '.', '。');
        }

        if (await RequestAsking.MentionedAsync(finder, tenant, me, what, ct) is { } customer)
        {
            slots.Put("customer", customer);
            var named = Reminding.Pieces(what).Where(p => p.Length > 1).OrderByDescending(p => p.Length);
            foreach (var piece in named)
            {
                if (await finder.FindAsync(tenant, me, piece, ct) is Meant.One { Fit: <= NameFit.Part })
                {
                    what = Bare(what, piece);
                    break;
                }
            }
        }

        slots.Put("text", what);
    }

    /// <summary>Without the name and the little word before it.</summary>
    private static string Bare(string what, string name)
    {
        var at = what.IndexOf(name, StringComparison.Ordinal);
        var before = what[..at].TrimEnd();
        var cut = new[] { " from", " of", " at", " with", " for", " to", "给", "向", "跟", "找" }.FirstOrDefault(w => before.EndsWith(w, true, CultureInfo.InvariantCulture));
        return $"{before[..^(cut?.Length ?? 0)]}{what[(at + name.Length)..]}".Trim(' ', ',', '，', '.', '。', '的');
    }
}
