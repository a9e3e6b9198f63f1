namespace CrmBot.Storage;

/// <summary>Hears, in this process, that an open step was done, taken away, planned anew or given to somebody, by whatever way.</summary>
public interface IStepSignal
{
    /// <summary>Called after the commit; must return at once.</summary>
    void Changed(StepChange change);
}

/// <summary>What became of a step that was open.</summary>
/// <param name="CustomerId">Empty for a reminder that belongs to no customer.</param>
/// <param name="OpId">The operation that did it.</param>
/// <param name="ById">Who did it.</param>
/// <param name="OwnerBefore">Whose it was; the change may have made it somebody else's.</param>
public sealed record StepChange(string Tenant, string CustomerId, string StepId, string OpId, string ById, string OwnerBefore);
