using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>The members of a tenant. One human is one person, whatever directory ids they come with.</summary>
public sealed class PeopleStore
{
    private const int MaxRuns = 12;
    private readonly ITables _tables;
    private readonly IIds _ids;
    private readonly Hints _hints;
    private readonly ShortRows _short;

    private readonly Replans _replans;

    /// <param name="signal">Hears of what is planned anew, because somebody's hours or absences changed.</param>
    public PeopleStore(ITables tables, TimeProvider time, IIds ids, IDueSignal? signal = null)
    {
        _replans = new Replans(tables, signal ?? new NoDueSignal());
        _tables = tables;
        _ids = ids;
        _hints = new Hints(tables, time);
        _short = new ShortRows(tables);
    }

    public async ValueTask<Person?> GetAsync(string tenant, string personId, CancellationToken ct) =>
        (await ReadAsync(tenant, personId, ct))?.Kept.It;

    /// <summary>Everyone; a change may be missing for a moment, while its list row follows.</summary>
    public async ValueTask<IReadOnlyList<Person>> AllAsync(string tenant, CancellationToken ct)
    {
        var rows = await _tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.People(tenant), Keys.Everyone), ct);
        return [.. rows.Select(r => r.As(StoreJson.Default.KeptPerson).It)];
    }

    /// <summary>The id of the person that a directory id or mail address belongs to; null for nobody's.</summary>
    public async ValueTask<string?> KnownAsAsync(string tenant, string directoryId, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Crm, Keys.People(tenant), Keys.Directory(directoryId), ct))?.As(StoreJson.Default.KeptString).It;

    /// <summary>Who a directory id is; at first contact <paramref name="newcomer"/> makes the person, once.</summary>
    /// <param name="directoryId">A directory object id, a channel's user id or a mail address.</param>
    /// <param name="newcomer">Pure; gets the new person's id. It may run and its result not be used, when another was faster.</param>
    public async ValueTask<Person> MeetAsync(string tenant, string directoryId, Func<string, Person> newcomer, CancellationToken ct)
    {
        var key = Keys.Directory(directoryId);
        var known = await _tables.GetAsync(Keys.Crm, Keys.People(tenant), key, ct);
        if (known is null)
        {
            var id = _ids.New();
            var short1 = Rows.Bytes(new Kept<Person>(Rows.V, 1, newcomer(id)), StoreJson.Default.KeptPerson);
            var set = new ChangeSet(Keys.Crm, Keys.People(tenant), [new Change.Insert(key, IdRow(id)), new Change.Insert(Keys.Short(id), short1)]);
            await _tables.ApplyAsync(set, ct);
            known = await _tables.GetAsync(Keys.Crm, Keys.People(tenant), key, ct)
                ?? throw new InvalidDataException("The directory id that was in the way is gone.");
        }

        var personId = known.As(StoreJson.Default.KeptString).It;
        if (await GetAsync(tenant, personId, ct) is { } person)
        {
            return person;
        }

        var made = Rows.Bytes(new Kept<Person>(Rows.V, 1, newcomer(personId)), StoreJson.Default.KeptPerson);
        await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.OfPerson(tenant, personId), [new Change.Insert(Keys.Person, made)]), ct);
        return await GetAsync(tenant, personId, ct) ?? throw new InvalidDataException($"Person {personId} is gone.");
    }

    /// <summary>Changes a stored person; false when there is none. The id stays whatever <paramref name="change"/> returns.</summary>
    /// <param name="change">Pure: it may run several times.</param>
    public async ValueTask<bool> UpdateAsync(string tenant, string personId, Func<Person, Person> change, CancellationToken ct)
    {
        for (var i = 0; i < MaxRuns; i++)
        {
            if (await ReadAsync(tenant, personId, ct) is not { } stored)
            {
                return false;
            }

            if (await CommitAsync(tenant, stored, change(stored.Kept.It) with { Id = personId }, ct))
            {
                return true;
            }
        }

        throw new StorageUnavailableException($"Person {personId} is being changed by too many at once.");
    }

    /// <summary>Whose a directory id is; null for nobody's.</summary>
    public async ValueTask<string?> IdOfAsync(string tenant, string directoryId, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Crm, Keys.People(tenant), Keys.Directory(directoryId), ct))?.As(StoreJson.Default.KeptString).It;

    /// <summary>
    /// Makes a directory id somebody's, also of a person who is written next; it stays whose it is. Returns whose it is then.
    /// </summary>
    public async ValueTask<string> ClaimAsync(string tenant, string personId, string directoryId, CancellationToken ct)
    {
        if (await IdOfAsync(tenant, directoryId, ct) is { } owner)
        {
            return owner;
        }

        var insert = new Change.Insert(Keys.Directory(directoryId), IdRow(personId));
        await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.People(tenant), [insert]), ct);
        return await IdOfAsync(tenant, directoryId, ct) ?? throw new InvalidDataException("The directory id that was in the way is gone.");
    }

    /// <summary>Adds or changes a person; false when there was nothing to change. The id stays whatever <paramref name="change"/> returns.</summary>
    /// <param name="change">Pure: it may run several times. It gets null when there is no such person.</param>
    public async ValueTask<bool> PutAsync(string tenant, string personId, Func<Person?, Person> change, CancellationToken ct)
    {
        for (var i = 0; i < MaxRuns; i++)
        {
            var stored = await ReadAsync(tenant, personId, ct);
            var next = change(stored?.Kept.It) with { Id = personId };
            if (stored is { } seen && IsSame(seen.Kept.It, next))
            {
                return false;
            }

            if (await CommitAsync(tenant, stored, next, ct))
            {
                return true;
            }
        }

        throw new StorageUnavailableException($"Person {personId} is being changed by too many at once.");
    }

    /// <summary>
    /// Adds people or writes over those of the same id; one that stands so already is not written. A directory id that is
    /// somebody's already stays theirs.
    /// </summary>
    public async ValueTask ImportAsync(
        string tenant, IReadOnlyList<(Person Person, IReadOnlyList<string> DirectoryIds)> people, CancellationToken ct)
    {
        foreach (var (person, directoryIds) in people)
        {
            await PutAsync(tenant, person.Id, _ => person, ct);
            foreach (var id in directoryIds)
            {
                await ClaimAsync(tenant, person.Id, id, ct);
            }
        }
    }

    /// <summary>Whether two records say the same of a person.</summary>
    public static bool IsSame(Person one, Person other) =>
        one with { Aliases = other.Aliases, Leaves = other.Leaves, Mutes = other.Mutes } == other
        && one.Aliases.SequenceEqual(other.Aliases, StringComparer.Ordinal)
        && (one.Leaves ?? []).SequenceEqual(other.Leaves ?? []) && (one.Mutes ?? []).SequenceEqual(other.Mutes ?? []);

    private static byte[] IdRow(string personId) => Rows.Bytes(new Kept<string>(Rows.V, 1, personId), StoreJson.Default.KeptString);

    /// <summary>Hint, person, list row, what waits for them, end of the hint; false when the person was changed since it was seen.</summary>
    private async ValueTask<bool> CommitAsync(string tenant, (Row Row, Kept<Person> Kept)? seen, Person next, CancellationToken ct)
    {
        var kept = new Kept<Person>(Rows.V, (seen?.Kept.Rev ?? 0) + 1, next);
        var hint = _hints.OfPerson(tenant, next.Id, _ids.New());
        var write = Rows.Over(seen?.Row, Keys.Person, Rows.Bytes(kept, StoreJson.Default.KeptPerson));
        var applied = await _tables.ApplyAsync([Hints.Set(hint), new ChangeSet(Keys.Crm, Keys.OfPerson(tenant, next.Id), [write])], ct);
        if (applied.All && await _short.WriteAsync(tenant, kept, ct) && (HasSameHours(seen?.Kept.It, next) || await _replans.OfAsync(tenant, next, ct)))
        {
            await _hints.DropAsync(hint, ct);
        }

        return applied.All;
    }

    private static bool HasSameHours(Person? one, Person other) =>
        one is null || (one.Zone == other.Zone && one.Region == other.Region && one.ListTime == other.ListTime && one.Quiet == other.Quiet
        && (one.Leaves ?? []).SequenceEqual(other.Leaves ?? []) && (one.Mutes ?? []).SequenceEqual(other.Mutes ?? []));

    private async ValueTask<(Row Row, Kept<Person> Kept)?> ReadAsync(string tenant, string personId, CancellationToken ct)
    {
        var row = await _tables.GetAsync(Keys.Crm, Keys.OfPerson(tenant, personId), Keys.Person, ct);
        return row is null ? null : (row, row.As(StoreJson.Default.KeptPerson));
    }
}
