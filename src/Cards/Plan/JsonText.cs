using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Runtime.InteropServices;

namespace CrmBot.Cards;

/// <summary>Writes values as JSON, character by character where a longer string is being built.</summary>
internal static class JsonText
{
    /// <summary>The most bytes that a UTF-16 unit becomes.</summary>
    private const int Widest = 3;

    private static readonly SearchValues<char> Escapes =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c), '"', '\\']);

    public static string Of(Value value)
    {
        var buffer = new Utf8Output();
        Write(value, buffer);
        return Encoding.UTF8.GetString(buffer.Written);
    }

    public static byte[] Quoted(string text)
    {
        var buffer = new Utf8Output(text.Length + 16);
        WriteQuoted(text, buffer);
        return buffer.Written.ToArray();
    }

    /// <summary>What the serializer makes of data; Chinese stays three bytes a character.</summary>
    public static ReadOnlySpan<byte> Serialized(object data, JsonTypeInfo type)
    {
        var buffer = new Utf8Output();
        Serialize(data, type, buffer);
        return buffer.Written;
    }

    public static void Serialize(object data, JsonTypeInfo type, Utf8Output output)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        JsonSerializer.Serialize(writer, data, type);
    }

    public static void Write(in Value value, Utf8Output output)
    {
        if (value.Given is { } text)
        {
            WriteQuoted(text, output);
            return;
        }

        if (value.Json.ValueKind != JsonValueKind.Undefined)
        {
            output.Write(JsonMarshal.GetRawUtf8Value(value.Json));
            return;
        }

        switch (value.Kind)
        {
            case Kind.Text:
                output.Write((byte)'"');
                WriteInside(value, output);
                output.Write((byte)'"');
                break;
            case Kind.Number:
                WriteNumber(value.Number, output);
                break;
            case Kind.Bool:
                output.Write(value.IsTrue ? "true"u8 : "false"u8);
                break;
            case Kind.List when value.Records is { } records:
                records.WriteTo(output);
                break;
            case Kind.List:
                WriteList(value.Items(), output);
                break;
            case Kind.Map when value.Record is { } record:
                record.WriteTo(output);
                break;
            case Kind.Map:
                WriteMap(value.Fields!, output);
                break;
            default:
                output.Write("null"u8);
                break;
        }
    }

    /// <summary>Writes the value as it reads inside a longer JSON string, without quotes.</summary>
    public static void WriteInside(in Value value, Utf8Output output)
    {
        if (value.Given is { } text)
        {
            WriteEscaped(text, output);
        }
        else if (value.Kind == Kind.Number)
        {
            WriteNumber(value.Number, output);
        }
        else if (value.Encoded is { } encoded)
        {
            output.Write(encoded.Inside);
        }
        else if (value.Kind == Kind.Text && value.Json.ValueKind == JsonValueKind.String)
        {
            output.Write(JsonMarshal.GetRawUtf8Value(value.Json)[1..^1]);
        }
        else
        {
            WriteEscaped(value.Shown(), output);
        }
    }

    public static void WriteQuoted(string text, Utf8Output output)
    {
        output.Write((byte)'"');
        WriteEscaped(text, output);
        output.Write((byte)'"');
    }

    /// <summary>Escapes what JSON demands and nothing else; half of a surrogate pair becomes the replacement character.</summary>
    public static void WriteEscaped(ReadOnlySpan<char> text, Utf8Output output)
    {
        while (true)
        {
            var plain = text.IndexOfAny(Escapes);
            var run = plain < 0 ? text : text[..plain];
            output.Advance(Encoding.UTF8.GetBytes(run, output.Room(run.Length * Widest)));
            if (plain < 0)
            {
                return;
            }

            WriteAscii(Escaped(text[plain]), output);
            text = text[(plain + 1)..];
        }
    }

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => $"\\u{(int)c:x4}",
    };

    private static void WriteNumber(double number, Utf8Output output)
    {
        const double exact = 1e15;
        const int longest = 20;
        if (Math.Floor(number) == number && Math.Abs(number) < exact && ((long)number).TryFormat(output.Room(longest), out var used))
        {
            output.Advance(used);
        }
        else
        {
            WriteAscii(Numbers.Show(number), output);
        }
    }

    private static void WriteAscii(string text, Utf8Output output) =>
        output.Advance(Encoding.ASCII.GetBytes(text, output.Room(text.Length)));

    private static void WriteList(Value[] items, Utf8Output output)
    {
        output.Write((byte)'[');
        for (var at = 0; at < items.Length; at++)
        {
            if (at > 0)
            {
                output.Write((byte)',');
            }

            Write(items[at], output);
        }

        output.Write((byte)']');
    }

    private static void WriteMap(Fields fields, Utf8Output output)
    {
        output.Write((byte)'{');
        var first = true;
        foreach (var (name, value) in fields.Where(f => f.Value.Kind != Kind.Missing))
        {
            if (!first)
            {
                output.Write((byte)',');
            }

            first = false;
            WriteQuoted(name, output);
            output.Write((byte)':');
            Write(value, output);
        }

        output.Write((byte)'}');
    }
}
