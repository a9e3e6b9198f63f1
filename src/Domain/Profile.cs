namespace CrmBot.Domain;

/// <summary>What a customer felt like at a contact.</summary>
/// <param name="On">Local day of the contact in the owner's zone.</param>
public sealed record MoodOf(Sentiment Mood, DateOnly On, string FollowUpId);

/// <summary>How much a customer trusted us at a contact, 1 to 5, as its writer saw it.</summary>
/// <param name="On">Local day of the contact in the owner's zone.</param>
public sealed record TrustOf(int Trust, DateOnly On, string FollowUpId);

/// <summary>What a contact made of the status.</summary>
/// <param name="On">Local day of the contact in the owner's zone.</param>
public sealed record StatusOf(Status Status, DateOnly On, string FollowUpId);

/// <summary>
/// A customer in short, made anew from what is stored whenever it is asked for: nothing in it was not said or done. Source: checklist
/// A26, moonshots M15 and M19.
/// </summary>
/// <param name="Needs">Open ones, those that were spoken of last first.</param>
/// <param name="Objections">Open ones, those that were spoken of last first.</param>
/// <param name="Settled">Needs and objections that were resolved, the latest first.</param>
/// <param name="Trust">As the latest follow-up that says it tells it; null where none of the latest does.</param>
/// <param name="Moods">As the latest follow-ups tell it, the latest first.</param>
/// <param name="Competitors">Whom the latest follow-ups name, each once, the latest first.</param>
/// <param name="Last">The latest contact; null before the first.</param>
/// <param name="Ours">What we owe, the earliest due first.</param>
/// <param name="Theirs">What the customer promised, the earliest due first.</param>
/// <param name="Statuses">As the latest follow-ups changed it, the latest first.</param>
public sealed record Profile(
    Customer Head,
    IReadOnlyList<Item> Needs,
    IReadOnlyList<Item> Objections,
    IReadOnlyList<Item> Settled,
    TrustOf? Trust,
    IReadOnlyList<MoodOf> Moods,
    IReadOnlyList<string> Competitors,
    FollowUp? Last,
    IReadOnlyList<Step> Ours,
    IReadOnlyList<Step> Theirs,
    IReadOnlyList<StatusOf> Statuses,
    Complaint? Complaint)
{
    /// <summary>What is done next by us; null for nothing.</summary>
    public Step? NextStep => Ours.Count > 0 ? Ours[0] : null;

    /// <param name="zone">IANA name of the zone that days are told in.</param>
    /// <param name="lists">Which open steps may be told of; null for all. See <see cref="Sight.List"/>.</param>
    public static Profile Of(CustomerFile file, string zone, Func<Step, bool>? lists = null)
    {
        var recent = file.Recent.OrderByDescending(r => r.ContactedAt).ToList();
        var open = file.Items.Where(i => i.IsOpen).OrderByDescending(i => i.LastAt).ThenBy(i => i.Id, StringComparer.Ordinal).ToList();
        var steps = file.OpenSteps.Where(s => lists is null || lists(s)).ToList();
        return new Profile(
            file.Head,
            [.. open.Where(i => i.Kind == ItemKind.Need)],
            [.. open.Where(i => i.Kind == ItemKind.Objection)],
            [.. file.Items.Where(i => i.State == ItemState.Resolved).OrderByDescending(i => i.LastAt)],
            recent.FirstOrDefault(r => r.Gist?.Trust is not null) is { } told ? new TrustOf(told.Gist!.Trust!.Value, Zones.DayOf(told.ContactedAt, zone), told.Id) : null,
            [.. recent.Where(r => r.Sentiment is not null).Select(r => new MoodOf(r.Sentiment!.Value, Zones.DayOf(r.ContactedAt, zone), r.Id))],
            [.. recent.SelectMany(r => r.Gist?.Competitors ?? []).Distinct(StringComparer.OrdinalIgnoreCase)],
            recent.Count > 0 ? recent[0] : null,
            [.. steps.Where(s => s.By == OwedBy.Us)],
            [.. steps.Where(s => s.By == OwedBy.Customer)],
            [.. recent.Where(r => r.Status is not null).Select(r => new StatusOf(r.Status!.Value, Zones.DayOf(r.ContactedAt, zone), r.Id))],
            file.Complaints.FirstOrDefault(c => c.ClosedAt is null));
    }
}
