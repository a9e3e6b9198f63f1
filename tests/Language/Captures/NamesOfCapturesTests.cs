using System.Text.Json;

namespace CrmBot.Language.Tests;

/// <summary>The customers and people of the rows that captures are measured by: ours, and those beside the repository where they are.</summary>
public sealed class NamesOfCapturesTests
{
    private static readonly string[] Files =
    [
        Path.Combine(Repository.Root, "tests", "Language", "Captures", "captures.json"),
        Path.Combine(Repository.Root, "..", "shared", "examples", "captures.json"),
    ];

    [Fact]
    public void The_customer_of_a_capture_is_found()
    {
        var wrong = new List<string>();
        foreach (var row in Rows())
        {
            var (read, expected) = (Read(row).Customer, row.GetProperty("expected"));
            var customer = expected.GetProperty("customer").GetString();
            var found = read.Ids.Count > 1 ? "ASK" : read.Id;
            if (customer != found && !(expected.TryGetProperty("customer_accept", out var other) && other.EnumerateArray().Any(o => o.GetString() == found)))
            {
                wrong.Add($"{row.GetProperty("id")}: {found}, not {customer}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_contact_of_a_capture_is_mentioned()
    {
        var wrong = new List<string>();
        foreach (var row in Rows())
        {
            var expected = row.GetProperty("expected");
            if (expected.GetProperty("contact").GetString() is not { } contact)
            {
                continue;
            }

            var text = row.GetProperty("text").GetString()!;
            var found = Read(row).Mentions.Where(m => m.Kind == NameKind.Contact).Select(m => text[m.Start..m.End]).ToList();
            string[] accepted = [contact, .. expected.TryGetProperty("contact_accept", out var other) ? other.EnumerateArray().Select(o => o.GetString()!) : []];
            if (!found.Exists(f => accepted.Any(a => f.Contains(a, StringComparison.OrdinalIgnoreCase) || a.Contains(f, StringComparison.OrdinalIgnoreCase))))
            {
                wrong.Add($"{row.GetProperty("id")}: {string.Join(',', found)}, not {contact}");
            }
        }

        Assert.Empty(wrong);
    }

    private static NamesRead Read(JsonElement row) => NameSpotter.Read(row.GetProperty("text").GetString()!, NameWorld.Of(row.GetProperty("speaker").GetString()!));

    private static IEnumerable<JsonElement> Rows() =>
        Files.Where(File.Exists).SelectMany(f => JsonDocument.Parse(File.ReadAllBytes(f)).RootElement.GetProperty("captures").EnumerateArray());
}
