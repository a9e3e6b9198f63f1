using System.Collections;

namespace CrmBot.Cards;

/// <summary>An object made by an expression, or the words of a language: ordered, found without regard to case.</summary>
internal sealed class Fields : IEnumerable<KeyValuePair<string, Value>>
{
    private readonly List<KeyValuePair<string, Value>> pairs = [];
    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);

    public int Count => pairs.Count;

    public static Fields From(Value map)
    {
        var fields = new Fields();
        foreach (var (name, value) in map.Pairs())
        {
            fields.Add(name, value);
        }

        return fields;
    }

    /// <summary>Adds a field; of two names that differ only in case the first is the one that is found.</summary>
    public Fields Add(string name, Value value)
    {
        places.TryAdd(name, pairs.Count);
        pairs.Add(new(name, value));
        return this;
    }

    public Fields Set(string name, Value value)
    {
        for (var at = 0; at < pairs.Count; at++)
        {
            if (pairs[at].Key == name)
            {
                pairs[at] = new(name, value);
                return this;
            }
        }

        return Add(name, value);
    }

    public bool Has(string name) => pairs.Exists(p => p.Key == name);

    public Value Find(string name) => places.TryGetValue(name, out var at) ? pairs[at].Value : Value.Missing;

    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
