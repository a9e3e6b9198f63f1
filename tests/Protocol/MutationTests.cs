using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>Real activities, damaged at random from a fixed seed: the reader and the endpoint have an answer to each.</summary>
public sealed class MutationTests
{
    private const int Seed = 20250910;

    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1e999", "123456789012345678901234567890", "\"\"", "\"true\"", "[]", "{}", "[[[]]]", "{\"id\":{}}", "[null]",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "{\"\":0}", "[{\"type\":\"mention\"}]", "[{\"type\":\"mention\",\"mentioned\":{\"id\":1},\"text\":\"\"}]",
    ];

    [Fact]
    public void The_reader_never_throws()
    {
        var random = new Random(Seed);
        var read = 0;
        for (var i = 0; i < LongRun.Times(20_000); i++)
        {
            if (ActivityReader.Parse(Mutated(random)) is ActivityParse.Ok { Activity: var activity })
            {
                read++;
                Touch(activity);
            }
        }

        Assert.InRange(read, 2_000, 19_000);
    }

    [Fact]
    public async Task The_endpoint_never_answers_with_a_server_error()
    {
        await using var bot = await BotHost.StartAsync((activity, _) =>
        {
            Touch(activity);
            return Task.FromResult<InvokeResponse?>(InvokeResponse.Empty());
        });
        var random = new Random(Seed + 1);
        for (var i = 0; i < LongRun.Times(3_000); i++)
        {
            var body = Mutated(random);
            using var response = await bot.PostAsync(body);
            Assert.True((int)response.StatusCode is 200 or 400, $"{response.StatusCode} to {Encoding.UTF8.GetString(body)}");
        }

        Assert.Equal(0, bot.Gate.Count);
    }

    private static void Touch(Activity activity)
    {
        Assert.NotEqual("", activity.Type);
        Assert.NotEqual("", ConversationReference.Of(activity).ConversationId);
        _ = (activity.TextWithoutMention, activity.Timezone, activity.BotWasAdded, activity.BotWasRemoved);
        _ = (activity.Value?.GetRawText(), activity.ChannelData?.GetRawText());
        foreach (var entity in activity.Entities)
        {
            _ = entity.ToString();
        }

        OutboundHosts.Allows(activity.ServiceUrl, allowLoopback: true);
    }

    private static byte[] Mutated(Random random)
    {
        var samples = Samples.All.Where(sample => !sample.Key.StartsWith("recorded", StringComparison.Ordinal)).Select(sample => sample.Value).ToArray();
        var json = (byte[])samples[random.Next(samples.Length)].Clone();
        var retyped = random.Next(3) > 0;
        json = retyped ? Retyped(json, random) : json;
        for (var times = random.Next(retyped ? 0 : 1, 3); times > 0 && json.Length > 1; times--)
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

    // Another value in the place of one that stands somewhere in the tree.
    private static byte[] Retyped(byte[] json, Random random)
    {
        var root = JsonNode.Parse(json);
        var odd = Odd[random.Next(Odd.Length)];
        const string Mark = "\"<here>\"";
        var place = root;
        while (place is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            var deeper = random.Next(3) > 0;
            if (place is JsonObject members)
            {
                var name = members.ElementAt(random.Next(members.Count)).Key;
                if (!deeper || members[name] is not (JsonObject or JsonArray))
                {
                    members[name] = "<here>";
                    break;
                }

                place = members[name];
            }
            else if (place is JsonArray items)
            {
                var at = random.Next(items.Count);
                if (!deeper || items[at] is not (JsonObject or JsonArray))
                {
                    items[at] = "<here>";
                    break;
                }

                place = items[at];
            }
        }

        var text = root!.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return Encoding.UTF8.GetBytes(text.Replace(Mark, odd, StringComparison.Ordinal));
    }
}
