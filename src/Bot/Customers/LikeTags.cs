using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>A new tag, and one that colleagues use already and that is nearly the same.</summary>
internal sealed record LikeTag(string Said, string Existing);

/// <summary>Finds tags that would be a second spelling of one that the tenant has: 重点 and 重点客户, VIP and ＶＩＰ.</summary>
internal sealed class LikeTags(TagStore tags)
{
    /// <summary>A shorter beginning says too little.</summary>
    private const int LeastHan = 2;
    private const int LeastLatin = 4;

    /// <summary>More behind a tag makes another of it.</summary>
    private const int MostMore = 2;

    /// <summary>What stands behind a tag without making another of it.</summary>
    private static readonly string[] Endings = ["类客户", "型客户", "级客户", "客户", "用户", "customers", "customer", "clients", "client", "accounts", "account", "类", "型", "户"];

    /// <summary>Of those tags that are new to the customer, the ones with a near twin. What is spelt as one that exists is none.</summary>
    public async ValueTask<IReadOnlyList<LikeTag>> OfAsync(string tenant, IReadOnlyList<string>? stored, IEnumerable<string> said, CancellationToken ct)
    {
        List<string> fresh = [.. said.Where(t => (stored ?? []).All(s => TypedTraits.TagKey(s) != TypedTraits.TagKey(t)))];
        if (fresh.Count == 0)
        {
            return [];
        }

        var all = await tags.AllAsync(tenant, ct);
        return
        [
            .. fresh.Where(t => !all.Contains(t, StringComparer.Ordinal)).Select(t => all.FirstOrDefault(a => AreNear(t, a)) is { } twin ? new LikeTag(t, twin) : null).OfType<LikeTag>(),
        ];
    }

    /// <summary>Whether a reader would take both for one.</summary>
    public static bool AreNear(string one, string other)
    {
        var (a, b) = (Core(one), Core(other));
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        return a == b || (longer.StartsWith(shorter, StringComparison.Ordinal) && longer.Length - shorter.Length <= MostMore && shorter.Length >= (shorter[0] >= '\u2E80' ? LeastHan : LeastLatin));
    }

    /// <summary>The words with every twin in the place of the new one.</summary>
    public static IReadOnlyList<string> Using(IEnumerable<string> said, IReadOnlyList<LikeTag> like) => [.. said.Select(t => like.FirstOrDefault(l => l.Said == t)?.Existing ?? t)];

    private static string Core(string tag)
    {
        var key = TypedTraits.TagKey(tag);
        return Array.Find(Endings, e => key.Length > e.Length && key.EndsWith(e, StringComparison.Ordinal)) is { } ending ? key[..^ending.Length] : key;
    }
}
