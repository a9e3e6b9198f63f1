namespace CrmBot.Protocol;

/// <summary>Whose turn an activity is.</summary>
public enum InboxState
{
    /// <summary>This process takes the turn; <see cref="IInbox.DoneAsync"/> or <see cref="IInbox.ReleaseAsync"/> must follow.</summary>
    Mine,

    /// <summary>The turn was taken and answered: the activity is a resend.</summary>
    Done,

    /// <summary>Another process is taking the turn, or died while it did.</summary>
    Elsewhere,
}

/// <summary>The answer to a claim.</summary>
/// <param name="Version">For <see cref="InboxState.Elsewhere"/> the claim that stands: another one when the turn changed hands meanwhile.</param>
public readonly record struct InboxClaim(InboxState State, string? Version = null);

/// <summary>
/// Remembers which activities were taken, so that one which the channel sends again has one effect, and one whose turn died is run again.
/// Asked for activities that have an id; never for invokes, whose verbs are idempotent. Whatever it throws counts as an outage:
/// the turn is then run unremembered, which is safe because effects carry the activity's id.
/// </summary>
public interface IInbox
{
    /// <param name="abandoned">A claim of another process that has stood unchanged for the longest time a turn may take: it is taken over.</param>
    ValueTask<InboxClaim> ClaimAsync(Activity activity, string? abandoned, CancellationToken ct);

    /// <summary>The turn was taken. From now on a resend is acknowledged and nothing else.</summary>
    ValueTask DoneAsync(Activity activity, CancellationToken ct);

    /// <summary>The turn failed so that the person heard nothing: a resend is run again.</summary>
    ValueTask ReleaseAsync(Activity activity, CancellationToken ct);
}

/// <summary>For hosts that keep nothing: every activity is new.</summary>
internal sealed class NoInbox : IInbox
{
    public ValueTask<InboxClaim> ClaimAsync(Activity activity, string? abandoned, CancellationToken ct) => new(new InboxClaim(InboxState.Mine));

    public ValueTask DoneAsync(Activity activity, CancellationToken ct) => default;

    public ValueTask ReleaseAsync(Activity activity, CancellationToken ct) => default;
}
