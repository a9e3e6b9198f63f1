using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Reviews;

/// <summary>A customer that was won or lost, with the objection that stood before; null for none.</summary>
internal sealed record Ended(CustomerFile File, Heard? Stood);

/// <summary>A promise whose day has passed, of us or of the customer.</summary>
internal sealed record LatePromise(CustomerFile File, Step Step);

/// <summary>What a meeting looks back at, of customers that the viewer may see.</summary>
/// <param name="Looked">Customers that were read.</param>
/// <param name="Of">Customers that there are; more than <paramref name="Looked"/> where those that were not spoken to lately are left out.</param>
internal sealed record Pack(
    LocalPeriod Period, int Looked, int Of, IReadOnlyList<ObjectionSum> Objections, IReadOnlyList<Heard> Needs, IReadOnlyList<Ended> Won, IReadOnlyList<Ended> Lost,
    EffectiveRate Now, EffectiveRate Before, IReadOnlyList<GapRow> Gaps, IReadOnlyList<LatePromise> Promises)
{
    public IReadOnlyList<ReviewQuestion> Questions { get; } =
        ReviewPack.QuestionsOf(Objections, Won.Count, Lost.Count, Now, Before, Promises.Count(p => p.Step.By == OwedBy.Us), Gaps.Count);
}

/// <summary>
/// Reads what a meeting looks back at. Customers are found by the lists of the people it is about, sight is decided on each of them as it is
/// now, and nothing of another is counted.
/// </summary>
internal sealed class PackReader(IndexStore index, CustomerStore customers, PeriodFacts facts, GapFinder gaps)
{
    /// <summary>Customers that one pack reads; those that were spoken to last come first.</summary>
    private const int Most = 300;

    private const int AtOnce = 16;

    public async Task<Pack> ReadAsync(
        string tenant, Person viewer, Company company, IReadOnlyList<Person> people, LocalPeriod period, DateTimeOffset now, CancellationToken ct)
    {
        var stakes = new List<Stake>();
        await foreach (var (_, some) in index.OfPeopleAsync(tenant, people.Select(p => p.Id), ct))
        {
            stakes.AddRange(some.Where(s => s.Part == Part.Owner));
        }

        var ids = stakes.OrderByDescending(s => s.LastContact).ThenBy(s => s.CustomerId, StringComparer.Ordinal).Select(s => s.CustomerId).Distinct(StringComparer.Ordinal).ToList();
        var files = await FilesAsync(tenant, viewer, company, ids.Take(Most), ct);
        var done = await facts.SinceAsync(tenant, people, period.Before().First, now, ct);
        var zones = done.ToDictionary(d => d.Person.Id, d => d.Person.Zone, StringComparer.Ordinal);
        List<Deed> deeds = [.. done.SelectMany(d => d.Deeds)];
        var changes = StatusChanges.Of(deeds, period, id => zones[id]);
        var missing = changes.Won.Concat(changes.Lost).Where(id => files.All(f => f.Head.Id != id)).Take(Most);
        var known = files.Concat(await FilesAsync(tenant, viewer, company, missing, ct)).ToDictionary(f => f.Head.Id, StringComparer.Ordinal);
        var listed = await gaps.FindAsync(tenant, people, GapCards.Asked(null, null, null), now, ct);
        return new Pack(
            period, files.Count, ids.Count, ReviewPack.ObjectionsOf(files, period, viewer.Zone), ReviewPack.NeedsOf(files, period, viewer.Zone),
            EndedOf(changes.Won, known, deeds), EndedOf(changes.Lost, known, deeds),
            EffectiveRate.Sum(done.Select(d => EffectiveRate.Of(d.Deeds, period, d.Person.Zone))),
            EffectiveRate.Sum(done.Select(d => EffectiveRate.Of(d.Deeds, period.Before(), d.Person.Zone))),
            listed.Rows,
            [
                .. files.SelectMany(f => f.OpenSteps.Where(s => s.Kind is null && Due.DaysLate(s, now) > 0).Select(s => new LatePromise(f, s)))
                    .OrderBy(p => p.Step.By).ThenBy(p => p.Step.DueAt),
            ]);
    }

    private async Task<IReadOnlyList<CustomerFile>> FilesAsync(string tenant, Person viewer, Company company, IEnumerable<string> ids, CancellationToken ct)
    {
        var files = new List<CustomerFile>();
        foreach (var some in ids.Chunk(AtOnce))
        {
            files.AddRange((await Task.WhenAll(some.Select(id => customers.LoadAsync(tenant, id, ct).AsTask()))).OfType<CustomerFile>().Where(f => Sight.Content(viewer, f, company)));
        }

        return [.. files.DistinctBy(f => f.Head.Id)];
    }

    private static IReadOnlyList<Ended> EndedOf(IReadOnlyList<string> ids, IReadOnlyDictionary<string, CustomerFile> known, IReadOnlyList<Deed> deeds) =>
    [
        .. ids.Where(known.ContainsKey).Select(id => known[id]).Select(f => new Ended(
            f, ReviewPack.Stood(f, deeds.Where(d => d.Code == Deed.Moved && d.CustomerId == f.Head.Id).Max(d => (DateTimeOffset?)d.At) ?? DateTimeOffset.MaxValue))),
    ];
}
