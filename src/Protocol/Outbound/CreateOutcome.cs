namespace CrmBot.Protocol;

/// <summary>What became of opening a personal chat. Closed.</summary>
public abstract record CreateOutcome
{
    private CreateOutcome()
    {
    }

    public T Match<T>(Func<Created, T> created, Func<NotCreated, T> notCreated) => this switch
    {
        Created outcome => created(outcome),
        NotCreated outcome => notCreated(outcome),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <param name="ServiceUrl">Use it from now on, when the channel names one.</param>
    public sealed record Created(string ConversationId, string? ServiceUrl) : CreateOutcome;

    /// <summary>Never <see cref="SendOutcome.Sent"/>.</summary>
    public sealed record NotCreated(SendOutcome Why) : CreateOutcome;
}
