using System.Buffers.Text;
using System.Text;

namespace CrmBot.Storage;

/// <summary>Where a page ended: the keys of its last row. A row written later between two pages is met if it lies ahead.</summary>
internal static class PageToken
{
    public const string Foreign = "This is not a continuation of this query.";

    public static string Of(ReadOnlySpan<byte> partition, ReadOnlySpan<byte> row) =>
        Base64Url.EncodeToString([.. partition, (byte)'\n', .. row]);

    public static (byte[] Partition, byte[] Row) Read(string next)
    {
        if (!Base64Url.IsValid(next))
        {
            throw new ArgumentException(Foreign, nameof(next));
        }

        var bytes = Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(next));
        var split = bytes.AsSpan().IndexOf((byte)'\n');
        return split < 0 ? throw new ArgumentException(Foreign, nameof(next)) : (bytes[..split], bytes[(split + 1)..]);
    }
}
