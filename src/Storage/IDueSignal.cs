namespace CrmBot.Storage;

/// <summary>Hears that a message was planned, so that nobody has to look before there is something to see.</summary>
public interface IDueSignal
{
    /// <param name="due">The earliest new instant (people's time).</param>
    void Planned(DateTimeOffset due);
}

internal sealed class NoDueSignal : IDueSignal
{
    public void Planned(DateTimeOffset due)
    {
    }
}
