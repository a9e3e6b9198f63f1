using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>Compares prompts and due rows with the steps: the half of a prompt that is a shadow. Its delivery is its own truth.</summary>
internal sealed class PromptPart(ITables tables, Hints hints, Findings findings)
{
    /// <summary>Every open dated step has a prompt of its version for its owner.</summary>
    public async ValueTask StepsAsync(string tenant, CustomerFile file, CancellationToken ct)
    {
        foreach (var step in file.OpenSteps)
        {
            var (partition, key) = (Keys.Recipient(tenant, step.OwnerId), Keys.Prompt(Prompt.IdOf(step.Id)));
            findings.Rows++;
            if (IsOf(step, (await tables.GetAsync(Keys.Prompts, partition, key, ct))?.As(StoreJson.Default.KeptPrompt).It))
            {
                continue;
            }

            // Seen again before the step is: what is under way is not at fault.
            var row = await tables.GetAsync(Keys.Prompts, partition, key, ct);
            var stored = row?.As(StoreJson.Default.KeptPrompt);
            if (await StepAsync(tenant, file.Head.Id, step.Id, ct) != step || await hints.StandAsync(tenant, file.Head.Id, ct))
            {
                findings.UnderWay(tenant, file.Head.Id);
            }
            else if (!IsOf(step, stored?.It))
            {
                var person = (await tables.GetAsync(Keys.Crm, Keys.OfPerson(tenant, step.OwnerId), Keys.Person, ct))?.As(StoreJson.Default.KeptPerson).It;
                var next = PromptPlan.Anew(stored?.It, file.Head.Id, step, person);
                var right = Rows.Over(row, key, Rows.Bytes(new(Rows.V, Math.Max(stored?.Rev ?? 0, file.Rev), next), StoreJson.Default.KeptPrompt));
                await findings.AddAsync(
                    new ShadowDifference(tenant, "prompt", row is null ? ShadowFault.Missing : ShadowFault.Different, file.Head.Id, partition, key),
                    [DueRow.Of(tenant, step.OwnerId, next).Set(), new ChangeSet(Keys.Prompts, partition, [right])],
                    ct);
            }
        }
    }

    /// <summary>Every prompt that waits is wanted, and every live one has a due row.</summary>
    public async ValueTask PromptsAsync(string tenant, CancellationToken ct)
    {
        var (from, to) = Keys.AllRecipients(tenant);
        await foreach (var seen in tables.EachAsync(new RowRange(Keys.Prompts, from, to, Keys.PromptsOf, Keys.PromptsOf + "}"), ct))
        {
            findings.Step(tenant, "prompts");
            findings.Rows++;
            if (seen.As(StoreJson.Default.KeptPrompt).It.State is not (PromptState.Pending or PromptState.Parked or PromptState.Moved)
                || await tables.GetAsync(Keys.Prompts, seen.PartitionKey, seen.RowKey, ct) is not { } row)
            {
                continue;
            }

            var kept = row.As(StoreJson.Default.KeptPrompt);
            var prompt = kept.It;
            var recipient = Keys.TextOf(Keys.Parts(row.PartitionKey)[^1]);
            var step = await StepAsync(tenant, recipient, prompt, ct);

            // What a delegate or a manager has is theirs while the step is open; whether it still is, is asked when it is sent.
            var isWanted = prompt.ForId is not null || (step is not null && PromptPlan.IsWanted(step, recipient));
            var due = isWanted && prompt.State is (PromptState.Pending or PromptState.Moved) ? DueRow.Of(tenant, recipient, prompt) : null;
            var lacks = due is not null && await tables.GetAsync(Keys.Due, due.PartitionKey, due.RowKey, ct) is null;
            if ((isWanted || prompt.State == PromptState.Removed) && !lacks)
            {
                continue;
            }

            var subject = prompt.CustomerId.Length == 0 ? recipient : prompt.CustomerId;
            if (await hints.StandAsync(tenant, subject, ct) || await tables.GetAsync(Keys.Prompts, row.PartitionKey, row.RowKey, ct) is not { } same || same.ETag != row.ETag)
            {
                findings.UnderWay(tenant, subject);
            }
            else if (lacks)
            {
                await findings.AddAsync(new ShadowDifference(tenant, "due", ShadowFault.Missing, prompt.CustomerId, due!.PartitionKey, due.RowKey), [due.Set()], ct);
            }
            else
            {
                var gone = prompt with { State = PromptState.Removed, RemovedVer = Math.Max(prompt.RemovedVer, Math.Max(prompt.Ver, step?.Ver ?? 0)) };
                var right = new Change.Replace(row.RowKey, row.ETag, Rows.Bytes(new Kept<Prompt>(Rows.V, kept.Rev, gone), StoreJson.Default.KeptPrompt));
                await findings.AddAsync(
                    new ShadowDifference(tenant, "prompt", ShadowFault.Extra, prompt.CustomerId, row.PartitionKey, row.RowKey),
                    [new ChangeSet(Keys.Prompts, row.PartitionKey, [right])],
                    ct);
            }
        }
    }

