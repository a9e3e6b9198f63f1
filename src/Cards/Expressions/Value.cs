using System.Text.Json;

namespace CrmBot.Cards;

internal enum Kind : byte { Missing, Null, Bool, Number, Text, List, Map, Error }

/// <summary>
/// A value of the expression language. What came from the data stays a <see cref="JsonElement"/> or a record until somebody
/// needs it, so that most of it is copied to the output as it is.
/// </summary>
internal readonly struct Value
{
    private readonly double number;
    private readonly object? held;
    private readonly JsonElement json;

    private Value(Kind kind, double number = 0, object? held = null, JsonElement json = default)
    {
        Kind = kind;
        this.number = number;
        this.held = held;
        this.json = json;
    }

    public static Value Missing => default;
    public static readonly Value Null = new(Kind.Null);
    public static readonly Value True = new(Kind.Bool, 1);
    public static readonly Value False = new(Kind.Bool);

    public Kind Kind { get; }

    public static Value Of(bool value) => value ? True : False;

    public static Value Of(double value) => double.IsFinite(value) ? new(Kind.Number, value) : Error("the result is not a number");

    public static Value Of(string value) => new(Kind.Text, held: value);

    public static Value Of(Value[] items) => new(Kind.List, held: items);

    public static Value Of(Fields fields) => new(Kind.Map, held: fields);

    public static Value Of(Encoded text) => new(Kind.Text, held: text);

    public static Value Of(Record record) => new(Kind.Map, held: record);

    public static Value Of(RecordList list) => new(Kind.List, held: list);

    /// <summary>An error that comparisons treat as false. Its text must never quote data: it may be logged.</summary>
    public static Value Error(string why) => new(Kind.Error, held: why);

    /// <summary>An error that nothing swallows: a path that our own template must not have.</summary>
    public static Value Fatal(string why) => new(Kind.Error, 1, why);

    public static Value Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new(Kind.Map, json: element),
        JsonValueKind.Array => new(Kind.List, json: element),
        JsonValueKind.String => new(Kind.Text, json: element),
        JsonValueKind.Number => new(Kind.Number, element.GetDouble(), json: element),
        JsonValueKind.True => True,
        JsonValueKind.False => False,
        JsonValueKind.Null => Null,
        _ => Missing,
    };

    public bool IsNothing => Kind is Kind.Missing or Kind.Null;

    public bool IsError => Kind == Kind.Error;

    public bool IsFatal => Kind == Kind.Error && number != 0;

    /// <summary>True for everything but false and null: zero and the empty text are true.</summary>
    public bool IsTrue => Kind switch { Kind.Bool => number != 0, Kind.Missing or Kind.Null or Kind.Error => false, _ => true };

    public double Number => number;

    public bool IsInteger => Kind == Kind.Number && Math.Floor(number) == number;

    /// <summary>The text of a text, the reason of an error.</summary>
    public string Text => held switch { string text => text, Encoded encoded => encoded.Text, _ => Decoded() };

    /// <summary>The text when it is one of .NET.</summary>
    public string? Given => Kind == Kind.Text ? held as string : null;

    /// <summary>The text with its JSON spelling at hand; null when it has to be made.</summary>
    public Encoded? Encoded => held as Encoded;

    /// <summary>The source of the value, for copying; undefined when it was computed.</summary>
    public JsonElement Json => json;

    public Fields? Fields => held as Fields;

    public Record? Record => held as Record;

    public RecordList? Records => held as RecordList;

    public Value[] Items()
    {
        if (held is Value[] items)
        {
            return items;
        }

        if (held is RecordList records)
        {
            return [.. Enumerable.Range(0, records.Count).Select(at => records[at])];
        }

        var copy = new Value[json.GetArrayLength()];
        var at = 0;
        foreach (var item in json.EnumerateArray())
        {
            copy[at++] = Of(item);
        }

        return copy;
    }

    public int Count => held switch
    {
        Value[] items => items.Length,
        Fields fields => fields.Count,
        string text => text.Length,
        Encoded encoded => encoded.Text.Length,
        Record record => record.Count,
        RecordList records => records.Count,
        _ => json.ValueKind switch
        {
            JsonValueKind.Array => json.GetArrayLength(),
            JsonValueKind.Object => json.GetPropertyCount(),
            _ => Text.Length,
        },
    };

    /// <summary>Half of a surrogate pair, which JSON can spell and .NET refuses, makes the text keep its JSON spelling.</summary>
    private string Decoded()
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return json.GetRawText()[1..^1];
        }
    }

    public Value Item(int index) => held switch
    {
        Value[] items => items[index],
        RecordList records => records[index],
        _ => Of(json[index]),
    };

    public IEnumerable<KeyValuePair<string, Value>> Pairs() => held switch
    {
        Fields fields => fields,
        Record record => record.Pairs,
        _ => json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Of(p.Value))),
    };

    /// <summary>The text that stands for the value inside a longer text.</summary>
    public string Shown() => Kind switch
    {
        Kind.Text => Text,
        Kind.Number => Numbers.Show(number),
        Kind.Bool => number != 0 ? "true" : "false",
        Kind.List or Kind.Map => JsonText.Of(this),
        _ => "",
    };
}
