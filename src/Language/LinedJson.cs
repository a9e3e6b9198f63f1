using System.Text;
using System.Text.Json;

namespace CrmBot.Language;

/// <summary>Walks JSON token by token, because a fault is worth little without its line, which no parsed document keeps.</summary>
internal abstract class LinedJson(string file, byte[] bytes, List<PhraseFault> faults)
{
    protected string File { get; } = file;

    protected byte[] Bytes { get; } = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes;

    protected delegate void Member(ref Utf8JsonReader reader, string key);

    protected delegate void Item(ref Utf8JsonReader reader);

    protected void Members(ref Utf8JsonReader reader, string what, Member read)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            Fault(ref reader, $"{what} must be an object");
            reader.Skip();
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (!seen.Add(key))
            {
                Fault(ref reader, $"\"{key}\" stands twice");
            }

            reader.Read();
            read(ref reader, key);
        }
    }

    protected void Items(ref Utf8JsonReader reader, string what, Item read)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            Fault(ref reader, $"{what} must be an array");
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            read(ref reader);
        }
    }

    protected string Text(ref Utf8JsonReader reader, string what)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            return reader.GetString()!;
        }

        Fault(ref reader, $"\"{what}\" must be a text");
        reader.Skip();
        return "";
    }

    protected void Unknown(ref Utf8JsonReader reader, string key)
    {
        Fault(ref reader, $"\"{key}\" is not known here");
        reader.Skip();
    }

    protected void Fault(ref Utf8JsonReader reader, string message) => Fault(Line(ref reader), message);

    protected void Fault(int line, string message) => faults.Add(new PhraseFault(File, line, message));

    protected int Line(ref Utf8JsonReader reader) =>
        1 + Bytes.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');

    protected Dictionary<string, string> Pairs(ref Utf8JsonReader reader, string what)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        Members(ref reader, what, (ref Utf8JsonReader r, string key) => pairs[key] = Text(ref r, key));
        return pairs;
    }
}
