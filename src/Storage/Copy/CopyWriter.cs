namespace CrmBot.Storage;

/// <summary>Writes rows of one table as they are, several partitions at a time; a row that stands already is left.</summary>
internal sealed class CopyWriter(ITables target, string table)
{
    private const int Lanes = 8;

    // Small partitions are many; written together they share what a commit costs.
    private const int SetsInCall = 16;

    public async Task WriteAsync(IReadOnlyList<Row> rows, CancellationToken ct) => await Parallel.ForEachAsync(
        Sets(rows).Chunk(SetsInCall),
        new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = ct },
        async (sets, inner) =>
        {
            var left = sets.ToList();
            while (left.Count > 0)
            {
                var applied = await target.ApplyAsync(left, inner);
                var refused = applied.All ? null : left[applied.Standing];
                left.RemoveRange(0, applied.Standing);
                if (refused is not null)
                {
                    left.RemoveAt(0);
                    if (await RestAsync(refused, inner) is { } rest)
                    {
                        left.Insert(0, rest);
                    }
                }
            }
        });

    /// <summary>The rows of a set that do not stand yet; null when all do.</summary>
    private async Task<ChangeSet?> RestAsync(ChangeSet set, CancellationToken ct)
    {
        var rest = new List<Change>();
        foreach (var change in set.Changes)
        {
            if (await target.GetAsync(table, set.PartitionKey, change.RowKey, ct) is null)
            {
                rest.Add(change);
            }
        }

        return rest.Count == 0 ? null : set with { Changes = rest };
    }

    private IEnumerable<ChangeSet> Sets(IReadOnlyList<Row> rows)
    {
        var changes = new List<Change>();
        var bytes = 0L;
        string? partition = null;
        foreach (var row in rows)
        {
            Change change = new Change.Insert(row.RowKey, row.Data);
            var weight = Limits.Weigh(row.PartitionKey, change);
            if (changes.Count > 0 && (row.PartitionKey != partition || changes.Count == Limits.ChangesInSet || bytes + weight > Limits.SetBytes))
            {
                yield return new ChangeSet(table, partition!, [.. changes]);
                changes.Clear();
                bytes = 0;
            }

            partition = row.PartitionKey;
            changes.Add(change);
            bytes += weight;
        }

        if (changes.Count > 0)
        {
            yield return new ChangeSet(table, partition!, changes);
        }
    }
}
