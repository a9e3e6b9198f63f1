namespace CrmBot.Language;

/// <summary>Who tells, when, and who is known to them.</summary>
/// <param name="Dates">The speaker's clock, zone and region.</param>
/// <param name="SpeakerId">Whose own customers come first.</param>
/// <param name="Customers">Every customer of the tenant.</param>
/// <param name="Colleagues">Everyone of the tenant, the speaker too.</param>
/// <param name="MayKnowContacts">Whether the speaker may know who the people of a customer are.</param>
public sealed record CaptureContext(
    DateContext Dates, string SpeakerId, NameIndex Customers, NameIndex Colleagues, Func<NameEntry, bool> MayKnowContacts);
