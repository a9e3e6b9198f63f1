namespace CrmBot.Language;

/// <summary>One thing that is wrong in a file of <c>phrases/</c>.</summary>
/// <param name="File">File name without its folder.</param>
/// <param name="Line">From 1; 1 when the fault is of the whole file.</param>
/// <param name="Message">What is wrong, and where it helps, what to write instead.</param>
public sealed record PhraseFault(string File, int Line, string Message)
{
    public override string ToString() => $"{File}({Line}): {Message}";
}

/// <summary>The phrases cannot be used. Thrown at load, with every fault found, so that one start shows them all.</summary>
#pragma warning disable CA1032 // Without its faults this exception says nothing.
public sealed class PhraseFaultException(IReadOnlyList<PhraseFault> faults)
    : Exception("The phrases have faults:" + string.Concat(faults.Select(f => Environment.NewLine + f)))
#pragma warning restore CA1032
{
    /// <summary>Never empty; in the order of file and line.</summary>
    public IReadOnlyList<PhraseFault> Faults { get; } = faults;
}
