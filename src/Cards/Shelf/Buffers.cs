using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>The buffers of a render, kept per thread between renders.</summary>
internal sealed class Buffers
{
    private const int Largest = 1 << 18;

    [ThreadStatic]
    private static Buffers? kept;

    private Buffers() => DataWriter = new Utf8JsonWriter(Data, new JsonWriterOptions
    {
        // Chinese stays three bytes a character, and most of it is copied to the card as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public ArrayBufferWriter<byte> Data { get; } = new(4096);

    public Utf8JsonWriter DataWriter { get; }

    public ArrayBufferWriter<byte> Output { get; } = new(16384);

    public static Buffers Take()
    {
        var taken = kept ?? new Buffers();
        kept = null;
        return taken;
    }

    public void Return()
    {
        if (Data.Capacity > Largest || Output.Capacity > Largest)
        {
            return;
        }

        Data.ResetWrittenCount();
        Output.ResetWrittenCount();
        DataWriter.Reset(Data);
        kept = this;
    }
}
