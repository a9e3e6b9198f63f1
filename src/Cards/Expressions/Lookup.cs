using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>A property name, prepared for the case-insensitive lookup of the language: the first match in document order.</summary>
internal sealed class Lookup(string name)
{
    private readonly byte[] utf8 = Encoding.UTF8.GetBytes(name);
    private readonly bool ascii = Ascii.IsValid(name);

    // The last kind of record that was asked; replaced as a whole, so that renders may share it.
    private Found? last;

    public string Name => name;

    public Value In(in Value target) => target.Kind switch
    {
        Kind.Map when target.Record is { } record => In(record),
        Kind.Map when target.Fields is { } fields => fields.Find(name),
        Kind.Map => In(target.Json),
        _ => Value.Missing,
    };

    private Value In(Record record)
    {
        var found = last;
        if (found is null || found.Shape != record.Shape)
        {
            last = found = new(record.Shape, record.Shape.Find(name));
        }

        return found.Property is null ? Value.Missing : record.Of(found.Property);
    }

    private Value In(JsonElement map)
    {
        foreach (var property in map.EnumerateObject())
        {
            if (Same(property))
            {
                return Value.Of(property.Value);
            }
        }

        return Value.Missing;
    }

    private bool Same(JsonProperty property)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        if (raw.Contains((byte)'\\') || !ascii)
        {
            return string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase);
        }

        return Ascii.EqualsIgnoreCase(raw, utf8);
    }

    private sealed record Found(Shape Shape, Property? Property);
}
