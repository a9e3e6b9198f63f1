using System.Buffers;
using System.Text;

namespace CrmBot.Storage;

/// <summary>
/// The body of a request, in an array of the shared pool. It goes back only by <see cref="Return"/>, and only once the request
/// was answered with a yes: while it is not, something may still be reading it to send it.
/// </summary>
internal sealed class RentedText(int size) : IBufferWriter<byte>
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(size);

    public int Count { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Count);

    public void Say(ReadOnlySpan<byte> words) => this.Write(words);

    public void Say(string words) => Encoding.UTF8.GetBytes(words, this);

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsMemory(Count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return bytes.AsSpan(Count);
    }

    public void Return()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        Count = 0;
    }

    private void Grow(int more)
    {
        if (bytes.Length - Count < Math.Max(more, 1))
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Count + more));
            bytes.AsSpan(0, Count).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }
    }
}
