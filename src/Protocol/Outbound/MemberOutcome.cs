namespace CrmBot.Protocol;

/// <summary>A member of a conversation, as the channel's roster has them.</summary>
/// <param name="DirectoryId">The Entra object id; null on channels without one.</param>
/// <param name="Mail">May be null, also in Teams: not everybody has a mailbox.</param>
/// <param name="PrincipalName">The name that the person signs in with.</param>
/// <param name="Role">In Teams <c>user</c>, <c>guest</c> or <c>anonymous</c>; null where the channel does not say.</param>
public sealed record ChannelMember(string Id, string? Name, string? DirectoryId, string? Mail, string? PrincipalName, string? Role);

/// <summary>What became of asking for a member. Closed.</summary>
public abstract record MemberOutcome
{
    private MemberOutcome()
    {
    }

    public sealed record Known(ChannelMember Member) : MemberOutcome;

    /// <param name="Why">Of a success: the channel's answer named nobody.</param>
    public sealed record NotKnown(SendOutcome Why) : MemberOutcome;
}
