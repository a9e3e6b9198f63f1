using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CrmBot.Storage;

/// <summary>Reads one table on both sides, in the order of the keys, and compares row by row.</summary>
internal static class TableComparison
{
    public static async Task<TableProof> RunAsync(
        ITables source, ITables target, string table, Action<CopyProgress> told, CancellationToken ct)
    {
        await using var left = new Side(source, table, ct);
        await using var right = new Side(target, table, ct);
        var (missing, extra, different) = (0L, 0L, 0L);
        await left.StepAsync();
        await right.StepAsync();
        while (left.At is not null || right.At is not null)
        {
            var order = left.At is null ? 1 : right.At is null ? -1 : Order(left.At, right.At);
            missing += order < 0 ? 1 : 0;
            extra += order > 0 ? 1 : 0;
            different += order == 0 && !left.At!.Data.Span.SequenceEqual(right.At!.Data.Span) ? 1 : 0;
            if (order <= 0 && await left.StepAsync() && left.Rows % Rows.PageSize == 0)
            {
                told(new CopyProgress(table, left.Rows, true));
            }

            if (order >= 0)
            {
                await right.StepAsync();
            }
        }

        told(new CopyProgress(table, left.Rows, true));
        return new TableProof(table, left.Rows, right.Rows, left.Hash(), right.Hash(), missing, extra, different);
    }

    private static int Order(Row a, Row b) =>
        string.CompareOrdinal(a.PartitionKey, b.PartitionKey) is var partition and not 0 ? partition : string.CompareOrdinal(a.RowKey, b.RowKey);

    private sealed class Side(ITables tables, string table, CancellationToken ct) : IAsyncDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly IAsyncEnumerator<Row> _rows = ReadAsync(tables, table, ct).GetAsyncEnumerator(ct);

        public Row? At { get; private set; }

        public long Rows { get; private set; }

        public async ValueTask<bool> StepAsync()
        {
            At = await _rows.MoveNextAsync() ? _rows.Current : null;
            if (At is null)
            {
                return false;
            }

            Rows++;
            Add(Encoding.UTF8.GetBytes(At.PartitionKey));
            Add(Encoding.UTF8.GetBytes(At.RowKey));
            Add(At.Data.Span);
            return true;
        }

        public string Hash() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public ValueTask DisposeAsync()
        {
            _hash.Dispose();
            return _rows.DisposeAsync();
        }

        private void Add(ReadOnlySpan<byte> part)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
            _hash.AppendData(length);
            _hash.AppendData(part);
        }

        private static async IAsyncEnumerable<Row> ReadAsync(
            ITables tables, string table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            string? next = null;
            do
            {
                var page = await tables.QueryAsync(StoreCopy.Whole(table), Storage.Rows.PageSize, next, ct);
                foreach (var row in page.Rows.Where(r => !CopyMark.IsMark(table, r)))
                {
                    yield return row;
                }

                next = page.Next;
            }
            while (next is not null);
        }
    }
}
