using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CrmBot.Storage;

/// <summary>
/// Compares two sets of rows, customer by customer, without holding either: what is expected is added, what stands is taken
/// off, and a customer whose sum is not nothing has rows that differ.
/// </summary>
internal sealed class RowSums
{
    private readonly Dictionary<string, UInt128> sums = new(StringComparer.Ordinal);

    public long Rows { get; private set; }

    public IReadOnlyList<string> Different => [.. sums.Where(s => s.Value != UInt128.Zero).Select(s => s.Key)];

    public void Expect(string customer, ShadowRow row) => Add(customer, Sum(row));

    public void Stands(string customer, ShadowRow row)
    {
        Rows++;
        Add(customer, unchecked(UInt128.Zero - Sum(row)));
    }

    private void Add(string customer, UInt128 sum) => sums[customer] = unchecked(sums.GetValueOrDefault(customer) + sum);

    private static UInt128 Sum(ShadowRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in new[] { Encoding.UTF8.GetBytes(row.PartitionKey), Encoding.UTF8.GetBytes(row.RowKey), row.Data })
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
            hash.AppendData(length);
            hash.AppendData(part);
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(hash.GetHashAndReset());
    }
}
