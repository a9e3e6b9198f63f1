namespace CrmBot.Storage;

/// <summary>What a look at all shadows has found so far.</summary>
/// <param name="Tenant">The tenant under way.</param>
/// <param name="Part">The part under way: <c>truth</c>, <c>lists</c>, <c>prompts</c>, <c>due</c> or <c>people</c>.</param>
/// <param name="Done">Rows of that part looked at.</param>
public sealed record RebuildProgress(string Tenant, string Part, long Done);

/// <summary>How a shadow differs from what the truth says.</summary>
public enum ShadowFault { Missing, Different, Extra }

/// <summary>A shadow that is not as the truth says; ids only.</summary>
/// <param name="Kind"><c>list</c>, <c>fact</c>, <c>name</c>, <c>audit</c>, <c>prompt</c>, <c>due</c> or <c>person</c>.</param>
/// <param name="Subject">Id of the customer or person it was made from.</param>
public sealed record ShadowDifference(string Tenant, string Kind, ShadowFault Fault, string Subject, string PartitionKey, string RowKey);

/// <summary>What a look at all shadows found.</summary>
/// <param name="Customers">Customers read.</param>
/// <param name="Rows">Shadows compared.</param>
/// <param name="UnderWay">Customers left out because a change of theirs was not finished; the relay finishes it.</param>
/// <param name="Written">Differences that were put right; 0 for a check.</param>
public sealed record RebuildReport(long Customers, long Rows, int UnderWay, int Written, IReadOnlyList<ShadowDifference> Differences)
{
    /// <summary>Differences beyond <see cref="ShadowRebuild.MostTold"/> are counted and not told.</summary>
    public long Untold { get; init; }

    /// <summary>True when nothing is left to put right.</summary>
    public bool Stands => Differences.Count + Untold == Written && UnderWay == 0;
}
