using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace CrmBot.Cards;

/// <summary>Writes values as JSON, character by character where a longer string is being built.</summary>
internal static class JsonText
{
    public static string Of(Value value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(value, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static byte[] Quoted(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteQuoted(text, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    public static void Write(Value value, IBufferWriter<byte> output)
    {
        if (value.Json.ValueKind != System.Text.Json.JsonValueKind.Undefined)
        {
            output.Write(JsonMarshal.GetRawUtf8Value(value.Json));
            return;
        }

        switch (value.Kind)
        {
            case Kind.Text:
                WriteQuoted(value.Text, output);
                break;
            case Kind.Number or Kind.Bool:
                WriteAscii(value.Shown(), output);
                break;
            case Kind.List:
                WriteList(value.Items(), output);
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
    public static void WriteInside(Value value, IBufferWriter<byte> output)
    {
        if (value.Kind == Kind.Text && value.Json.ValueKind == System.Text.Json.JsonValueKind.String)
        {
            output.Write(JsonMarshal.GetRawUtf8Value(value.Json)[1..^1]);
        }
        else
        {
            WriteEscaped(value.Shown(), output);
        }
    }

    public static void WriteQuoted(string text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        WriteEscaped(text, output);
        output.Write("\""u8);
    }

    /// <summary>Escapes what JSON demands and nothing else; half of a surrogate pair becomes the replacement character.</summary>
    public static void WriteEscaped(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escapes);
            if (plain < 0)
            {
                plain = text.Length;
            }

            if (plain > 0)
            {
                Encoding.UTF8.GetBytes(text[..plain], output);
                text = text[plain..];
                continue;
            }

            WriteAscii(Escaped(text[0]), output);
            text = text[1..];
        }
    }

    private static readonly SearchValues<char> Escapes =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c), '"', '\\']);

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => $"\\u{(int)c:x4}",
    };

    private static void WriteAscii(string text, IBufferWriter<byte> output) => Encoding.ASCII.GetBytes(text, output);

    private static void WriteList(Value[] items, IBufferWriter<byte> output)
    {
        output.Write("["u8);
        for (var at = 0; at < items.Length; at++)
        {
            if (at > 0)
            {
                output.Write(","u8);
            }

            Write(items[at], output);
        }

        output.Write("]"u8);
    }

    private static void WriteMap(Fields fields, IBufferWriter<byte> output)
    {
        output.Write("{"u8);
        var first = true;
        foreach (var (name, value) in fields.Where(f => f.Value.Kind != Kind.Missing))
        {
            if (!first)
            {
                output.Write(","u8);
            }

            first = false;
            WriteQuoted(name, output);
            output.Write(":"u8);
            Write(value, output);
        }

        output.Write("}"u8);
    }
}
