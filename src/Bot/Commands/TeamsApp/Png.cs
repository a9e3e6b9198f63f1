using System.Buffers.Binary;
using System.IO.Compression;

namespace CrmBot.Bot.Commands.TeamsApp;

/// <summary>As much of a PNG (ISO/IEC 15948) as the rules of an app's icons need.</summary>
internal sealed class Png
{
    private const int PixelBytes = 4;

    private readonly byte[] _file;
    private readonly bool _isPlainRgba;

    private Png(byte[] file, int width, int height, bool isPlainRgba) => (_file, Width, Height, _isPlainRgba) = (file, width, height, isPlainRgba);

    public int Width { get; }

    public int Height { get; }

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Null when it does not begin as a PNG does.</summary>
    public static Png? Read(byte[] file)
    {
        // Signature, then the header: length, name, width, height, depth, colour type, compression, filter, interlacing.
        if (file.Length < 33 || !file.AsSpan().StartsWith(Signature) || !file.AsSpan(12, 4).SequenceEqual("IHDR"u8))
        {
            return null;
        }

        var width = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16));
        var height = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20));
        return width > 0 && height > 0 ? new Png(file, width, height, file[24] == 8 && file[25] == 6 && file[28] == 0) : null;
    }

    /// <summary>Red, green, blue and alpha of every pixel; null for another kind than 8 bits of each without interlacing, or one that is broken.</summary>
    public byte[]? Pixels()
    {
        if (!_isPlainRgba)
        {
            return null;
        }

        try
        {
            using var inflated = new ZLibStream(new MemoryStream(Data()), CompressionMode.Decompress);
            var pixels = new byte[Width * PixelBytes * Height];
            for (var y = 0; y < Height; y++)
            {
                var filter = inflated.ReadByte();
                var row = pixels.AsSpan(y * Width * PixelBytes, Width * PixelBytes);
                inflated.ReadExactly(row);
                if (!Unfilter(filter, row, y == 0 ? default : pixels.AsSpan((y - 1) * Width * PixelBytes, Width * PixelBytes)))
                {
                    return null;
                }
            }

            return pixels;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    /// <summary>The contents of all IDAT chunks in one.</summary>
    private byte[] Data()
    {
        using var data = new MemoryStream();
        for (var at = Signature.Length; at + 12 <= _file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(_file.AsSpan(at));
            if (length < 0 || length > _file.Length - at - 12)
            {
                break;
            }

            if (_file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                data.Write(_file, at + 8, length);
            }

            at += length + 12;
        }

        return data.ToArray();
    }

    /// <summary>A byte is written as its difference from its neighbours: left, above, or both.</summary>
    private static bool Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < PixelBytes ? 0 : row[i - PixelBytes];
            int up = above.IsEmpty ? 0 : above[i];
            int corner = above.IsEmpty || i < PixelBytes ? 0 : above[i - PixelBytes];
            row[i] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Nearest(left, up, corner), _ => 0 });
        }

        return filter is >= 0 and <= 4;
    }

    private static int Nearest(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
