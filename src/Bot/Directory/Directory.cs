using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Directory;

/// <summary>Who is speaking. Someone the company does not list yet becomes a rep at first contact.</summary>
internal sealed class SpeakerDirectory(
    PeopleStore people, IOptions<BotOptions> options, IOptions<PeopleOptions> listed, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock)
{
    private readonly Admins admins = new(people, listed);

    /// <summary>The tenant an activity belongs to; channels that know none are the default tenant.</summary>
    public string TenantOf(Activity activity) => activity.TenantId ?? options.Value.DefaultTenant;

    /// <summary>
    /// Who sent an activity. An install event names nobody and may tell neither language nor zone: who first came that way
    /// gets all three from the first activity that has a name.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The store cannot be reached.</exception>
    public async Task<Person> MeetAsync(Activity activity, CancellationToken ct) =>
        await admins.WithRoleAsync(TenantOf(activity), await MetAsync(activity, ct), ct);

    private async Task<Person> MetAsync(Activity activity, CancellationToken ct)
    {
        var from = activity.From!;
        var tenant = TenantOf(activity);
        var person = await people.MeetAsync(tenant, from.AadObjectId ?? from.Id, id => Introduced(new Person(id, id, null, [], Role.Rep, null, null, "", ""), activity), ct);
        if (!IsNameless(person) || string.IsNullOrWhiteSpace(from.Name))
        {
            return person;
        }

        await people.UpdateAsync(tenant, person.Id, p => IsNameless(p) ? Introduced(p, activity) : p, ct);
        return await people.GetAsync(tenant, person.Id, ct) ?? person;
    }

    /// <summary>True for someone who has said nothing yet that told us a name.</summary>
    public static bool IsNameless(Person person) => person.Name == person.Id;

    public async Task<Company> CompanyAsync(string tenant, CancellationToken ct)
    {
        var all = await people.AllAsync(tenant, ct);
        var admin = await admins.OfAsync(tenant, ct);
        return new Company(admin.Count == 0 ? all : all.Select(p => admin.Contains(p.Id) ? p with { Role = Role.Admin } : p), clock.GetUtcNow());
    }

    private Person Introduced(Person person, Activity activity) => person with
    {
        Name = string.IsNullOrWhiteSpace(activity.From!.Name) ? person.Id : activity.From.Name,
        Zone = Zones.IsKnown(activity.Timezone) ? activity.Timezone! : options.Value.DefaultZone,
        Language = LanguageOf(activity),
    };

    /// <summary>What an unknown client reads: its locale where we speak it, else the default.</summary>
    public string LanguageOf(Activity activity) => (activity.ClientLocale ?? "") switch
    {
        var l when l.StartsWith("zh", StringComparison.OrdinalIgnoreCase) => "zh-CN",
        var l when l.StartsWith("en", StringComparison.OrdinalIgnoreCase) => "en-US",
        _ => options.Value.DefaultLanguage,
    };
}
