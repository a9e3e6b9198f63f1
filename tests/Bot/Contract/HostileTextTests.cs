using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>Whatever people type, a card keeps its structure and stays small enough to be sent.</summary>
public sealed class HostileTextTests
{
    /// <summary>As it is sent: older pages of Teams' manual say 28 KB with the activity around the card, and what people write comes on top.</summary>
    private const int MostBytes = 18 * 1024;

    /// <summary>With a long text in every place, also in the titles of every choice, which never are. Teams takes 100 KB of UTF-16.</summary>
    private const int MostHostileBytes = 32 * 1024;

    private const int Length = 200;

    // Markdown, a mention, the template language, JSON, a direction mark and an emoji that a cut could split.
    private const string Hostile =
        """**b** [x](javascript:alert(1)) ![i](x) <at>All</at> ${s.submit} ${$root} {"type":"Action.Submit","$when":false} \" \u0022 # - `c` ~~d~~ &lt; """ + "\u202e\r\n\t👨‍👩‍👧 ";

    private static readonly JsonTypeInfo<JsonNode> AnyJson = (JsonTypeInfo<JsonNode>)JsonSerializerOptions.Default.GetTypeInfo(typeof(JsonNode));

    public static TheoryData<string, string> Cards
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var card in Shelf.CardNames)
            {
                foreach (var language in CardShelf.Languages)
                {
                    all.Add(card, language);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_card_of_hostile_text_has_the_structure_of_its_sample(string card, string language)
    {
        foreach (var (name, data) in Shelf.Samples(card))
        {
            var plain = Render(card, language, JsonNode.Parse(data.GetRawText())!);
            var hostile = Render(card, language, Replace(data)!);
            Assert.True(plain.Length <= MostBytes, $"{card} sample '{name}' has {plain.Length} bytes");
            Assert.True(hostile.Length <= MostHostileBytes, $"{card} sample '{name}' has {hostile.Length} bytes with hostile text");
            Assert.Equal(Structure(plain), Structure(hostile));
        }
    }

    private static ReadOnlyMemory<byte> Render(string card, string language, JsonNode data) =>
        Shelf.Cards.Render(card, language, data, AnyJson, Speaker.Host("sample"));

    /// <summary>The sample with every text replaced; an empty one stays, because emptiness hides elements.</summary>
    private static JsonNode? Replace(JsonElement data) => data.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(data.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Replace(p.Value)))),
        JsonValueKind.Array => new JsonArray([.. data.EnumerateArray().Select(Replace)]),
        JsonValueKind.String when data.GetString() is { Length: > 0 } => JsonValue.Create((Hostile + Hostile)[..Length]),
        _ => JsonNode.Parse(data.GetRawText()),
    };

    private static List<string> Structure(ReadOnlyMemory<byte> card)
    {
        using var json = JsonDocument.Parse(card);
        return [.. Paths(json.RootElement, "")];
    }

    /// <summary>Every path with the kind of its value, and every element's type.</summary>
    private static IEnumerable<string> Paths(JsonElement node, string path) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(p =>
            Paths(p.Value, $"{path}/{p.Name}{(p.Name is "type" && p.Value.ValueKind == JsonValueKind.String ? "=" + p.Value.GetString() : "")}")),
        JsonValueKind.Array => node.EnumerateArray().SelectMany((item, i) => Paths(item, $"{path}/{i}")),
        _ => [$"{path}:{node.ValueKind}"],
    };
}
