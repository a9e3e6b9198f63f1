namespace CrmBot.Protocol;

/// <summary>A person or bot as a channel names it.</summary>
/// <param name="Id">The channel's id; in Teams unique per bot and person (<c>29:…</c>). Empty when the channel named nobody.</param>
/// <param name="Name">Display name; never an identity.</param>
/// <param name="AadObjectId">Entra object id. Null outside Teams and for some guests and bots.</param>
/// <param name="Role"><c>user</c>, <c>bot</c> or null.</param>
public sealed record Account(string Id, string? Name, string? AadObjectId, string? Role)
{
    /// <summary>Nobody was named.</summary>
    public static Account Unknown { get; } = new("", null, null, null);
}
