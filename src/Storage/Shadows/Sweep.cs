using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>What a page of the walk found.</summary>
/// <param name="Next">Where to go on; null at the end.</param>
/// <param name="Missing">Rows that were missing.</param>
/// <param name="Past">Steps that were brought to their owner and are past the last day on which they are worth doing.</param>
public sealed record Swept(string? Next, int Missing, IReadOnlyList<PastStep> Past);

/// <param name="Ver">Version of the step that was told of.</param>
public sealed record PastStep(string Tenant, string CustomerId, string StepId, int Ver);

/// <summary>
/// Looks after what every write should have left behind: each open step has a prompt of its version, and each
/// prompt that waits has its due row. What is missing is made; nothing that stands is changed. Source: the settled order of
/// writes, "Sweep: each morning from the person's row".
/// </summary>
public sealed class Sweep
{
    private const int PeopleInPage = 50;

    private readonly ITables _tables;
    private readonly IDueSignal _signal;
    private readonly IndexStore _index;
    private readonly CustomerReader _reader;
    private readonly ShadowWriter _shadows;

    public Sweep(ITables tables, TimeProvider machine, IDueSignal signal)
    {
        _tables = tables;
        _signal = signal;
        _index = new IndexStore(tables, machine);
        _reader = new CustomerReader(tables);
        _shadows = new ShadowWriter(tables, machine, signal);
    }

    /// <summary>Up to 50 people of one tenant; the walk goes through all tenants. Costs three queries a person and a read a waiting prompt.</summary>
    /// <param name="from">From the page before; null for the first.</param>
    /// <param name="now">People's time.</param>
    public async ValueTask<Swept> WalkAsync(string? from, DateTimeOffset now, CancellationToken ct)
    {
        var tenant = from is null ? await _tables.NextAsync(null, ct) : from[..from.IndexOf('\n', StringComparison.Ordinal)];
        if (tenant is null)
        {
            return new Swept(null, 0, []);
        }

        var token = from?[(tenant.Length + 1)..];
        var people = new RowRange(Keys.Crm, tenant + Keys.PeopleEnding, null, Keys.Everyone, Keys.Everyone + '\uffff');
        var page = await _tables.QueryAsync(people, PeopleInPage, token is { Length: > 0 } ? token : null, ct);
        var (missing, past) = (0, new List<PastStep>());
        foreach (var row in page.Rows)
        {
            missing += await PersonAsync(tenant, row.As(StoreJson.Default.KeptPerson).It.Id, now, past, ct);
        }

        var next = page.Next is null ? await _tables.NextAsync(tenant, ct) : tenant;
        return new Swept(next is null ? null : next + "\n" + page.Next, missing, past);
    }

    private async ValueTask<int> PersonAsync(string tenantPart, string personId, DateTimeOffset now, List<PastStep> past, CancellationToken ct)
    {
        var tenant = Keys.TextOf(tenantPart);
        var stakes = await _index.OfPersonAsync(tenant, personId, ct);
        var prompts = (await _tables.AllAsync(RowRange.Prefix(Keys.Prompts, Keys.Recipient(tenant, personId), Keys.PromptsOf), ct))
            .Select(r => r.As(StoreJson.Default.KeptPrompt).It).ToDictionary(p => p.Id, StringComparer.Ordinal);
        var missing = 0;
        foreach (var stake in stakes)
        {
            past.AddRange(stake.OpenSteps
                .Where(s => s.OwnerId == personId && Lateness.IsTooLate(s, Zones.DayOf(now, s.Zone)) && IsTold(prompts, s)).Select(s => new PastStep(tenant, stake.CustomerId, s.Id, s.Ver)));
            foreach (var step in stake.OpenSteps.Where(s => PromptPlan.IsWanted(s, personId) && !IsPlanned(prompts, s)))
            {
                missing++;
                if ((await _reader.ReadAsync(tenant, stake.CustomerId, ct)).File is { } file)
                {
                    await _shadows.WriteAsync(tenant, file, [], null, (step.Id, personId), ct);
                }
            }
        }

        return missing + await DueAsync(tenant, personId, [.. prompts.Values.Where(p => p.State is PromptState.Pending or PromptState.Moved)], ct);
    }

    // What is still to be brought is told with its lateness when it comes.
    private static bool IsTold(Dictionary<string, Prompt> prompts, Step step) =>
        prompts.GetValueOrDefault(Prompt.IdOf(step.Id)) is { State: PromptState.Sent or PromptState.Unknown } prompt && prompt.Ver == step.Ver;

    private static bool IsPlanned(Dictionary<string, Prompt> prompts, Step step) =>
        prompts.GetValueOrDefault(Prompt.IdOf(step.Id)) is { } prompt && Math.Max(prompt.Ver, prompt.RemovedVer) >= step.Ver;

    /// <summary>A prompt that was sent or planned anew since it was read makes its due row stale, and that one is dropped when it is met.</summary>
    private async ValueTask<int> DueAsync(string tenant, string personId, IReadOnlyList<Prompt> waiting, CancellationToken ct)
    {
        List<DueRow> due = [.. waiting.Select(p => DueRow.Of(tenant, personId, p))];
        var stand = await _tables.GetAllAsync(Keys.Due, [.. due.Select(d => (d.PartitionKey, d.RowKey))], ct);
        List<DueRow> missing = [.. due.Zip(stand).Where(d => d.Second is null).Select(d => d.First)];
        if (missing.Count > 0)
        {
            await _tables.ApplyAsync([.. missing.Select(d => d.Set())], ct);
            _signal.Planned(missing.Min(d => d.At));
        }

        return missing.Count;
    }
}
