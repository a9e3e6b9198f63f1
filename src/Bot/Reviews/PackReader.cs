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
/// <param name="MoreGaps">Customers left alone that stand behind <paramref name="Gaps"/> in the list and were not read.</param>
internal sealed record Pack(
    LocalPeriod Period, int Looked, int Of, IReadOnlyList<ObjectionSum> Objections, IReadOnlyList<Heard> Needs, IReadOnlyList<Ended> Won, IReadOnlyList<Ended> Lost,
    EffectiveRate Now, EffectiveRate Before, IReadOnlyList<GapRow> Gaps, int MoreGaps, IReadOnlyList<LatePromise> Promises)
{
    public IReadOnlyList<ReviewQuestion> Questions { get; } =
        ReviewPack.QuestionsOf(Objections, Won.Count, Lost.Count, Now, Before, Promises.Count(p => p.Step.By == OwedBy.Us), Gaps.Count + MoreGaps);

    /// <summary>Customers left alone.</summary>
    public int GapCount => Gaps.Count + MoreGaps;
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
        // Neither waits for the other: each is up to three hundred customers, some at a time.
        var left = LeftAloneAsync(tenant, viewer, company, people, now, ct);
        var stakes = new List<Stake>();
        await foreach (var (_, some) in index.OfPeopleAsync(tenant, people.Select(p => p.Id), ct))
        {
            stakes.AddRange(some.Where(s => s.Part == Part.Owner));
        }

        var ids = stakes.OrderByDescending(s => s.LastContact).ThenBy(s => s.CustomerId, StringComparer.Ordinal).Select(s => s.CustomerId).Distinct(StringComparer.Ordinal).ToList();
        var read = await FilesAsync(tenant, viewer, company, ids.Take(Most), ct);
        List<CustomerFile> files = [.. read.Values.DistinctBy(f => f.Head.Id)];
        var done = await facts.SinceAsync(tenant, people, period.Before().First, now, ct);
        var zones = done.ToDictionary(d => d.Person.Id, d => d.Person.Zone, StringComparer.Ordinal);
        var changes = StatusChanges.Of(done.SelectMany(d => d.Deeds), period, id => zones[id]);
        List<Turned> turned = [.. changes.Won, .. changes.Lost];
        var ended = await FilesAsync(tenant, viewer, company, turned.Select(t => t.CustomerId).Where(id => !read.ContainsKey(id)), ct);
        var (standing, unread) = await left;
        return new Pack(
            period, files.Count, files.Count + Math.Max(0, ids.Count - Most), ReviewPack.ObjectionsOf(files, period, viewer.Zone), ReviewPack.NeedsOf(files, period, viewer.Zone),
            EndedOf(changes.Won), EndedOf(changes.Lost),
            EffectiveRate.Sum(done.Select(d => EffectiveRate.Of(d.Deeds, period, d.Person.Zone))),
            EffectiveRate.Sum(done.Select(d => EffectiveRate.Of(d.Deeds, period.Before(), d.Person.Zone))),
            standing, unread,
            [
                .. files.SelectMany(f => f.OpenSteps.Where(s => s.Kind is null && Due.DaysLate(s, now) > 0).Select(s => new LatePromise(f, s)))
                    .OrderBy(p => p.Step.By).ThenBy(p => p.Step.DueAt),
            ]);

        // One that was merged since is the customer that it is now.
        IReadOnlyList<Ended> EndedOf(IReadOnlyList<Turned> some) =>
        [
            .. some.Select(t => (File: read.GetValueOrDefault(t.CustomerId) ?? ended.GetValueOrDefault(t.CustomerId), t.At)).Where(e => e.File is not null)
                .DistinctBy(e => e.File!.Head.Id).Select(e => new Ended(e.File!, ReviewPack.Stood(e.File!, e.At))),
        ];
    }

    /// <summary>Customers that are left alone, as they are now, and how many more a list says so of.</summary>
    private async Task<(IReadOnlyList<GapRow> Standing, int Unread)> LeftAloneAsync(
        string tenant, Person viewer, Company company, IReadOnlyList<Person> people, DateTimeOffset now, CancellationToken ct)
    {
        var asked = GapCards.Asked(null, null, null);
        var listed = (await gaps.FindAsync(tenant, people, asked, now, ct)).Rows;
        var standing = await gaps.StandingAsync(tenant, viewer, company, [.. listed.Take(Most)], asked, now, ct);
        return ([.. standing.Select(s => s.Row with { Stake = s.Row.Stake with { CustomerName = s.File.Head.Name, LastContact = s.File.Head.LastContact } })], Math.Max(0, listed.Count - Most));
    }

    /// <summary>Those whose content the viewer may see, by the id that was asked for.</summary>
    private async Task<IReadOnlyDictionary<string, CustomerFile>> FilesAsync(string tenant, Person viewer, Company company, IEnumerable<string> ids, CancellationToken ct)
    {
        var files = new Dictionary<string, CustomerFile>(StringComparer.Ordinal);
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            foreach (var (id, file) in some.Zip(await Task.WhenAll(some.Select(id => customers.LoadAsync(tenant, id, ct).AsTask()))))
            {
                if (file is not null && Sight.Content(viewer, file, company))
                {
                    files.Add(id, file);
                }
            }
        }

        return files;
    }
}
