using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>What is left of an erased customer, as its shadows are made from it: ids and codes, nothing that stands.</summary>
internal static class Erased
{
    /// <summary>A head without a word; its codes stay, so that no report counts the erase as a loss.</summary>
    public static Customer Blank(Customer head) =>
        new(head.Id, "", [], head.OwnerId, [], head.Tier, head.Stage, head.Status, null);

    /// <summary>A step without a word, for its prompt to go.</summary>
    public static Step Blank(Step step) => step with { What = "", Said = null, State = StepState.Cancelled, SourceId = null, ClosedAt = null };

    /// <summary>By the edit that erases.</summary>
    public static CustomerFile FileOf(CustomerEdit edit, int rev) => new(edit.Head, rev, [], edit.Steps, [], [], []) { Erased = true };

    /// <summary>By the stored head, for an operation of that customer: the steps that its events name are gone.</summary>
    public static CustomerFile FileOf(HeadRow head, IReadOnlyList<EventRow> events) => Of(
        head,
        events.Where(e => e.Kind == EventRow.Step).Select(e => Gone(e.Id, e.Owner ?? e.OwnerBefore ?? "-", Math.Max(e.Ver ?? 0, e.VerBefore ?? 0), e.Due ?? e.DueBefore ?? e.At)));

    /// <summary>By the stored head, for a due row that is ahead of its prompt.</summary>
    public static CustomerFile FileOf(HeadRow head, DueRow row) => Of(head, [Gone(row.StepId, row.Recipient, row.Ver, row.At)]);

    private static CustomerFile Of(HeadRow head, IEnumerable<Step> steps) => new(head.It, head.Rev, [], [.. steps], [], [], []) { Erased = true };

    private static Step Gone(string id, string owner, int ver, DateTimeOffset due) =>
        new(id, "", owner, OwedBy.Us, DateOnly.FromDateTime(due.UtcDateTime), null, "Etc/UTC", due, StepState.Cancelled, ver, null, null);
}
