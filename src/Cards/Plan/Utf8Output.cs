using System.Buffers;

namespace CrmBot.Cards;

/// <summary>Where JSON is written: one array that grows. Kept between renders.</summary>
internal sealed class Utf8Output(int capacity = 256) : IBufferWriter<byte>
{
    private byte[] bytes = new byte[capacity];
    private int count;

    public int Capacity => bytes.Length;

    public int Count => count;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, count);

    public void Write(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Room(more.Length));
        count += more.Length;
    }

    public void Write(byte one)
    {
        Room(1)[0] = one;
        count++;
    }

    /// <summary>Space for at least so many bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int size)
    {
        if (bytes.Length - count < size)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, count + size));
        }

        return bytes.AsSpan(count);
    }

    public void Advance(int used) => count += used;

    public void TakeBack(int written) => count -= written;

    public void Insert(int at, byte one)
    {
        Write(one);
        bytes.AsSpan(at, count - 1 - at).CopyTo(bytes.AsSpan(at + 1));
        bytes[at] = one;
    }

    public void Clear() => count = 0;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Room(Math.Max(sizeHint, 256));
        return bytes.AsMemory(count);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Room(Math.Max(sizeHint, 256));
}
