using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>A JSON value that knows its place in its file, for the checks at load.</summary>
internal sealed class Located
{
    public required JsonValueKind Kind { get; init; }

    public required Place Place { get; init; }

    /// <summary>The text of a string; the JSON of a number or a literal.</summary>
    public string Text { get; init; } = "";

    /// <summary>The bytes of the value in the file.</summary>
    public ReadOnlyMemory<byte> Json { get; private set; }

    public List<(string Name, Place Place, Located Value)> Members { get; } = [];

    public List<Located> Items { get; } = [];

    public Located? this[string name] => Members.Find(m => m.Name == name).Value;

    /// <summary>The text of a string member; null when there is no such member or it is no string.</summary>
    public string? TextOf(string name) => this[name] is { Kind: JsonValueKind.String } value ? value.Text : null;

    /// <exception cref="JsonException">The bytes are not JSON, or an object names a property twice.</exception>
    public static Located Parse(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = 200 });
        reader.Read();
        var root = Read(ref reader, utf8, new Places(utf8));
        reader.Read();
        return root;
    }

    private static Located Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, Places places)
    {
        var start = (int)reader.TokenStartIndex;
        var place = places.Of(start);
        var located = reader.TokenType switch
        {
            JsonTokenType.StartObject => new Located { Kind = JsonValueKind.Object, Place = place },
            JsonTokenType.StartArray => new Located { Kind = JsonValueKind.Array, Place = place },
            JsonTokenType.String => new Located { Kind = JsonValueKind.String, Place = place, Text = reader.GetString()! },
            JsonTokenType.True => new Located { Kind = JsonValueKind.True, Place = place, Text = "true" },
            JsonTokenType.False => new Located { Kind = JsonValueKind.False, Place = place, Text = "false" },
            JsonTokenType.Null => new Located { Kind = JsonValueKind.Null, Place = place, Text = "null" },
            _ => new Located { Kind = JsonValueKind.Number, Place = place, Text = System.Text.Encoding.UTF8.GetString(reader.ValueSpan) },
        };
        if (located.Kind == JsonValueKind.Object)
        {
            located.ReadMembers(ref reader, utf8, places);
        }
        else if (located.Kind == JsonValueKind.Array)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                located.Items.Add(Read(ref reader, utf8, places));
            }
        }

        located.Json = utf8[start..(int)reader.BytesConsumed];
        return located;
    }

    private void ReadMembers(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, Places places)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var place = places.Of(reader.TokenStartIndex);
            if (Members.Exists(m => m.Name == name))
            {
                throw new JsonException($"'{name}' stands here a second time", null, place.Line - 1, places.InLine(reader.TokenStartIndex));
            }

            reader.Read();
            Members.Add((name, place, Read(ref reader, utf8, places)));
        }
    }
}
