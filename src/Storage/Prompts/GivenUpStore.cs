namespace CrmBot.Storage;

/// <summary>That a prompt was given up at some time; the prompt itself says whether it still is.</summary>
internal sealed record GivenUpRow(int V, string Recipient, string PromptId)
{
    /// <summary>Written before the prompt, so that none is given up unseen.</summary>
    public static ChangeSet Note(string tenant, string recipient, string promptId) => new(
        Keys.Sys, Keys.PoisonShard(tenant, recipient),
        [new Change.Put(Keys.PoisonRow(tenant, recipient, promptId), Rows.Bytes(new GivenUpRow(Rows.V, recipient, promptId), StoreJson.Default.GivenUpRow))]);
}

/// <summary>A prompt that is not sent any more: it was refused, failed too often, or may have arrived.</summary>
public sealed record GivenUp(string Recipient, Prompt Prompt);

/// <summary>Prompts that were given up, and how they are started again.</summary>
public sealed class GivenUpStore(ITables tables, IDueSignal signal)
{
    private const int Tries = 6;

    /// <summary>All of a tenant, the earliest given up first. One query and a read each; notes that say nothing any more are removed.</summary>
    public async ValueTask<IReadOnlyList<GivenUp>> AllAsync(string tenant, CancellationToken ct)
    {
        var range = new RowRange(Keys.Sys, Keys.Poison.From, Keys.Poison.To, Keys.PoisonOf(tenant), Keys.PoisonEnd(tenant));
        var rows = await tables.AllAsync(range, ct);
        List<GivenUpRow> notes = [.. rows.Select(r => r.As(StoreJson.Default.GivenUpRow))];
        var prompts = await tables.GetAllAsync(Keys.Prompts, [.. notes.Select(n => (Keys.Recipient(tenant, n.Recipient), Keys.Prompt(n.PromptId)))], ct);
        var all = new List<GivenUp>();
        foreach (var (row, (note, stored)) in rows.Zip(notes.Zip(prompts)))
        {
            var prompt = stored?.As(StoreJson.Default.KeptPrompt).It;
            if (prompt is not null && IsGivenUp(prompt))
            {
                all.Add(new GivenUp(note.Recipient, prompt));
            }
            else if (prompt?.State != PromptState.Sending)
            {
                // One that is being sent may be given up at this moment, by somebody who has written the note and not yet the prompt.
                await tables.ApplyAsync(new ChangeSet(Keys.Sys, row.PartitionKey, [new Change.Delete(row.RowKey, row.ETag)]), ct);
            }
        }

        return [.. all.OrderBy(g => g.Prompt.SettledAt).ThenBy(g => g.Prompt.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Plans one anew, as if it had never been tried, for now. It is decided again like every other: a step that is closed meanwhile
    /// is dropped. One that may have arrived stays known as such.
    /// </summary>
    /// <param name="at">People's time.</param>
    /// <returns>False when it is not given up any more.</returns>
    public async ValueTask<bool> RedriveAsync(string tenant, string recipient, string promptId, DateTimeOffset at, CancellationToken ct)
    {
        var partition = Keys.Recipient(tenant, recipient);
        for (var i = 0; i < Tries; i++)
        {
            if (await tables.GetAsync(Keys.Prompts, partition, Keys.Prompt(promptId), ct) is not { } row
                || row.As(StoreJson.Default.KeptPrompt) is not { } kept || !IsGivenUp(kept.It))
            {
                return false;
            }

            var next = kept.It with
            {
                State = PromptState.Pending,
                Attempt = 0,
                Resent = kept.It.State == PromptState.Unknown ? Math.Max(1, kept.It.Resent) : kept.It.Resent,
                FireAt = at,
                Plan = kept.It.Plan + 1,
                NotBefore = null,
                Why = null,
                Trail = kept.It.Marked(at, PromptState.Pending, PromptMark.Redriven),
            };
            var sets = new[]
            {
                DueRow.Of(tenant, recipient, next).Set(),
                new ChangeSet(Keys.Prompts, partition, [PromptStore.Write(new SeenPrompt(kept.It, kept.Rev) { Row = row }, next)]),
            };
            if ((await tables.ApplyAsync(sets, ct)).All)
            {
                signal.Planned(at);
                return true;
            }
        }

        throw new StorageUnavailableException($"A prompt of {recipient} is being changed by too many at once.");
    }

    private static bool IsGivenUp(Prompt prompt) => prompt.State is PromptState.Poison or PromptState.Unknown && prompt.Ver > prompt.RemovedVer;
}
