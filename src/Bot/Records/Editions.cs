using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>Who made an edition and when, and what is not as it was in the one before.</summary>
internal sealed record EditionView(string When, string What, IReadOnlyList<FactLine> Changes);

/// <summary>Who changed a record, when, and what: from the latest edition to the first.</summary>
internal static class Editions
{
    private const int Most = 8;

    /// <summary>Nothing of a record that was never changed.</summary>
    public static IReadOnlyList<EditionView> Of(Turn turn, CustomerFile file, IReadOnlyList<Edition> all) =>
        all.Count < 2 ? [] : [.. all.Take(Most).Select((e, n) => View(turn, file, e, n + 1 < all.Count ? all[n + 1] : null))];

    /// <summary>How many more there are; empty for none.</summary>
    public static string More(Turn turn, IReadOnlyList<Edition> all) => all.Count > Most ? turn.Words("records").Format("moreEditions", ("count", all.Count - Most)) : "";

    private static EditionView View(Turn turn, CustomerFile file, Edition edition, Edition? before)
    {
        var words = turn.Words("records");
        var by = turn.Company.NameOf(edition.By?.ById ?? edition.It.AuthorId);
        var changes = before is null ? [] : RecordFields.Between(turn, before.It, edition.It).Select(c => new FactLine(c.Label, words.Format("fromTo", ("before", c.Before), ("after", c.After)))).ToList();
        changes.AddRange(Steps(turn, file, edition.By, first: before is null));
        return new EditionView(
            turn.Say.By(by, edition.By?.At ?? edition.It.FiledAt, turn.Me.Zone, turn.Today),
            words[before is null ? "editionFirst" : edition.By?.What == "edit-undone" ? "editionUndone" : changes.Count == 0 ? "editionSame" : "editionEdited"],
            changes);
    }

    // The words of a step are those of today; its days are what they were.
    private static IEnumerable<FactLine> Steps(Turn turn, CustomerFile file, Operation? done, bool first)
    {
        var words = turn.Words("records");
        foreach (var move in done?.Steps ?? [])
        {
            var step = file.Steps.FirstOrDefault(s => s.Id == move.StepId);
            var what = step is { What.Length: > 0 } ? Wording.Short(step.What, 60) : words["alongStep"];
            string Day(DateTimeOffset? at) => at is { } due ? turn.Say.Day(Zones.DayOf(due, step?.Zone ?? turn.Me.Zone), turn.Today) : words["nothing"];
            var line = move switch
            {
                { Before: null } => Day(move.Due),
                { After: StepState.Cancelled, Before: StepState.Open } => words["stepTakenOut"],
                _ when move.DueBefore != move.Due => words.Format("fromTo", ("before", Day(move.DueBefore)), ("after", Day(move.Due))),
                _ when move.OwnerBefore is { } owner && owner != move.Owner => words.Format("fromTo", ("before", turn.Company.NameOf(owner)), ("after", turn.Company.NameOf(move.Owner))),
                _ => "",
            };
            if (line.Length > 0)
            {
                yield return new FactLine(move.Before is null && !first ? words.Format("stepAdded", ("what", what)) : what, line);
            }
        }
    }
}
