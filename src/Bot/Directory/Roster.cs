using System.Collections.Concurrent;
using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Storage;

namespace CrmBot.Bot.Directory;

/// <summary>
/// Who is speaking, where the channel's own roster may tell more than the message does: Teams names an object id only, and whoever
/// was imported is known by a mail address. It is asked once, at first contact; a guest is not linked, whose address is another company's.
/// </summary>
internal sealed class Roster(SpeakerDirectory directory, PeopleStore people, Connector connector, TimeProvider machine)
{
    /// <summary>Nobody waits longer for an answer because of this; who is not linked then is a newcomer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Whose an object id is does not change while the bot runs, but for somebody erased: then it is asked for once more after a start.
    private readonly ConcurrentDictionary<(string Tenant, string DirectoryId), bool> met = [];

    /// <inheritdoc cref="SpeakerDirectory.MeetAsync"/>
    public async Task<Person> MeetAsync(Activity activity, CancellationToken ct)
    {
        var tenant = directory.TenantOf(activity);
        if (activity.ChannelId != ChannelIds.Teams || activity.From?.AadObjectId is not { Length: > 0 } id || met.ContainsKey((tenant, id)))
        {
            return await directory.MeetAsync(activity, ct);
        }

        var addresses = await people.IdOfAsync(tenant, id, ct) is null ? await AddressesAsync(activity, id, ct) : [];
        foreach (var address in addresses)
        {
            if (await people.IdOfAsync(tenant, address, ct) is { } imported)
            {
                await people.ClaimAsync(tenant, imported, id, ct);
                break;
            }
        }

        var person = await directory.MeetAsync(activity, ct);
        foreach (var address in addresses)
        {
            // For a file that names this person by mail, and for the settings.
            await people.ClaimAsync(tenant, person.Id, address, ct);
        }

        met[(tenant, id)] = true;
        return person;
    }

    private async Task<IReadOnlyList<string>> AddressesAsync(Activity activity, string id, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, machine);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        return await connector.MemberAsync(ConversationReference.Of(activity), id, both.Token) is MemberOutcome.Known { Member: var member }
            && member.Role is not ("guest" or "anonymous") && (member.DirectoryId is null || string.Equals(member.DirectoryId, id, StringComparison.OrdinalIgnoreCase))
            ? [.. new[] { member.Mail, member.PrincipalName }.OfType<string>().Where(a => a.Contains('@', StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase)]
            : [];
    }
}
