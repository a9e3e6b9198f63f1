namespace CrmBot.Domain;

/// <summary>Why a due message is not sent.</summary>
public enum DropReason
{
    /// <summary>The customer or the step is not there any more.</summary>
    Gone,

    /// <summary>The step is done or cancelled.</summary>
    Closed,

    /// <summary>The step was planned anew; that plan has its own instant.</summary>
    Replanned,

    /// <summary>The step is somebody else's now.</summary>
    NotTheirs,
}

/// <summary>Whether a due message may be sent, by the step as it was read after the message was claimed.</summary>
public static class SendDecision
{
    /// <summary>Null to send it.</summary>
    /// <param name="ver">Version of the step that the message speaks of.</param>
    /// <param name="ownerId">Whose step it must be: the recipient's, or theirs whom the recipient is told of.</param>
    public static DropReason? DropBecause(Step? step, int ver, string ownerId) => step switch
    {
        null => DropReason.Gone,
        { State: not StepState.Open } => DropReason.Closed,
        _ when step.Ver != ver => DropReason.Replanned,
        _ when step.OwnerId != ownerId => DropReason.NotTheirs,
        _ => null,
    };
}
