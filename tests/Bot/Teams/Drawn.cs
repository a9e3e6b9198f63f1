using System.Buffers.Binary;
using System.IO.Compression;

namespace CrmBot.Bot.Tests.Teams;

/// <summary>Small PNG files of known pixels.</summary>
internal static class Drawn
{
    private const int PixelBytes = 4;

    /// <summary>White on nothing, as an outline is.</summary>
    public static byte[] White(int x, int y) => (x + y) % 3 == 0 ? [255, 255, 255, (byte)(x * 8)] : [0, 0, 0, 0];

    /// <param name="filter">How the rows are written: 0 as they are, 1 to 4 as the difference from their neighbours.</param>
    public static byte[] Png(int side, Func<int, int, byte[]> pixel, byte filter = 0, byte colourType = 6)
    {
        var rows = Enumerable.Range(0, side).Select(y => Enumerable.Range(0, side).SelectMany(x => pixel(x, y)).ToArray()).ToList();
        using var data = new MemoryStream();
        using (var packed = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < side; y++)
            {
                packed.WriteByte(filter);
                packed.Write([.. rows[y].Select((value, i) => (byte)(value - Neighbour(filter, rows, y, i)))]);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        (header[8], header[9]) = (8, colourType);
        var whole = data.ToArray();
        // In two chunks, as an encoder may do.
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, whole[..7]), .. Chunk("IDAT"u8, whole[7..]), .. Chunk("IEND"u8, [])];
    }

    private static int Neighbour(byte filter, List<byte[]> rows, int y, int i)
    {
        var left = i < PixelBytes ? 0 : rows[y][i - PixelBytes];
        var up = y == 0 ? 0 : rows[y - 1][i];
        var corner = y == 0 || i < PixelBytes ? 0 : rows[y - 1][i - PixelBytes];
        var guess = left + up - corner;
        // The standard breaks ties in the order left, up, corner.
        var nearest = new[] { left, up, corner }.MinBy(v => Math.Abs(guess - v));
        return filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => nearest, _ => 0 };
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. name, .. content, 0, 0, 0, 0]; // nobody here looks at the checksum
    }
}
