namespace CrmBot.Domain;

/// <summary>
/// How many follow-ups of a period were effective: reached and not shallow. Pure. Source: settled product decisions, "Rhythm" ("only
/// effective contacts count (reached, not shallow)"), and checklist A28. A record counts for who wrote it, on the local day of its
/// contact, as it was judged when it was filed. An outcome that was not said counts as reached: nobody writes down what a customer said
/// without having spoken to them; how many those are is shown.
/// </summary>
/// <param name="Filed">All of them: <paramref name="Effective"/>, <paramref name="NotReached"/> and <paramref name="Shallow"/> together.</param>
/// <param name="Shallow">Those that were reached, or may have been, and are shallow.</param>
/// <param name="NotReached">Nobody there, voicemail or refused, shallow or not.</param>
/// <param name="Unsaid">Those among the others of which the outcome was not said.</param>
public sealed record EffectiveRate(int Filed, int Effective, int Shallow, int NotReached, int Unsaid)
{
    /// <summary>0 to 100, rounded half up; null where nothing was filed.</summary>
    public int? Percent => Filed == 0 ? null : (int)Math.Round(100.0 * Effective / Filed, MidpointRounding.AwayFromZero);

    /// <param name="deeds">Of one person; others than filings are passed over.</param>
    /// <param name="zone">IANA name of that person's zone.</param>
    public static EffectiveRate Of(IEnumerable<Deed> deeds, LocalPeriod period, string zone)
    {
        List<Deed> filings = [.. Deed.Filings(deeds).Where(f => period.Holds(f.ContactedAt ?? f.At, zone))];
        var reached = filings.Where(f => f.Outcome is null or Outcome.Reached).ToList();
        var shallow = reached.Count(f => f.Shallow is true);
        return new EffectiveRate(filings.Count, reached.Count - shallow, shallow, filings.Count - reached.Count, reached.Count(f => f.Outcome is null));
    }

    public static EffectiveRate Sum(IEnumerable<EffectiveRate> some) => some.Aggregate(
        new EffectiveRate(0, 0, 0, 0, 0),
        (a, b) => new EffectiveRate(a.Filed + b.Filed, a.Effective + b.Effective, a.Shallow + b.Shallow, a.NotReached + b.NotReached, a.Unsaid + b.Unsaid));
}
