namespace CrmBot.Cards;

/// <summary>One rendering under way: where names are looked up and where the JSON goes.</summary>
internal sealed record Render(string File, Scope Scope, Utf8Output Output)
{
    public bool IsTolerant => Scope.Unresolved == Unresolved.Stays;

    /// <summary>Collects faults instead of stopping at the first; null outside the checks.</summary>
    public ICollection<CardFault>? Faults { get; init; }

    /// <summary>Reports what a strict render does not forgive.</summary>
    /// <exception cref="CardFaultException">Faults are not being collected.</exception>
    public void Fault(Bound bound, string why)
    {
        var fault = new CardFault(File, bound.Place.Line, bound.Place.Column, $"{why}, in ${{{bound.Source.Trim()}}}");
        if (Faults is null)
        {
            throw new CardFaultException([fault]);
        }

        Faults.Add(fault);
    }
}
