using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Reviews;

/// <summary>A customer that is being forgotten, as its owner's list says.</summary>
internal sealed record GapRow(Stake Stake, Person Owner, GapFound.Open Gap);

/// <param name="Rows">Those left alone the longest first; who was never spoken to before all.</param>
/// <param name="Looked">Customers that were looked at.</param>
/// <param name="Excused">Customers that would be one, and are left alone on purpose.</param>
internal sealed record GapList(IReadOnlyList<GapRow> Rows, int Looked, IReadOnlyDictionary<GapExcuse, int> Excused);

/// <summary>Finds who is being forgotten from people's lists: a query a person, and one customer for each row of before a member was kept.</summary>
internal sealed class GapFinder(IndexStore index, CustomerStore customers, IOptions<GapOptions> options)
{
    /// <summary>Customers that are read side by side.</summary>
    private const int AtOnce = 16;

    public GapRule Rule => options.Value.Rule();

    /// <param name="people">Whose customers; a gap is its owner's.</param>
    public async Task<GapList> FindAsync(string tenant, IReadOnlyList<Person> people, GapAsked asked, DateTimeOffset now, CancellationToken ct)
    {
        var known = people.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (rows, excused, unsure) = (new List<GapRow>(), new Dictionary<GapExcuse, int>(), new List<(Stake Stake, Person Owner)>());
        await foreach (var (id, stakes) in index.OfPeopleAsync(tenant, known.Keys, ct))
        {
            foreach (var stake in stakes.Where(s => s.Part == Part.Owner && seen.Add(s.CustomerId)))
            {
                var found = Judge(stake, stake.StepOfOthers is true || stake.OpenSteps.Any(Gaps.IsNextStep), known[id], asked, now);
                if (stake.StepOfOthers is null && found is GapFound.Open { NoStep: true })
                {
                    unsure.Add((stake, known[id]));
                    continue;
                }

                Note(stake, known[id], found);
            }
        }

        foreach (var some in unsure.Chunk(AtOnce))
        {
            var files = await Task.WhenAll(some.Select(u => customers.LoadAsync(tenant, u.Stake.CustomerId, ct).AsTask()));
            foreach (var ((stake, owner), file) in some.Zip(files))
            {
                Note(stake, owner, Judge(stake, file?.OpenSteps.Any(Gaps.IsNextStep) is true, owner, asked, now));
            }
        }

        return new GapList(
            [.. rows.OrderByDescending(r => r.Gap.Days ?? int.MaxValue).ThenBy(r => r.Stake.CustomerName, StringComparer.Ordinal).ThenBy(r => r.Stake.CustomerId, StringComparer.Ordinal)],
            seen.Count, excused);

        void Note(Stake stake, Person owner, GapFound found)
        {
            switch (found)
            {
                case GapFound.Open gap:
                    rows.Add(new GapRow(stake, owner, gap));
                    break;
                case GapFound.Excused { Why: var why }:
                    excused[why] = excused.GetValueOrDefault(why) + 1;
                    break;
            }
        }
    }

    /// <summary>
    /// Those rows that the customer itself says the same of and whose content the viewer may see, with the customer as it is now. A list is a
    /// shadow that may be a moment behind.
    /// </summary>
    public async Task<IReadOnlyList<(GapRow Row, CustomerFile File)>> StandingAsync(
        string tenant, Person viewer, Company company, IReadOnlyList<GapRow> rows, GapAsked asked, DateTimeOffset now, CancellationToken ct)
    {
        var standing = new List<(GapRow, CustomerFile)>();
        foreach (var some in rows.Chunk(AtOnce))
        {
            foreach (var (row, file) in some.Zip(await Task.WhenAll(some.Select(r => customers.LoadAsync(tenant, r.Stake.CustomerId, ct).AsTask()))))
            {
                if (file is not null && Sight.Content(viewer, file, company)
                    && Judge(file.Head.Tier, file.Head.Stage, file.Head.Status, file.Head.LastContact, file.OpenSteps.Any(Gaps.IsNextStep), file.Head.Id, row.Owner, asked, now) is GapFound.Open gap)
                {
                    standing.Add((row with { Gap = gap }, file));
                }
            }
        }

        return standing;
    }

    private GapFound Judge(Stake stake, bool hasNextStep, Person owner, GapAsked asked, DateTimeOffset now) =>
        Judge(stake.Tier, stake.Stage, stake.Status, stake.LastContact, hasNextStep, stake.CustomerId, owner, asked, now);

    private GapFound Judge(Tier tier, Stage stage, Status status, DateOnly? last, bool hasNextStep, string customerId, Person owner, GapAsked asked, DateTimeOffset now)
    {
        var quiet = (owner.Mutes ?? []).Where(m => m.CustomerId == customerId && m.SourceId is not null && m.Contact is null).Select(m => (DateOnly?)m.Until).Max();
        return Gaps.Of(new LeftAlone(tier, stage, status, last, hasNextStep, quiet), asked, Rule, Zones.DayOf(now, owner.Zone));
    }
}
