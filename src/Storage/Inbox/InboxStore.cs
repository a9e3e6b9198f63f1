namespace CrmBot.Storage;

/// <summary>An activity as a channel names it.</summary>
/// <param name="SentAt">Its own timestamp, which a resend repeats; null when it has none.</param>
public readonly record struct InboxKey(string Channel, string Conversation, string Activity, DateTimeOffset? SentAt);

/// <summary>What stands of an activity.</summary>
/// <param name="IsDone">False while the turn runs, or when its process died.</param>
/// <param name="Process">Who took it.</param>
public sealed record InboxEntry(bool IsDone, string Process)
{
    internal ETag ETag { get; init; }

    /// <summary>Another one whenever the entry was written.</summary>
    public string Version => ETag.Value;
}

/// <summary>Which activities were taken, over all tenants.</summary>
public sealed class InboxStore
{
    private readonly ITables _tables;
    private readonly TimeProvider _machine;

    public InboxStore(ITables tables, TimeProvider machine) => (_tables, _machine) = (tables, machine);

    /// <summary>Takes an activity that nobody took; null when that worked, else what stands.</summary>
    public async ValueTask<InboxEntry?> TakeAsync(InboxKey key, string process, CancellationToken ct)
    {
        while (true)
        {
            var applied = await _tables.ApplyAsync(Set(key, new Change.Insert(Keys.InboxRow(key), Running(process))), ct);
            if (applied.All)
            {
                return null;
            }

            if (await _tables.GetAsync(Keys.Inbox, Keys.InboxHour(key), Keys.InboxRow(key), ct) is { } row)
            {
                var stored = row.As(StoreJson.Default.InboxRow);
                return new InboxEntry(stored.Done, stored.Process) { ETag = row.ETag };
            }
        }
    }

    /// <summary>Takes over what another process took and left; false when somebody else was quicker.</summary>
    public async ValueTask<bool> TakeOverAsync(InboxKey key, InboxEntry left, string process, CancellationToken ct) =>
        (await _tables.ApplyAsync(Set(key, new Change.Replace(Keys.InboxRow(key), left.ETag, Running(process))), ct)).All;

    /// <summary>The turn was taken to its end; said twice it is the same.</summary>
    public async ValueTask DoneAsync(InboxKey key, string process, CancellationToken ct) =>
        await _tables.ApplyAsync(Set(key, new Change.Put(Keys.InboxRow(key), Row(process, true))), ct);

    /// <summary>As if the activity had not come.</summary>
    public async ValueTask ForgetAsync(InboxKey key, CancellationToken ct) =>
        await _tables.ApplyAsync(Set(key, new Change.Delete(Keys.InboxRow(key), null)), ct);

    /// <summary>Deletes what is older than the age (machine time), a page of each partition range at a time; returns how many.</summary>
    public async ValueTask<int> SweepAsync(TimeSpan age, CancellationToken ct)
    {
        var before = _machine.GetUtcNow() - age;
        var swept = 0;
        for (var shard = 0; shard < Keys.Shards; shard++)
        {
            string? next = null;
            do
            {
                var page = await _tables.QueryAsync(new RowRange(Keys.Inbox, Keys.InboxShard(shard), Keys.InboxHour(shard, before)), Rows.PageSize, next, ct);
                var old = page.Rows.Where(r => r.As(StoreJson.Default.InboxRow).At < before);
                foreach (var rows in old.GroupBy(r => r.PartitionKey, StringComparer.Ordinal).SelectMany(p => p.Chunk(Limits.ChangesInSet)))
                {
                    // Refused when another replica swept one of them; what is left is for the next round.
                    var applied = await _tables.ApplyAsync(
                        new ChangeSet(Keys.Inbox, rows[0].PartitionKey, [.. rows.Select(r => new Change.Delete(r.RowKey, null))]), ct);
                    swept += applied.All ? rows.Length : 0;
                }

                next = page.Next;
            }
            while (next is not null);
        }

        return swept;
    }

    private static ChangeSet Set(InboxKey key, Change change) => new(Keys.Inbox, Keys.InboxHour(key), [change]);

    private byte[] Running(string process) => Row(process, false);

    private byte[] Row(string process, bool done) => Rows.Bytes(new InboxRow(Rows.V, done, process, _machine.GetUtcNow()), StoreJson.Default.InboxRow);
}
