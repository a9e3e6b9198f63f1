namespace CrmBot.Storage;

/// <summary>Gathers what a look at the shadows finds, and writes it right when it is asked to.</summary>
internal sealed class Findings(ITables tables, bool write, IProgress<RebuildProgress>? progress)
{
    private const int TellEvery = 1000;

    private readonly List<ShadowDifference> differences = [];
    private readonly HashSet<(string, string)> underWay = [];
    private long untold;
    private int written;
    private (string Tenant, string Part, long Done) at;

    public long Customers { get; set; }

    public long Rows { get; set; }

    public RebuildReport Report() => new(Customers, Rows, underWay.Count, written, differences) { Untold = untold };

    public void Step(string tenant, string part)
    {
        at = at.Tenant == tenant && at.Part == part ? at with { Done = at.Done + 1 } : (tenant, part, 1);
        if (at.Done % TellEvery == 0)
        {
            progress?.Report(new RebuildProgress(tenant, part, at.Done));
        }
    }

    public void UnderWay(string tenant, string subject) => underWay.Add((tenant, subject));

    /// <param name="right">Puts it right; each is refused when the row was written since it was seen.</param>
    public async ValueTask AddAsync(ShadowDifference difference, IReadOnlyList<ChangeSet> right, CancellationToken ct)
    {
        if (differences.Count < ShadowRebuild.MostTold)
        {
            differences.Add(difference);
        }
        else
        {
            untold++;
        }

        if (write && (await tables.ApplyAsync(right, ct)).All)
        {
            written++;
        }
    }
}
