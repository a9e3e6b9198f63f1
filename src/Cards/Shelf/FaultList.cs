using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Collects the faults of a load, each once.</summary>
internal sealed class FaultList
{
    private readonly List<CardFault> faults = [];

    public IReadOnlyList<CardFault> InOrder =>
        [.. faults.Distinct().OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)];

    public void Add(string file, Place place, string sentence) => faults.Add(new(file, place.Line, place.Column, sentence));

    public void AddRange(IEnumerable<CardFault> more) => faults.AddRange(more);

    /// <exception cref="CardFaultException">There is one.</exception>
    public void Check()
    {
        if (InOrder is { Count: > 0 } found)
        {
            throw new CardFaultException(found);
        }
    }

    /// <summary>Reads a file; null, with a fault, when it is not a JSON object.</summary>
    public Located? Read(string file, byte[] bytes)
    {
        ReadOnlyMemory<byte> utf8 = bytes;
        utf8 = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        try
        {
            var located = Located.Parse(utf8);
            if (located.Kind == JsonValueKind.Object)
            {
                return located;
            }

            Add(file, located.Place, "the file is not a JSON object");
        }
        catch (JsonException e)
        {
            var sentence = e.Message.Split(" LineNumber:")[0].TrimEnd('.');
            Add(file, new Places(utf8).Of(e.LineNumber ?? 0, e.BytePositionInLine ?? 0), sentence);
        }

        return null;
    }
}
