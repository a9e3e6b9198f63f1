namespace CrmBot.Storage;

/// <summary>
/// Compares every shadow with the truth, and writes it anew where it differs. It holds one number a customer, and rows only
/// of customers that differ. It may run beside bots: what a change has not finished is left to the relay, and a row is
/// written only over what was seen before the truth was read.
/// </summary>
public sealed class ShadowRebuild
{
    /// <summary>Differences that a report names one by one.</summary>
    public const int MostTold = 1000;

    private readonly ITables _tables;
    private readonly TimeProvider _time;

    public ShadowRebuild(ITables tables, TimeProvider time)
    {
        _tables = tables;
        _time = time;
    }

    /// <summary>Looks and writes nothing.</summary>
    /// <param name="tenant">Null for all.</param>
    public ValueTask<RebuildReport> CheckAsync(string? tenant, IProgress<RebuildProgress>? progress, CancellationToken ct) => RunAsync(tenant, false, progress, ct);

    /// <summary>Puts right what differs. A reminder whose own row is lost is planned anew, so it may be sent a second time.</summary>
    /// <param name="tenant">Null for all.</param>
    public ValueTask<RebuildReport> WriteAsync(string? tenant, IProgress<RebuildProgress>? progress, CancellationToken ct) => RunAsync(tenant, true, progress, ct);

    private async ValueTask<RebuildReport> RunAsync(string? tenant, bool write, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        var findings = new Findings(_tables, write, progress);
        var hints = new Hints(_tables, _time);
        var index = new IndexPart(_tables, _time, hints, findings);
        var prompts = new PromptPart(_tables, hints, findings);
        var people = new PeoplePart(_tables, hints, findings);
        List<string> tenants = tenant is null ? [] : [tenant];
        if (tenant is null)
        {
            await foreach (var one in _tables.TenantsAsync(ct))
            {
                tenants.Add(one);
            }
        }

        foreach (var one in tenants)
        {
            await people.RunAsync(one, ct);
            await index.RunAsync(one, (file, token) => prompts.StepsAsync(one, file, token), ct);
            await prompts.PromptsAsync(one, ct);
        }

        await prompts.DueAsync(tenants.ToHashSet(StringComparer.Ordinal), ct);
        return findings.Report();
    }
}
