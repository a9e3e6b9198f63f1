using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Demo;

/// <summary>The shape of an answer: what was found, by snake_case names and codes; what was not is null, false or empty.</summary>
internal static class UnderstandJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(string intent, IReadOnlyList<(string Name, IReadOnlyList<string> Values)> slots, string why) => Written(json =>
    {
        json.WriteString("kind", "intent");
        json.WriteString("intent", intent);
        json.WriteStartObject("slots");
        foreach (var (name, values) in slots)
        {
            if (name == "days" && values is [var days])
            {
                json.WriteNumber(name, int.Parse(days, CultureInfo.InvariantCulture));
            }
            else if (values.Count == 1 && name != "customer_candidates")
            {
                json.WriteString(name, values[0]);
            }
            else
            {
                Texts(json, name, values);
            }
        }

        json.WriteEndObject();
        json.WriteStartObject("why");
        json.WriteString("intent", why);
        json.WriteEndObject();
    });

    /// <param name="text">What was read, for the words that each field came from.</param>
    public static byte[] Of(Capture read, string text, string speaker, string quality) => Written(json =>
    {
        json.WriteString("kind", "capture");
        json.WriteString("customer", read.Customer.Ids.Count > 1 ? "ASK" : read.Customer.Id);
        Texts(json, "customer_candidates", read.Customer.Ids.Count > 1 ? read.Customer.Ids : []);
        json.WriteString("channel", Code(read.Channel?.Value));
        json.WriteString("contact", read.Contact?.Value);
        json.WriteString("contacted_on", read.ContactedOn is { } on ? Day(on.Value) : null);
        json.WriteString("background", read.Background?.Value);
        json.WriteString("need", read.Need?.Value);
        json.WriteString("objection", read.Objection?.Value);
        json.WriteString("objection_category", Code(read.Category));
        json.WriteString("status", Code(read.Status?.Value));
        json.WriteString("sentiment", Code(read.Sentiment?.Value));
        json.WriteString("outcome", Code(read.Outcome?.Value));
        json.WriteBoolean("cold_reply", read.Cold is not null);
        json.WriteBoolean("care_action", read.Care is not null);
        Texts(json, "competitor", read.Competitors.Select(c => c.Value));
        Number(json, "amount", read.Amount?.Value.Amount);
        json.WriteString("currency", read.Amount?.Value.Currency);
        Texts(json, "contact_change", read.NewContacts.Select(c => c.Value));
        json.WriteBoolean("complaint", read.Complaint is not null);
        json.WriteBoolean("escalate", read.Escalate);
        Texts(json, "referral", read.Referrals.Select(r => r.Value));
        Number(json, "nps", read.Nps?.Value);
        json.WriteString("quiet_until", read.QuietUntil is { } quiet ? Day(quiet.Value) : null);
        json.WriteString("event_date", read.EventOn is { } held ? Day(held.Value) : null);
        json.WriteBoolean("ambiguous_date", read.Steps.Any(s => s.When?.Other is not null));
        json.WriteBoolean("due_is_weekend", read.Steps.Any(s => s.When is { OnWeekend: true }));
        json.WriteBoolean("due_is_holiday", read.Steps.Any(s => s.When is { OnHoliday: true }));
        Texts(json, "objection_resolved", read.Resolved.Select(r => r.Value));
        json.WriteBoolean("complaint_resolved", read.ComplaintResolved);
        Texts(json, "collab", read.Helpers.Select(h => h.Value));
        json.WriteString("help_needed", read.HelpNeeded?.Value);
        json.WriteString("quality", quality);
        Steps(json, read.Steps, speaker);
        Moments(json, read.Moments);
        Why(json, read, text);
    });

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static void Steps(Utf8JsonWriter json, IReadOnlyList<StepRead> steps, string speaker)
    {
        json.WriteStartArray("next_steps");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("text", step.What);
            json.WriteString("owner", step.By == OwedBy.Customer ? "customer" : step.OwnerId ?? step.Owner ?? speaker);
            json.WriteString("due", step.Due is { } due ? Day(due) : null);
            json.WriteString("time", step.Time is { } time ? Time(time) : null);
            json.WriteString("by", step.By == OwedBy.Customer ? "customer" : "us");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Moments(Utf8JsonWriter json, IReadOnlyList<MomentRead> moments)
    {
        json.WriteStartArray("personal_moments");
        foreach (var moment in moments)
        {
            json.WriteStartObject();
            json.WriteString("kind", Code<MomentKind>(moment.Kind));
            json.WriteString("text", moment.What);
            json.WriteString("of", moment.Of);
            json.WriteString("date", moment.On is not { } on ? null : moment.MonthOnly ? on.ToString("yyyy-MM", CultureInfo.InvariantCulture) : Day(on));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The words of the text that each field came from.</summary>
    private static void Why(Utf8JsonWriter json, Capture read, string text)
    {
        json.WriteStartObject("why");
        Words("customer", read.Customer.Start, read.Customer.Length);
        Words("channel", read.Channel?.Start, read.Channel?.Length);
        Words("contact", read.Contact?.Start, read.Contact?.Length);
        Words("need", read.Need?.Start, read.Need?.Length);
        Words("objection", read.Objection?.Start, read.Objection?.Length);
        Words("status", read.Status?.Start, read.Status?.Length);
        Words("sentiment", read.Sentiment?.Start, read.Sentiment?.Length);
        Words("outcome", read.Outcome?.Start, read.Outcome?.Length);
        Words("amount", read.Amount?.Start, read.Amount?.Length);
        var first = read.Steps.FirstOrDefault(s => s.When is not null);
        Words("next_step", first?.Start, first?.Length);
        Words("due", first?.When?.Start, first?.When?.Length);
        json.WriteEndObject();

        void Words(string name, int? start, int? length)
        {
            if (length > 0 && start + length <= text.Length)
            {
                json.WriteString(name, text.AsSpan(start!.Value, length.Value));
            }
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>OnlineMeeting is online_meeting; WeChat is one word.</summary>
    private static string? Code<T>(T? value) where T : struct, Enum => value is not { } known ? null
        : known is Channel.WeChat ? "wechat"
        : string.Concat(known.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }
}
