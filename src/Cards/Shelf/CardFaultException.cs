namespace CrmBot.Cards;

/// <summary>Card files are at fault: at start all faults that were found, at a strict render the one that stopped it.</summary>
public sealed class CardFaultException : Exception
{
    internal CardFaultException(IReadOnlyList<CardFault> faults)
        : base(string.Join(Environment.NewLine, faults))
    {
        Faults = faults;
    }

    /// <summary>In the order of files and lines; never empty.</summary>
    public IReadOnlyList<CardFault> Faults { get; }
}
