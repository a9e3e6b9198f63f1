namespace CrmBot.Storage;

/// <summary>How far a copy is.</summary>
/// <param name="Rows">Of this table, from its beginning.</param>
public sealed record CopyProgress(string Table, long Rows, bool Comparing);

/// <summary>One table on both sides. The hashes are of keys and contents, in the order of the keys.</summary>
/// <param name="Missing">Rows that the target lacks.</param>
/// <param name="Extra">Rows that only the target has.</param>
/// <param name="Different">Rows whose contents differ.</param>
public sealed record TableProof(
    string Table, long SourceRows, long TargetRows, string SourceHash, string TargetHash, long Missing, long Extra, long Different)
{
    /// <summary>True when both sides hold the same rows.</summary>
    public bool IsEqual => SourceRows == TargetRows && SourceHash == TargetHash;
}

/// <summary>What became of a copy of a whole store.</summary>
public abstract record CopyOutcome
{
    private CopyOutcome() { }

    /// <summary>Both sides were read to their end and compared.</summary>
    public sealed record Compared(IReadOnlyList<TableProof> Tables) : CopyOutcome
    {
        public bool IsEqual => Tables.All(t => t.IsEqual);
    }

    /// <summary>Nothing was written: the target holds rows that no copy of ours has brought.</summary>
    public sealed record NotEmpty(string Table) : CopyOutcome;

    /// <summary>Nothing was written: a copy of another source stands unfinished in the target.</summary>
    public sealed record OtherCopy : CopyOutcome;
}
