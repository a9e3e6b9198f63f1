using CrmBot.Domain;

namespace CrmBot.Bot.Learning;

/// <summary>What makes a record worth reading.</summary>
internal enum Virtue { Need, Objection, Figures, Step, Done, Moved, Resolved }

/// <summary>What others read of a record: nobody can tell whose it is.</summary>
/// <param name="Next">The next step that it set; empty for none.</param>
/// <param name="Points">See <see cref="Merit"/>; with what only the customer's own file tells.</param>
internal sealed record Example(ObjectionCategory? About, Stage Stage, string Text, string Next, IReadOnlyList<Virtue> Virtues, string AuthorId, double Points)
{
    /// <summary>The record it was made of; null for one that was made up.</summary>
    public string? RecordId { get; init; }
}

/// <summary>What examples are asked for; null is any.</summary>
/// <param name="Industry">As said.</param>
internal sealed record Wanted(ObjectionCategory? About, Stage? Stage, string? Industry);
