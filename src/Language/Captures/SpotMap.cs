namespace CrmBot.Language;

/// <summary>Spots of a text by where they stand.</summary>
/// <param name="length">Of the text, flat.</param>
/// <param name="spots">In the order of the text, none over another.</param>
internal sealed class SpotMap(int length, IReadOnlyList<Spot> spots)
{
    // The nearest that ends there or before, and the nearest that begins there or behind; -1 and the number of spots for none.
    private readonly (int[] Before, int[] After) nearest = Nearest(length, spots);

    /// <summary>The last that ends at the place or before it.</summary>
    public Spot? Before(int flat) => nearest.Before[flat] is >= 0 and var at ? spots[at] : null;

    /// <summary>The first that begins at the place or behind it.</summary>
    public Spot? After(int flat) => nearest.After[flat] is var at && at < spots.Count ? spots[at] : null;

    public bool EndsAt(int flat) => Before(flat) is { } spot && spot.To == flat;

    public bool Covers(int flat) => nearest.After[flat] - nearest.Before[flat] > 1 || After(flat)?.From == flat;

    private static (int[] Before, int[] After) Nearest(int length, IReadOnlyList<Spot> spots)
    {
        var (before, after) = (new int[length + 1], new int[length + 1]);
        for (var (flat, ended, begun) = (0, -1, 0); flat <= length; flat++)
        {
            while (ended + 1 < spots.Count && spots[ended + 1].To <= flat)
            {
                ended++;
            }

            while (begun < spots.Count && spots[begun].From < flat)
            {
                begun++;
            }

            (before[flat], after[flat]) = (ended, begun);
        }

        return (before, after);
    }
}
