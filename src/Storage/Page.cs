namespace CrmBot.Storage;

/// <summary>Part of a longer list; <see cref="Next"/> continues after it and is null on the last one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
