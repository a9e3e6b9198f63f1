using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>Makes the writes that bring prompts in line with steps: due rows first, then prompts.</summary>
internal sealed class Planning(ITables tables)
{
    /// <param name="file">The customer with all closed steps.</param>
    /// <param name="events">Whose steps are planned: of everybody they name.</param>
    /// <param name="also">A recipient whose prompt of a step is to be looked at too.</param>
    /// <returns>The earliest new instant; null when nothing is to be sent.</returns>
    public ValueTask<DateTimeOffset?> OfCustomerAsync(
        string tenant, CustomerFile file, IReadOnlyList<EventRow> events, (string StepId, string Recipient)? also, List<ChangeSet> sets, CancellationToken ct)
    {
        var pairs = events.Where(e => e.Kind == EventRow.Step).SelectMany(e => e.People().Select(p => (StepId: e.Id, Recipient: p)))
            .Concat(also is { } one ? [one] : [])
            .ToList();
        pairs.AddRange(file.Steps.Where(s => pairs.Any(p => p.StepId == s.Id)).Select(s => (s.Id, s.OwnerId)).ToList());
        List<Target> targets =
        [
            .. pairs.Distinct().Join(file.Steps, pair => pair.StepId, step => step.Id, (pair, step) => new Target(step, pair.Recipient, file.Rev), StringComparer.Ordinal),
        ];
        return WriteAsync(tenant, file.Head.Id, targets, sets, ct);
    }

    /// <summary>The same for steps of a person that belong to no customer; each counts its own revisions.</summary>
    public ValueTask<DateTimeOffset?> OfPersonAsync(string tenant, string personId, IEnumerable<Step> steps, List<ChangeSet> sets, CancellationToken ct) =>
        WriteAsync(tenant, "", [.. steps.Select(s => new Target(s, personId, s.Ver))], sets, ct);

    private sealed record Target(Step Step, string Recipient, int Rev);

    private async ValueTask<DateTimeOffset?> WriteAsync(
        string tenant, string customerId, IReadOnlyList<Target> targets, List<ChangeSet> sets, CancellationToken ct)
    {
        var rows = await tables.GetAllAsync(
            Keys.Prompts, [.. targets.Select(t => (Keys.Recipient(tenant, t.Recipient), Keys.Prompt(Prompt.IdOf(t.Step.Id))))], ct);
        List<Kept<Prompt>?> stored = [.. rows.Select(r => r?.As(StoreJson.Default.KeptPrompt))];
        var people = await PeopleAsync(tenant, targets.Zip(stored).Where(t => IsNew(t.First, t.Second)).Select(t => t.First.Recipient), ct);
        var due = new List<DueRow>();
        var prompts = new List<(string Partition, Change Change)>();
        var moved = new List<(Target Target, string Delegate, int RemovedVer)>();
        DateTimeOffset? earliest = null;
        foreach (var ((target, row), was) in targets.Zip(rows).Zip(stored))
        {
            if (PromptPlan.For(was, customerId, target.Step, target.Recipient, people.GetValueOrDefault(target.Recipient), target.Rev) is not { } prompt)
            {
                continue;
            }

            if (prompt.State == PromptState.Pending && prompt.Plan != was?.It.Plan)
            {
                due.Add(DueRow.Of(tenant, target.Recipient, prompt));
                earliest = earliest is null || prompt.FireAt < earliest ? prompt.FireAt : earliest;
            }

            if (was?.It is { State: PromptState.Moved, MovedTo: { } deputy } && prompt.State != PromptState.Moved)
            {
                moved.Add((target, deputy, prompt.State == PromptState.Removed ? prompt.RemovedVer : prompt.Ver - 1));
            }

            prompts.Add((Keys.Recipient(tenant, target.Recipient), Rows.Over(row, Keys.Prompt(prompt.Id), Rows.Bytes(new(Rows.V, target.Rev, prompt), StoreJson.Default.KeptPrompt))));
        }

        prompts.AddRange(await FollowedAsync(tenant, moved, ct));
        sets.AddRange(DueRow.Sets(due));
        sets.AddRange(prompts.GroupBy(p => p.Partition, p => p.Change).Select(g => new ChangeSet(Keys.Prompts, g.Key, [.. g])));
        return earliest;
    }

    // The recipient's hours are asked only for what is planned now.
    private static bool IsNew(Target target, Kept<Prompt>? stored) =>
        PromptPlan.IsWanted(target.Step, target.Recipient) && (stored is null || (stored.Rev < target.Rev && target.Step.Ver > stored.It.Ver));

    private async ValueTask<Dictionary<string, Person>> PeopleAsync(string tenant, IEnumerable<string> ids, CancellationToken ct)
    {
        List<string> wanted = [.. ids.Distinct(StringComparer.Ordinal)];
        var rows = await tables.GetAllAsync(Keys.Crm, [.. wanted.Select(id => (Keys.OfPerson(tenant, id), Keys.Person))], ct);
        return rows.Where(r => r is not null).Select(r => r!.As(StoreJson.Default.KeptPerson).It).ToDictionary(p => p.Id, StringComparer.Ordinal);
    }

    /// <summary>What a delegate has of it is taken away too; what is being sent or was sent stays readable.</summary>
    private async ValueTask<IEnumerable<(string, Change)>> FollowedAsync(
        string tenant, IReadOnlyList<(Target Target, string Delegate, int RemovedVer)> moved, CancellationToken ct)
    {
        var rows = await tables.GetAllAsync(
            Keys.Prompts, [.. moved.Select(m => (Keys.Recipient(tenant, m.Delegate), Keys.Prompt(Prompt.IdOf(m.Target.Step.Id))))], ct);
        return
            from pair in moved.Zip(rows)
            where pair.Second is not null
            let kept = pair.Second.As(StoreJson.Default.KeptPrompt)
            where kept.It.ForId == pair.First.Target.Recipient && kept.It.Ver <= pair.First.RemovedVer && kept.It.RemovedVer < pair.First.RemovedVer
            let gone = kept.It with
            {
                RemovedVer = pair.First.RemovedVer,
                State = kept.It.State is PromptState.Sending or PromptState.Sent ? kept.It.State : PromptState.Removed,
            }
            select (pair.Second.PartitionKey, (Change)new Change.Replace(
                pair.Second.RowKey, pair.Second.ETag, Rows.Bytes(kept with { Rev = Math.Max(kept.Rev, pair.First.Target.Rev), It = gone }, StoreJson.Default.KeptPrompt)));
    }
}
