namespace CrmBot.Language;

/// <summary>Somebody of an index who may be meant.</summary>
/// <param name="Entry">Place in the layer.</param>
/// <param name="Key">Of the layer's names, or of its contacts.</param>
internal readonly record struct Known(NameLayer Layer, int Entry, int Key, NameFit Fit)
{
    public NameEntry Is => Layer[Entry];

    public NameHit AsCustomer => new(Is.Id, Is.Names[Layer.Names[Key].Nth], Fit);

    public NameHit AsContact => new(Is.Id, Is.Contacts[Layer.Contacts[Key].Nth], Fit);
}

/// <summary>A stretch of a text, flat, that is a name of some customers or colleagues.</summary>
/// <param name="Who">Each entry once.</param>
internal sealed record Spot(int From, int To, NameFit Fit, IReadOnlyList<Known> Who)
{
    public int Length => To - From;

    public bool Overlaps(Spot other) => From < other.To && other.From < To;

    /// <summary>The longest first and of equal length the better fit; what overlaps a better one is left out. In the order of the text.</summary>
    public static List<Spot> Longest(IEnumerable<Spot> spots)
    {
        var kept = new List<Spot>();
        var taken = new HashSet<int>();
        foreach (var spot in spots.OrderByDescending(s => s.Length).ThenBy(s => s.Fit).ThenBy(s => s.From))
        {
            var places = Enumerable.Range(spot.From, spot.Length);
            if (!places.Any(taken.Contains))
            {
                kept.Add(spot);
                taken.UnionWith(places);
            }
        }

        kept.Sort((a, b) => a.From.CompareTo(b.From));
        return kept;
    }
}
