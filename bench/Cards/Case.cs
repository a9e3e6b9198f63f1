using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace CrmBot.Cards.Bench;

/// <summary>A card as the bot renders it: a record of the bot through its own type information.</summary>
internal abstract class Case(string name, string card)
{
    public const string Language = "zh-CN";

    public string Name => name;

    public required string Cards { get; init; }

    public required CardShelf Shelf { get; init; }

    public JsonElement Host { get; } = JsonElement.Parse("""{"card":"c0123456789"}""");

    public string Template => File.ReadAllText(Path.Combine(Cards, card + ".json"));

    public abstract ReadOnlyMemory<byte> Render();

    /// <summary>The same data as the npm engine takes it: the words are a part of it.</summary>
    public JsonObject Root()
    {
        var root = Data();
        var words = Shelf.Words(card.Split('/')[0], Language);
        root["s"] = new JsonObject(words.Keys.Select(key => KeyValuePair.Create(key, (JsonNode?)words[key])));
        return root;
    }

    /// <summary>Microseconds a card: the median of short batches, so that what else the machine does stays out.</summary>
    public double Measure(int milliseconds)
    {
        var batches = new List<double>();
        var start = Stopwatch.GetTimestamp();
        for (int count = 1; Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds;)
        {
            var began = Stopwatch.GetTimestamp();
            for (var at = 0; at < count; at++)
            {
                Render();
            }

            var took = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            batches.Add(took / count);
            count = took < 1000 ? count * 2 : count;
        }

        batches.Sort();
        return batches[batches.Count / 2];
    }

    /// <summary>Bytes allocated a card.</summary>
    public double Allocated()
    {
        const int times = 2000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var at = 0; at < times; at++)
        {
            Render();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)times;
    }

    protected string Card => card;

    protected abstract JsonObject Data();
}

internal sealed class Case<T>(string name, string card, T model, JsonTypeInfo<T> type) : Case(name, card)
{
    public override ReadOnlyMemory<byte> Render() => Shelf.Render(Card, Language, model, type, Host);

    protected override JsonObject Data() => JsonSerializer.SerializeToNode(model, type)!.AsObject();
}
