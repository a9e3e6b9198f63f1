using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>A release that has begun: it ends when the reach is written.</summary>
internal sealed record Release(Hint Hint, DateTimeOffset? Earliest);

/// <summary>Plans parked prompts again: due rows first, then the prompts.</summary>
internal sealed class Releases(ITables tables, Hints hints, IIds ids, IDueSignal signal)
{
    private const int SetSize = 90;
    private const int Tries = 6;

    public async ValueTask<Release> BeginAsync(string tenant, string recipient, CancellationToken ct)
    {
        var hint = hints.OfPerson(tenant, recipient, ids.New());
        await tables.ApplyAsync(Hints.Set(hint), ct);
        return new Release(hint, await ParkedAsync(tenant, recipient, ct));
    }

    public async ValueTask EndAsync(Release release, bool stands, CancellationToken ct)
    {
        if (stands)
        {
            await hints.DropAsync(release.Hint, ct);
        }

        if (release.Earliest is { } due)
        {
            signal.Planned(due);
        }
    }

    /// <summary>Makes every parked prompt of the recipient pending; returns the earliest instant.</summary>
    public async ValueTask<DateTimeOffset?> ParkedAsync(string tenant, string recipient, CancellationToken ct)
    {
        DateTimeOffset? earliest = null;
        for (var i = 0; i < Tries; i++)
        {
            var partition = Keys.Recipient(tenant, recipient);
            var rows = await tables.AllAsync(RowRange.Prefix(Keys.Prompts, partition, Keys.PromptsOf), ct);
            var parked = rows.Select(r => (Row: r, Kept: r.As(StoreJson.Default.KeptPrompt))).Where(p => p.Kept.It.State == PromptState.Parked).ToList();
            var all = true;
            foreach (var chunk in parked.Chunk(SetSize))
            {
                var due = new List<DueRow>();
                var changes = new List<Change>();
                foreach (var (row, kept) in chunk)
                {
                    var next = kept.It with { State = PromptState.Pending, Plan = kept.It.Plan + 1, Why = null };
                    earliest = earliest is null || next.FireAt < earliest ? next.FireAt : earliest;
                    due.Add(DueRow.Of(tenant, recipient, next));
                    changes.Add(PromptStore.Write(new SeenPrompt(kept.It, kept.Rev) { Row = row }, next));
                }

                all &= (await tables.ApplyAsync([.. DueRow.Sets(due), new ChangeSet(Keys.Prompts, partition, changes)], ct)).All;
            }

            if (all)
            {
                return earliest;
            }
        }

        throw new StorageUnavailableException($"Prompts of {recipient} are being changed by too many at once.");
    }
}
