namespace CrmBot.Storage;

/// <summary>A group chat or channel in which a person has spoken to the bot.</summary>
/// <param name="Id">Derived from where it is.</param>
/// <param name="Name">Its title; null where the channel does not tell it.</param>
/// <param name="HeardAt">People's time at which the person was heard there last, to the day.</param>
public sealed record Group(
    string Id, string? Name, string ChannelId, string ServiceUrl, string ConversationId, string? ConversationType, string BotId, string? BotName, DateTimeOffset HeardAt);

/// <summary>The groups of each person, in the person's partition.</summary>
public sealed class GroupStore
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    private readonly ITables _tables;

    public GroupStore(ITables tables) => _tables = tables;

    /// <summary>Those of a person, the one they were heard in last first.</summary>
    public async ValueTask<IReadOnlyList<Group>> OfPersonAsync(string tenant, string personId, CancellationToken ct) =>
    [
        .. (await _tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.OfPerson(tenant, personId), Keys.Groups), ct))
            .Select(r => r.As(StoreJson.Default.KeptGroup).It).OrderByDescending(g => g.HeardAt).ThenBy(g => g.Id, StringComparer.Ordinal),
    ];

    /// <summary>Remembers it; what is known and was heard within a day is not written again.</summary>
    public async ValueTask PutAsync(string tenant, string personId, Group group, CancellationToken ct)
    {
        var partition = Keys.OfPerson(tenant, personId);
        var known = (await _tables.GetAsync(Keys.Crm, partition, Keys.Group(group.Id), ct))?.As(StoreJson.Default.KeptGroup).It;
        var named = group.Name is null && known is not null ? group with { Name = known.Name } : group;
        if (known is null || known with { HeardAt = named.HeardAt } != named || named.HeardAt - known.HeardAt > Fresh)
        {
            await _tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [new Change.Put(Keys.Group(group.Id), Rows.Bytes(new Kept<Group>(Rows.V, 0, named), StoreJson.Default.KeptGroup))]), ct);
        }
    }

    /// <summary>The bot is not there any more.</summary>
    public async ValueTask RemoveAsync(string tenant, string personId, string groupId, CancellationToken ct) =>
        await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.OfPerson(tenant, personId), [new Change.Delete(Keys.Group(groupId), null)]), ct);
}
