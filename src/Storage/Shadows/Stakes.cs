using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>What a person has to do with a customer: a row of that person's list. A shadow: read the customer before showing more.</summary>
/// <param name="Part">The greatest one, when there are several.</param>
/// <param name="OpenSteps">Those of this person, the earliest due first.</param>
/// <param name="LastScore">The latest satisfaction score; null before the first.</param>
/// <param name="Rev">Revision of the customer that the row was made from.</param>
public sealed record Stake(
    string CustomerId,
    string CustomerName,
    Part Part,
    string OwnerId,
    Tier Tier,
    Stage Stage,
    Status Status,
    DateOnly? LastContact,
    IReadOnlyList<Step> OpenSteps,
    bool OpenComplaint,
    int? LastScore,
    int Rev)
{
    /// <summary>Whether somebody else has an open next step of ours (<see cref="Gaps.IsNextStep"/>); null in a row of before it was kept.</summary>
    public bool? StepOfOthers { get; init; }

    /// <summary>What others are asked to help with at the customer and have not answered, the earliest due first; null for nothing, and in a row of before it was kept.</summary>
    public IReadOnlyList<Step>? HelpOfOthers { get; init; }
}

/// <summary>The names a customer is found by, as people wrote them.</summary>
public sealed record CustomerName(
    string CustomerId,
    string Name,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> ContactNames,
    string OwnerId,
    DateOnly? LastContact);

/// <summary>Makes index rows from a customer.</summary>
internal static class Stakes
{
    public static IEnumerable<string> People(CustomerFile file) =>
        file.Head.Helpers.Prepend(file.Head.OwnerId).Concat(file.OpenSteps.Select(s => s.OwnerId));

    /// <summary>Null when the person has no part in the customer.</summary>
    public static Stake? Of(CustomerFile file, string personId)
    {
        var head = file.Head;
        List<Step> steps = [.. file.OpenSteps.Where(s => s.OwnerId == personId)];
        Part? part = head.OwnerId == personId ? Part.Owner
            : head.Helpers.Contains(personId, StringComparer.Ordinal) ? Part.Helper
            : steps.Count > 0 ? Part.StepOwner
            : null;
        return part is not { } known || file.MergedInto is not null || file.Erased
            ? null
            : new Stake(
                head.Id,
                head.Name,
                known,
                head.OwnerId,
                head.Tier,
                head.Stage,
                head.Status,
                head.LastContact,
                steps,
                file.Complaints.Any(c => c.ClosedAt is null),
                file.Scores.Count == 0 ? null : file.Scores[^1].Score,
                file.Rev)
            {
                StepOfOthers = file.OpenSteps.Any(s => s.OwnerId != personId && Gaps.IsNextStep(s)),
                HelpOfOthers = file.OpenSteps.Where(s => s.Kind == StepKind.Help && s.OwnerId != personId).ToList() is { Count: > 0 } help ? help : null,
            };
    }

    public static CustomerName NameOf(CustomerFile file) => new(
        file.Head.Id,
        file.Head.Name,
        file.Head.Aliases,
        [.. file.Contacts.SelectMany(c => new[] { c.Name, c.Called }).Where(n => !string.IsNullOrEmpty(n)).Select(n => n!).Distinct(StringComparer.Ordinal)],
        file.Head.OwnerId,
        file.Head.LastContact);
}
