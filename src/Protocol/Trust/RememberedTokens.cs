using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CrmBot.Protocol;

/// <summary>Tokens that were verified, by hash, until they expire. Bounded: when full of live ones, further tokens are verified every time.</summary>
internal sealed class RememberedTokens(TimeProvider time)
{
    public const int Most = 1024;

    private readonly ConcurrentDictionary<Hash, TrustOutcome.Trusted> _tokens = new();

    public int Count => _tokens.Count;

    /// <param name="token">ASCII, at most <see cref="BearerHeader.LongestToken"/> long.</param>
    public static Hash HashOf(ReadOnlySpan<char> token)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(token.Length);
        var hash = default(Hash);
        var length = Encoding.ASCII.GetBytes(token, bytes);
        SHA256.HashData(bytes.AsSpan(0, length), MemoryMarshal.AsBytes(new Span<Hash>(ref hash)));
        ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        return hash;
    }

    public TrustOutcome.Trusted? Find(Hash hash) => _tokens.GetValueOrDefault(hash);

    public void Keep(Hash hash, TrustOutcome.Trusted trusted)
    {
        if (_tokens.Count >= Most)
        {
            Sweep();
        }

        if (_tokens.Count < Most)
        {
            _tokens[hash] = trusted;
        }
    }

    public void Forget(Hash hash) => _tokens.TryRemove(hash, out _);

    private void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (hash, trusted) in _tokens)
        {
            if (VerifiedToken.TimeFault(trusted.Token.NotBefore, trusted.Token.Expires, now) is not null)
            {
                Forget(hash);
            }
        }
    }

    /// <summary>SHA-256.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Hash(ulong A, ulong B, ulong C, ulong D);
}
