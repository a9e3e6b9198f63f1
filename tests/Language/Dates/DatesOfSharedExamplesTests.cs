using System.Globalization;
using System.Text.Json;

namespace CrmBot.Language.Tests;

/// <summary>The acceptance rows beside the repository, where they are: their dates stand in the texts as this room reads them.</summary>
public sealed class DatesOfSharedExamplesTests
{
    private static readonly string[] Zones = ["Asia/Shanghai", "Europe/London", "Asia/Hong_Kong"];

    [Fact]
    public void Every_due_day_of_the_captures_is_found_in_its_text()
    {
        var missed = new List<string>();
        foreach (var row in Rows("captures.json", "captures"))
        {
            var finds = Finds(row);
            foreach (var step in row.GetProperty("expected").GetProperty("next_steps").EnumerateArray().Where(s => s.GetProperty("due").ValueKind is JsonValueKind.String))
            {
                var due = step.GetProperty("due").GetString()!;
                var accepted = step.GetProperty("due_accept").EnumerateArray().Select(d => d.GetString()!).Append(due).ToList();
                var time = step.GetProperty("time").GetString();
                if (!finds.Any(f => f.HasDay && accepted.Contains(Day(f.Due))) || (time is not null && !finds.Any(f => f.Time == TimeOnly.Parse(time, CultureInfo.InvariantCulture))))
                {
                    missed.Add($"{row.GetProperty("id").GetString()} {due} {time}: {DateTable.Written(finds)} in {row.GetProperty("text").GetString()}");
                }
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Fact]
    public void Every_day_and_time_of_the_utterances_is_found_in_its_text()
    {
        var missed = new List<string>();
        foreach (var row in Rows("utterances.json", "utterances"))
        {
            var finds = Finds(row);
            foreach (var slot in row.GetProperty("slots").EnumerateObject().Where(s => s.Name is "due" or "until" or "from" or "to" or "date" or "time" or "next_due" && s.Value.GetString() is ['2' or '0' or '1', ..]))
            {
                var expected = slot.Value.GetString()!;
                if (!finds.Any(f => Day(f.Day) == expected || (f.Until is { } end && Day(end) == expected) || f.Time?.ToString("HH:mm", CultureInfo.InvariantCulture) == expected))
                {
                    missed.Add($"{row.GetProperty("id").GetString()} {slot.Name} {expected}: {DateTable.Written(finds)} in {row.GetProperty("text").GetString()}");
                }
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IReadOnlyList<DateFind> Finds(JsonElement row)
    {
        var zone = row.GetProperty("speaker").GetString() switch { "tb" => Zones[1], "gh" => Zones[2], _ => Zones[0] };
        var region = zone == Zones[1] ? "GB" : zone == Zones[2] ? "HK" : "CN";
        var today = DateOnly.Parse(row.GetProperty("today").GetString()!, CultureInfo.InvariantCulture);
        return DateReader.Find(row.GetProperty("text").GetString()!, new DateContext(CrmBot.Domain.Zones.InstantOf(today, new TimeOnly(9, 0), zone), zone, region));
    }

    private static IEnumerable<JsonElement> Rows(string file, string list)
    {
        var path = Path.Combine(Directory.GetParent(Repository.Root)!.FullName, "shared", "examples", file);
        return File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty(list).EnumerateArray() : [];
    }
}
