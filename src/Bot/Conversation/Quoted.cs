using CrmBot.Domain;

namespace CrmBot.Bot.Conversation;

/// <summary>
/// Which record something on a card was told in, so that the copies of the card are found when it goes. A word of care names the
/// moment it was derived from, and an old step that names no record itself.
/// </summary>
internal static class Quoted
{
    public static IReadOnlyList<string> By(params IEnumerable<Step?> steps) => [.. steps.OfType<Step>().Select(s => s.SourceId ?? s.Id).Distinct(StringComparer.Ordinal)];

    public static IReadOnlyList<string> By(params IEnumerable<FollowUp?> records) => [.. records.OfType<FollowUp>().Select(r => r.Id)];

    public static IReadOnlyList<string> By(params IEnumerable<Item> items) => [.. items.SelectMany(i => i.Marks).Select(m => m.SourceId).OfType<string>().Distinct(StringComparer.Ordinal)];

    public static IReadOnlyList<string> By(params IEnumerable<Moment> moments) => [.. moments.SelectMany(m => new[] { m.Id, m.SourceId }).Distinct(StringComparer.Ordinal)];

    /// <summary>As the note of a sent card names it, apart from what the card is of.</summary>
    public static string Mark(string id) => "q:" + id;
}
