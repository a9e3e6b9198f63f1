using System.Globalization;
using System.Text;
using System.Text.Json;
using CrmBot.Domain;

namespace CrmBot.Language.Tests;

/// <summary>Counts what was read right of rows of captures; how a row counts is written in README.md beside this file.</summary>
internal sealed class CaptureScore
{
    private readonly List<string> faults = [];
    private readonly Dictionary<string, (int Right, int All)> fields = new(StringComparer.Ordinal);

    public int Right { get; private set; }

    /// <summary>Fields for which the rows expect something.</summary>
    public int Expected { get; private set; }

    public int Invented { get; private set; }

    /// <summary>Fields for which the rows expect nothing.</summary>
    public int Empty { get; private set; }

    public double Share => (double)Right / Expected;

    public double InventedShare => (double)Invented / Empty;

    public IReadOnlyList<string> Faults => faults;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Right} of {Expected} right ({Share:P1}), {Invented} of {Empty} invented ({InventedShare:P1}); {string.Join(", ", fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key} {f.Value.Right}/{f.Value.All}"))}");

    public static CaptureScore Of(string file)
    {
        var score = new CaptureScore();
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var row in json.RootElement.GetProperty("captures").EnumerateArray())
        {
            score.Add(row);
        }

        return score;
    }

    public static CaptureContext ContextOf(JsonElement row)
    {
        var speaker = row.GetProperty("speaker").GetString()!;
        var (zone, region) = speaker switch { "tb" => ("Europe/London", "GB"), "gh" => ("Asia/Hong_Kong", "HK"), _ => ("Asia/Shanghai", "CN") };
        var now = Zones.InstantOf(Day(row.GetProperty("today").GetString()!), new TimeOnly(10, 0), zone);
        return NameWorld.Of(speaker) with { Dates = new DateContext(now, zone, region) };
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Add(JsonElement row)
    {
        var (id, text, expected) = (row.GetProperty("id").GetString()!, row.GetProperty("text").GetString()!, row.GetProperty("expected"));
        var speaker = row.GetProperty("speaker").GetString()!;
        var read = CaptureReader.Read(text, ContextOf(row));
        if (read is null)
        {
            faults.Add($"{id} no statement | {text}");
        }

        var customer = read?.Customer.Ids switch { null or [] => null, [var one] => one, _ => "ASK" };
        Field(row, "customer", customer);
        Field(row, "channel", Code(read?.Channel?.Value));
        Field(row, "status", Code(read?.Status?.Value));
        Field(row, "sentiment", Code(read?.Sentiment?.Value));
        Contact(row, read?.Contact?.Value);
        Words(row, "need_kw", read?.Need?.Value);
        Words(row, "objection_kw", read?.Objection?.Value);
        Steps(row, speaker, read?.Steps ?? []);
        Moments(row, read?.Moments ?? []);
        _ = expected;
    }

    private void Field(JsonElement row, string name, string? found)
    {
        var wanted = Text(row, name);
        var accepted = Accepted(row, name);
        if (wanted is null)
        {
            Nothing(row, name, found is not null && !accepted.Contains(found) && !(name == "sentiment" && found == "neutral"), found);
        }
        else
        {
            Count(row, name, found == wanted || accepted.Contains(found), found, wanted);
        }
    }

    private void Contact(JsonElement row, string? found)
    {
        var wanted = Text(row, "contact");
        if (wanted is null)
        {
            Nothing(row, "contact", found is not null && !Accepted(row, "contact").Contains(found), found);
            return;
        }

        Count(row, "contact", found is not null && Accepted(row, "contact").Append(wanted).Any(w => w is not null && (Holds(found, w) || Holds(w, found))), found, wanted);
    }

    private void Words(JsonElement row, string name, string? found)
    {
        var wanted = row.GetProperty("expected").GetProperty(name).EnumerateArray().Select(w => w.GetString()!).ToList();
        if (wanted.Count == 0)
        {
            Nothing(row, name, found is not null, found);
            return;
        }

        Count(row, name, found is not null && wanted.TrueForAll(w => Holds(found, w)), found, string.Join('+', wanted));
    }

    private void Steps(JsonElement row, string speaker, IReadOnlyList<StepRead> found)
    {
        var wanted = row.GetProperty("expected").GetProperty("next_steps").EnumerateArray().ToList();
        if (wanted.Count == 0)
        {
            Nothing(row, "steps", found.Count > 0, string.Join(" / ", found.Select(Said)));
            return;
        }

        var said = string.Join(" / ", found.Select(Said));
        foreach (var step in wanted)
        {
            var words = step.GetProperty("kw").EnumerateArray().Select(w => w.GetString()!).ToList();
            var one = found.FirstOrDefault(s => words.TrueForAll(w => Holds(s.What, w)));
            Count(row, "step", one is not null, said, string.Join('+', words));
            var owner = step.GetProperty("owner").GetString();
            Count(row, "step owner", one is not null && OwnerOf(one) == owner, one is null ? null : OwnerOf(one), owner);
            if (step.GetProperty("due").GetString() is { } due)
            {
                var days = step.GetProperty("due_accept").EnumerateArray().Select(d => d.GetString()).Append(due).ToList();
                var time = step.GetProperty("time").GetString();
                Count(row, "step due", one?.Due is { } on && days.Contains(Written(on)) && (time is null || one.Time?.ToString("HH:mm", CultureInfo.InvariantCulture) == time),
                    one?.Due is { } day ? Written(day) + one.Time : null, due + time);
            }
        }
    }

    private void Moments(JsonElement row, IReadOnlyList<MomentRead> found)
    {
        var wanted = row.GetProperty("expected").GetProperty("personal_moments").EnumerateArray().ToList();
        if (wanted.Count == 0)
        {
            Nothing(row, "moments", found.Count > 0, string.Join(" / ", found.Select(m => m.Kind + " " + m.What)));
        }

        foreach (var moment in wanted)
        {
            var kind = moment.GetProperty("kind").GetString();
            var words = moment.GetProperty("kw").EnumerateArray().Select(w => w.GetString()!).ToList();
            Count(row, "moment", found.Any(m => Code<MomentKind>(m.Kind) == kind || words.TrueForAll(w => Holds(m.What, w))), string.Join(" / ", found.Select(m => m.Kind + " " + m.What)), kind);
        }
    }

    private void Count(JsonElement row, string name, bool right, string? found, string? wanted)
    {
        Expected++;
        Right += right ? 1 : 0;
        var (ok, all) = fields.GetValueOrDefault(name);
        fields[name] = (ok + (right ? 1 : 0), all + 1);
        if (!right)
        {
            faults.Add($"{row.GetProperty("id").GetString()} {name}: wanted {wanted}, found {found ?? "nothing"} | {row.GetProperty("text").GetString()}");
        }
    }

    private void Nothing(JsonElement row, string name, bool invented, string? found)
    {
        Empty++;
        if (invented)
        {
            Invented++;
            faults.Add($"{row.GetProperty("id").GetString()} {name}: INVENTED {found} | {row.GetProperty("text").GetString()}");
        }
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty("expected").GetProperty(name).GetString();

    private static List<string?> Accepted(JsonElement row, string name) =>
        row.GetProperty("expected").TryGetProperty(name + "_accept", out var all) ? [.. all.EnumerateArray().Select(a => a.GetString())] : [];

    private static bool Holds(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string Said(StepRead step) => $"[{step.What} | {OwnerOf(step)} | {step.Due?.ToString("MM-dd", CultureInfo.InvariantCulture)} {step.Time}]";

    private static string? OwnerOf(StepRead step) => step.By == OwedBy.Customer ? "customer" : step.OwnerId ?? step.Owner;

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"OnlineMeeting" is written online_meeting.</summary>
    private static string? Code<T>(T? value) where T : struct, Enum
    {
        if (value is not { } known)
        {
            return null;
        }

        if (known is Channel.WeChat)
        {
            return "wechat";
        }

        var code = new StringBuilder();
        foreach (var c in known.ToString())
        {
            if (char.IsUpper(c) && code.Length > 0)
            {
                code.Append('_');
            }

            code.Append(char.ToLowerInvariant(c));
        }

        return code.ToString();
    }
}
