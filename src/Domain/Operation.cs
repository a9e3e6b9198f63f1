namespace CrmBot.Domain;

/// <summary>What one operation did to a customer: ids and codes, as its events tell.</summary>
/// <param name="What">Code of the operation, such as <c>filed</c>, <c>edited</c>, <c>step-done</c>.</param>
/// <param name="At">People's time.</param>
/// <param name="StatusBefore">The status of the customer before and after it.</param>
/// <param name="LastContactBefore">Null when there was none; also where <paramref name="LastContact"/> is null.</param>
/// <param name="LastContact">The day of the last contact that it set; null when it set none.</param>
public sealed record Operation(
    string OpId, int Rev, string What, string ById, DateTimeOffset At, string? FollowUpId, string? StepId, Status? StatusBefore, Status? Status,
    DateOnly? LastContactBefore, DateOnly? LastContact, IReadOnlyList<StepMove> Steps)
{
    /// <summary>Who did what nobody did: the bot by itself, because a day came.</summary>
    public const string ByItself = "-";
}

/// <summary>What an operation did to one step.</summary>
/// <param name="Before">Null for a step that it made.</param>
/// <param name="Ver">The version that it left.</param>
public sealed record StepMove(
    string StepId, StepState? Before, StepState After, int Ver, string? OwnerBefore, string Owner, DateTimeOffset? DueBefore, DateTimeOffset? Due);
