using System.Collections.Concurrent;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Learning;

/// <summary>
/// Which records of a tenant are good examples: ids and numbers from the facts, held for an hour. Their content is read and made
/// anonymous each time it is shown, so that an erase and a no are heeded at once.
/// </summary>
internal sealed class Library(DeedStore deeds)
{
    /// <summary>People whose facts are read; see the cost in <c>Keys</c>.</summary>
    private const int MostPeople = 200;

    private static readonly TimeSpan Held = TimeSpan.FromHours(1);
    private static readonly TimeSpan Back = TimeSpan.FromDays(90);

    private readonly ConcurrentDictionary<(string Tenant, DateOnly? Monday), (DateTimeOffset At, IReadOnlyList<Candidate> Best)> known = new();

    /// <summary>The best records of the last three months, the best first.</summary>
    public Task<IReadOnlyList<Candidate>> BestAsync(Turn turn, CancellationToken ct) => BestAsync(turn, null, turn.Now, ct);

    /// <summary>The best ones as they stood when a week began, so that the week has one example.</summary>
    public Task<IReadOnlyList<Candidate>> BestAsync(Turn turn, DateOnly monday, CancellationToken ct) =>
        BestAsync(turn, monday, new DateTimeOffset(monday, TimeOnly.MinValue, TimeSpan.Zero), ct);

    /// <summary>Whether others may learn from what somebody wrote; somebody unknown said nothing.</summary>
    public static bool IsShared(Company company, string personId) => company.Find(personId) is { NoExamples: not true };

    private async Task<IReadOnlyList<Candidate>> BestAsync(Turn turn, DateOnly? monday, DateTimeOffset until, CancellationToken ct)
    {
        if (known.TryGetValue((turn.Tenant, monday), out var held) && turn.Now - held.At is var age && age >= TimeSpan.Zero && age < Held)
        {
            return held.Best;
        }

        var all = new List<Deed>();
        var people = turn.Company.Members.OrderBy(p => p.NoExamples is true).ThenBy(p => p.Id, StringComparer.Ordinal).Take(MostPeople).Select(p => p.Id);
        await foreach (var (_, some) in deeds.OfPeopleAsync(turn.Tenant, people, until - Back, until, ct))
        {
            all.AddRange(some);
        }

        var best = Merit.Best(all, id => IsShared(turn.Company, id));
        foreach (var old in known.Keys.Where(k => k.Tenant == turn.Tenant && k.Monday is { } m && m < monday))
        {
            known.TryRemove(old, out _);
        }

        known[(turn.Tenant, monday)] = (turn.Now, best);
        return best;
    }
}
