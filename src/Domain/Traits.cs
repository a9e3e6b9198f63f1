namespace CrmBot.Domain;

/// <summary>What a person says of a customer as a whole; null leaves what is stored.</summary>
public sealed record Said
{
    public string? Name { get; init; }
    public IReadOnlyList<string>? Aliases { get; init; }
    public Tier? Tier { get; init; }
    public bool? Vip { get; init; }
    public Stage? Stage { get; init; }
    public Status? Status { get; init; }

    /// <summary>Empty takes it away.</summary>
    public string? Industry { get; init; }

    /// <summary>All of them, not the new ones only.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>What is true of a customer as a whole, and how it changes. Each is one change of the customer.</summary>
public static class Traits
{
    public const int MostTags = 20;

    /// <summary>In UTF-16 units.</summary>
    public const int LongestTag = 30;

    /// <summary>The change; null when nothing would be different.</summary>
    public static CustomerEdit? Change(CustomerFile file, Said said)
    {
        var head = file.Head;
        var now = head with
        {
            Name = said.Name ?? head.Name,
            Aliases = said.Aliases is { } aliases && !aliases.SequenceEqual(head.Aliases, StringComparer.Ordinal) ? aliases : head.Aliases,
            Tier = said.Tier ?? head.Tier,
            Vip = said.Vip ?? head.Vip,
            Stage = said.Stage ?? head.Stage,
            Status = said.Status ?? head.Status,
            Industry = said.Industry is null ? head.Industry : said.Industry.Length == 0 ? null : said.Industry,
            Tags = said.Tags is null || said.Tags.SequenceEqual(head.Tags ?? [], StringComparer.Ordinal) ? head.Tags : said.Tags.Count == 0 ? null : said.Tags,
        };
        return now == head ? null : new CustomerEdit(CodeOf(head, now), now);
    }

    /// <summary>
    /// The tags with more of them. One that differs from a stored one in nothing that people mean stays as it is stored; what is more
    /// than <see cref="MostTags"/> is left out.
    /// </summary>
    /// <param name="key">Equal for tags that are one in truth.</param>
    public static IReadOnlyList<string> With(IReadOnlyList<string>? stored, IEnumerable<string> more, Func<string, string> key) =>
        [.. (stored ?? []).Concat(more.Select(t => t.Trim()).Where(t => t.Length is > 0 and <= LongestTag)).DistinctBy(key, StringComparer.Ordinal).Take(MostTags)];

    /// <inheritdoc cref="With"/>
    public static IReadOnlyList<string> Without(IReadOnlyList<string>? stored, IEnumerable<string> gone, Func<string, string> key)
    {
        var keys = gone.Select(key).ToHashSet(StringComparer.Ordinal);
        return [.. (stored ?? []).Where(t => !keys.Contains(key(t)))];
    }

    /// <summary>Someone who works on the customer beside the owner; null when they do already, or own it.</summary>
    public static CustomerEdit? AddHelper(CustomerFile file, Person person) =>
        file.Head.OwnerId == person.Id || file.Head.Helpers.Contains(person.Id, StringComparer.Ordinal)
            ? null
            : new CustomerEdit("helper-added", file.Head with { Helpers = [.. file.Head.Helpers, person.Id] });

    /// <summary>Null when they are no helper. What they have open at the customer stays theirs, and with it their sight.</summary>
    public static CustomerEdit? RemoveHelper(CustomerFile file, string personId) =>
        file.Head.Helpers.Contains(personId, StringComparer.Ordinal)
            ? new CustomerEdit("helper-removed", file.Head with { Helpers = [.. file.Head.Helpers.Where(h => h != personId)] })
            : null;

    private static string CodeOf(Customer before, Customer now) => now switch
    {
        _ when now with { Status = before.Status } == before => "status-set",
        _ when now with { Tier = before.Tier, Vip = before.Vip } == before => "tier-set",
        _ when now with { Tags = before.Tags } == before => "tags-set",
        _ => "details-edited",
    };
}
