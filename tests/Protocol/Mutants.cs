using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>Real activities, damaged at random. One number makes one mutant, always the same, so that a failure can be tried again by its number.</summary>
/// <param name="activities">Sound ones, as JSON objects.</param>
internal sealed class Mutants(IReadOnlyList<string> activities)
{
    private const string Mark = "<here>";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Odd =
    [
        "null", "true", "false", "0", "-1", "1e999", "1.5", "123456789012345678901234567890", "\"\"", "\" \"", "\"true\"", "\"7\"", "[]", "{}", "[[[]]]",
        "{\"id\":{}}", "[null]", "[0,\"\",{}]", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "\"a/b#?\\\\\"", "\"..\"", "\"\ud83d\ude00\"", "{\"\":0}",
        "{\"id\":\"1\",\"id\":2}", "\"9999-12-31T23:59:59Z\"", "\"2025-13-45\"", "\"http://127.0.0.1:1/\"", "\"<at>x</at>\"", "\"personal\"", "\"message\"", "\"invoke\"",
        "[{\"type\":\"mention\"}]", "[{\"type\":\"mention\",\"mentioned\":{\"id\":1},\"text\":\"\"}]", $"\"{new string('x', 5000)}\"",
        string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100)),
    ];

    /// <summary>Our own samples, in one order on every machine.</summary>
    public static IReadOnlyList<string> Samples { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "activities"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public byte[] Of(int number)
    {
        var random = new Random(number);
        var root = JsonNode.Parse(activities[random.Next(activities.Count)])!.AsObject();
        // Not a resend of another one.
        root["id"] = $"m-{number}";
        var reshaped = random.Next(4) > 0;
        for (var times = reshaped ? random.Next(1, 4) : 0; times > 0; times--)
        {
            Reshape(root, random);
        }

        var text = root.ToJsonString(Plain);
        while (text.IndexOf($"\"{Mark}\"", StringComparison.Ordinal) is >= 0 and var at)
        {
            text = string.Concat(text.AsSpan(0, at), Odd[random.Next(Odd.Length)], text.AsSpan(at + Mark.Length + 2));
        }

        var json = Encoding.UTF8.GetBytes(text);
        for (var times = random.Next(reshaped ? 0 : 1, 3); times > 0 && !(reshaped && random.Next(3) > 0) && json.Length > 1; times--)
        {
            json = random.Next(4) switch
            {
                0 => json[..random.Next(json.Length)],
                1 => Twice(json, random),
                _ => Flipped(json, random),
            };
        }

        return json;
    }

    /// <summary>Puts another value in the place of one that stands somewhere in the tree, or takes it out, or adds one.</summary>
    private static void Reshape(JsonObject root, Random random)
    {
        JsonNode place = root;
        while (true)
        {
            var deeper = random.Next(3) > 0;
            if (place is JsonObject { Count: > 0 } members)
            {
                var name = members.ElementAt(random.Next(members.Count)).Key;
                if (deeper && members[name] is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
                {
                    place = members[name]!;
                    continue;
                }

                switch (random.Next(8))
                {
                    case 0:
                        members.Remove(name);
                        break;
                    case 1:
                        members[name + "x"] = Mark;
                        break;
                    default:
                        members[name] = Mark;
                        break;
                }
            }
            else if (place is JsonArray { Count: > 0 } items)
            {
                var at = random.Next(items.Count);
                if (deeper && items[at] is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
                {
                    place = items[at]!;
                    continue;
                }

                items[at] = Mark;
            }

            return;
        }
    }

    private static byte[] Flipped(byte[] json, Random random)
    {
        json[random.Next(json.Length)] = (byte)random.Next(256);
        return json;
    }

    private static byte[] Twice(byte[] json, Random random)
    {
        var (from, to) = (random.Next(json.Length), random.Next(json.Length));
        return [.. json[..Math.Max(from, to)], .. json[Math.Min(from, to)..]];
    }
}
