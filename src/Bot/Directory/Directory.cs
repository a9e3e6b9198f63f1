using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Directory;

/// <summary>Who is speaking. Someone the company does not list yet becomes a rep at first contact.</summary>
internal sealed class SpeakerDirectory(PeopleStore people, IOptions<BotOptions> options)
{
    /// <summary>The tenant an activity belongs to; channels that know none are the default tenant.</summary>
    public string TenantOf(Activity activity) => activity.TenantId ?? options.Value.DefaultTenant;

    /// <exception cref="StorageUnavailableException">The store cannot be reached.</exception>
    public async Task<Person> MeetAsync(Activity activity, CancellationToken ct)
    {
        var from = activity.From!;
        var zone = Zones.IsKnown(activity.Timezone) ? activity.Timezone! : options.Value.DefaultZone;
        return await people.MeetAsync(
            TenantOf(activity),
            from.AadObjectId ?? from.Id,
            id => new Person(id, string.IsNullOrWhiteSpace(from.Name) ? id : from.Name, null, [], Role.Rep, null, null, zone, LanguageOf(activity)),
            ct);
    }

    public async Task<Company> CompanyAsync(string tenant, CancellationToken ct) => new(await people.AllAsync(tenant, ct));

    /// <summary>What an unknown client reads: its locale where we speak it, else the default.</summary>
    public string LanguageOf(Activity activity) => (activity.ClientLocale ?? "") switch
    {
        var l when l.StartsWith("zh", StringComparison.OrdinalIgnoreCase) => "zh-CN",
        var l when l.StartsWith("en", StringComparison.OrdinalIgnoreCase) => "en-US",
        _ => options.Value.DefaultLanguage,
    };
}
