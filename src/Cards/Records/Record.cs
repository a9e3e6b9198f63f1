using System.Collections;

namespace CrmBot.Cards;

/// <summary>An object of the data that is still a record.</summary>
internal sealed class Record(object held, Shape shape)
{
    public Shape Shape => shape;

    public int Count => shape.Properties.Count;

    public IEnumerable<KeyValuePair<string, Value>> Pairs => shape.Properties.Select(p => KeyValuePair.Create(p.Name, p.Of(held)));

    public Value Of(Property property) => property.Of(held);

    public void WriteTo(Utf8Output output) => JsonText.Serialize(held, shape.Type, output);
}

/// <summary>A list of the data as the bot made it.</summary>
internal sealed class RecordList(IList held, Shape shape)
{
    public int Count => held.Count;

    public Value this[int index] => shape.ItemOf(held[index]);

    public void WriteTo(Utf8Output output) => JsonText.Serialize(held, shape.Type, output);
}
