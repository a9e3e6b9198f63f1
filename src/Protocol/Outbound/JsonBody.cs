using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace CrmBot.Protocol;

/// <summary>A request body in a rented buffer, which knows whether it has begun to leave: before that, nothing can have arrived.</summary>
internal sealed class JsonBody : HttpContent, IBufferWriter<byte>
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;
    private int _begun;
    private int _ended;
    private int _earlier;

    public JsonBody() => Headers.ContentType = Json;

    public bool HasBegun => Volatile.Read(ref _begun) > _earlier;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Only before it is sent.</summary>
    public void Clear() => _length = 0;

    /// <summary>It was refused and is to be sent once more.</summary>
    public void Again() => _earlier = Volatile.Read(ref _begun);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return _buffer.AsSpan(_length);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _begun);
        await stream.WriteAsync(_buffer.AsMemory(0, _length), cancellationToken);
        Interlocked.Increment(ref _ended);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        // A write that was cut off may still be reading the buffer: leave that one to the collector.
        if (disposing && _buffer.Length > 0 && Volatile.Read(ref _begun) == Volatile.Read(ref _ended))
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        base.Dispose(disposing);
    }

    private void Grow(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 256);
        if (needed <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