    /// <summary>No due row is ahead of its prompt, but for one that a broken-off release left. Stale ones are the dispatcher's to delete.</summary>
    public async ValueTask DueAsync(IReadOnlySet<string> tenants, CancellationToken ct)
    {
        await foreach (var row in tables.EachAsync(new RowRange(Keys.Due, Keys.DueShard(0), Keys.DueShardEnd(Keys.Shards - 1)), ct))
        {
            var due = row.As(StoreJson.Default.DueRow);
            if (!tenants.Contains(due.Tenant))
            {
                continue;
            }

            findings.Step(due.Tenant, "due");
            findings.Rows++;
            if (!await IsAheadAsync(due, ct))
            {
                continue;
            }

            if ((due.CustomerId.Length > 0 && await hints.StandAsync(due.Tenant, due.CustomerId, ct)) || await hints.StandAsync(due.Tenant, due.Recipient, ct) || !await IsAheadAsync(due, ct))
            {
                findings.UnderWay(due.Tenant, due.CustomerId);
            }
            else
            {
                await findings.AddAsync(
                    new ShadowDifference(due.Tenant, "due", ShadowFault.Extra, due.CustomerId, row.PartitionKey, row.RowKey),
                    [new ChangeSet(Keys.Due, row.PartitionKey, [new Change.Delete(row.RowKey, row.ETag)])],
                    ct);
            }
        }
    }

    private async ValueTask<bool> IsAheadAsync(DueRow due, CancellationToken ct)
    {
        var row = await tables.GetAsync(Keys.Prompts, Keys.Recipient(due.Tenant, due.Recipient), Keys.Prompt(due.PromptId), ct);
        var prompt = row?.As(StoreJson.Default.KeptPrompt).It;
        return prompt?.State != PromptState.Parked && DueRows.Meaning(due, prompt) == DueMeaning.Ahead;
    }

    private static bool IsOf(Step step, Prompt? prompt) =>
        prompt is not null && prompt.Ver == step.Ver && prompt.RemovedVer < step.Ver && prompt.DueAt == step.DueAt && prompt.State != PromptState.Removed;

    private async ValueTask<Step?> StepAsync(string tenant, string recipient, Prompt prompt, CancellationToken ct) =>
        prompt.CustomerId.Length > 0
            ? await StepAsync(tenant, prompt.CustomerId, prompt.StepId, ct)
            : (await tables.GetAsync(Keys.Crm, Keys.OfPerson(tenant, recipient), Keys.Step(prompt.StepId), ct))?.As(StoreJson.Default.KeptStep).It;

    private async ValueTask<Step?> StepAsync(string tenant, string customerId, string stepId, CancellationToken ct) =>
        (await new CustomerReader(tables).ReadAsync(tenant, customerId, ct)).File?.Steps.FirstOrDefault(s => s.Id == stepId);
}
