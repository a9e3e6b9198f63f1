namespace CrmBot.Protocol;

/// <summary>The conversation an activity belongs to.</summary>
/// <param name="Id">Never empty.</param>
/// <param name="Name">Title of a group chat or channel, when the channel sends it.</param>
/// <param name="IsGroup">True in a group chat or channel.</param>
/// <param name="ConversationType"><c>personal</c>, <c>groupChat</c>, <c>channel</c>; null outside Teams.</param>
/// <param name="TenantId">See <see cref="Activity.TenantId"/>, which is the more reliable one.</param>
public sealed record ConversationAccount(string Id, string? Name, bool IsGroup, string? ConversationType, string? TenantId);
