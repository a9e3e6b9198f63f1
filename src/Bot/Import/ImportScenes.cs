using System.Collections.Concurrent;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.FollowUps;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>Makes what rows are taken against. The names of customers are read once for a job, people anew for each step.</summary>
internal sealed class ImportScenes(
    SpeakerDirectory directory, PeopleStore people, NameLog names, FieldStore fields, CardShelf shelf, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Tenant, string Job), CustomerMap> maps = [];

    /// <summary>For a look before anything is begun; null for someone who is no member any more.</summary>
    public async Task<ImportScene?> LookAsync(string tenant, string personId, CancellationToken ct) =>
        Of(tenant, "look", await directory.CompanyAsync(tenant, ct), personId, await CustomerMap.LoadAsync(names, tenant, ct), clock.GetUtcNow(), Repeats.Skip, await fields.GetAsync(tenant, ct));

    /// <summary>For a step of a job; null when whoever asked for it is no member any more.</summary>
    public async Task<ImportScene?> OfJobAsync(Job job, ImportOrder order, CancellationToken ct)
    {
        var company = await directory.CompanyAsync(job.Tenant, ct);
        if (!maps.TryGetValue((job.Tenant, job.Id), out var map))
        {
            map = maps[(job.Tenant, job.Id)] = await CustomerMap.LoadAsync(names, job.Tenant, ct);
        }

        // A repeated step decides as the first one did: on the day the job was begun.
        return Of(job.Tenant, job.Id, company, job.ById, map, job.StartedAt, order.Repeats, await fields.GetAsync(job.Tenant, ct));
    }

    /// <summary>For an operator at the machine, who has no person: everything may be moved in, and every row must name its people.</summary>
    public async Task<ImportScene> OfOperatorAsync(string tenant, string jobId, Person me, Repeats repeats, CancellationToken ct) => new(
        tenant, jobId, me, await directory.CompanyAsync(tenant, ct), await CustomerMap.LoadAsync(names, tenant, ct), people, clock.GetUtcNow())
    { Repeats = repeats, Fields = await fields.GetAsync(tenant, ct), Prepare = Preparing(me) };

    public void Forget(Job job) => maps.TryRemove((job.Tenant, job.Id), out _);

    private ImportScene? Of(string tenant, string jobId, Company company, string personId, CustomerMap map, DateTimeOffset now, Repeats repeats, FieldBook book) =>
        company.Find(personId) is { Left: false } me ? new ImportScene(tenant, jobId, me, company, map, people, now) { Repeats = repeats, Fields = book, Prepare = Preparing(me) } : null;

    /// <summary>As the form calls it, cut to a line.</summary>
    private Func<string, string> Preparing(Person me) => what => Wording.Short(shelf.Words("follow-ups", me.Language).Format("prepare", ("what", what)), FollowUpForm.LongestLine);
}
